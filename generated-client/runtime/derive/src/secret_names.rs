//! The names of properties whose values are never shown. The runtime uses this list, too.

use proc_macro2::TokenStream;
use quote::quote;

/// Parts of the names of secret properties, ignoring case and separators.
const SECRET_NAMES: [&str; 11] = [
    "accesskey",
    "apikey",
    "credential",
    "passphrase",
    "passwd",
    "password",
    "privatekey",
    "psk",
    "secret",
    "signingkey",
    "token",
];

/// The list, as an array.
pub(crate) fn list() -> TokenStream {
    let names = SECRET_NAMES;
    quote!([#(#names),*])
}

/// Whether the name of a property indicates a secret.
pub(crate) fn is_secret(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    let letters: String = letters.map(|c| c.to_ascii_lowercase()).collect();
    SECRET_NAMES.iter().any(|secret| letters.contains(secret))
}
