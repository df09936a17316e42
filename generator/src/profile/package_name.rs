//! Checks the name of a package, which is also the name of the library.

use crate::rust_keywords::KEYWORDS;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

/// Crates that are in scope everywhere, and the name of the runtime in generated code.
const CRATES: &[&str] = &["alloc", "core", "proc_macro", "runtime", "std", "test"];

/// Checks the name of a package.
///
/// # Errors
///
/// Fails if Cargo does not allow the name, or if it has another meaning in Rust.
pub fn package_name(name: &str) -> Result<String, String> {
    let mut characters = name.chars();
    let starts_with_letter = characters.next().is_some_and(|first| first.is_ascii_alphabetic());
    if !starts_with_letter || !characters.all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
    {
        return Err(
            "a crate name starts with a letter and contains only letters, digits, `-` and `_`"
                .to_owned(),
        );
    }
    let library = name.replace('-', "_");
    let meaning = if KEYWORDS.contains(&library.as_str()) {
        "a keyword of Rust"
    } else if CRATES.contains(&library.as_str()) {
        "the name of a crate that is always in scope"
    } else {
        return Ok(name.to_owned());
    };
    Err(format!("`{name}` is {meaning}: use another name, such as `{name}-client`"))
}

/// Deserializes and checks the name of a package.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<String>, D::Error> {
    let name = String::deserialize(deserializer)?;
    package_name(&name).map(Some).map_err(D::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_and_standard_crates_are_rejected() {
        for name in ["box", "try", "Self", "std", "core", "alloc", "proc-macro", "test"] {
            assert!(package_name(name).is_err(), "{name}");
        }
        for name in ["garden", "box-client", "boxes", "Garden_2"] {
            assert_eq!(package_name(name).as_deref(), Ok(name));
        }
    }
}
