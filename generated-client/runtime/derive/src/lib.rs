//! Derives of a generated API client: in comes an item, out go the few small impls that make it work.
//!
//! What an expansion does is in the runtime, once for all types; an expansion only says which members, values or
//! output its type has. That keeps a crate of thousands of types cheap to check. The documentation of each
//! derive stands where it is used from: in the runtime, which exports all of them.
//!
//! Expansions name the runtime `::runtime`, as generated crates do in their manifest.

mod fields;
mod object;
mod request;
mod setters;
mod string_enum;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Encodes and decodes a struct as a JSON object.
#[proc_macro_derive(Object, attributes(object))]
pub fn object(input: TokenStream) -> TokenStream {
    expand(&parse_macro_input!(input as DeriveInput), object::expand)
}

/// Gives the builder of an operation its `send()` and what goes with it.
#[proc_macro_derive(Request, attributes(request))]
pub fn request(input: TokenStream) -> TokenStream {
    expand(&parse_macro_input!(input as DeriveInput), request::expand)
}

/// Gives a struct `new(required…)` and one setter for each optional member.
#[proc_macro_derive(Setters, attributes(object))]
pub fn setters(input: TokenStream) -> TokenStream {
    expand(&parse_macro_input!(input as DeriveInput), setters::expand)
}

/// Encodes and decodes an enum as a string, keeping texts that it does not know.
#[proc_macro_derive(StringEnum, attributes(value))]
pub fn string_enum(input: TokenStream) -> TokenStream {
    expand(&parse_macro_input!(input as DeriveInput), string_enum::expand)
}

/// An expansion, or the compile error that says what is wrong with the item, and where.
fn expand(
    input: &DeriveInput,
    by: fn(&DeriveInput) -> syn::Result<proc_macro2::TokenStream>,
) -> TokenStream {
    by(input).unwrap_or_else(|error| error.into_compile_error()).into()
}
