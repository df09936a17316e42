//! Checks the name of a package, which is also the name of the library, and the name of a program.

use crate::rust_keywords::KEYWORDS;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

/// Crates that are in scope everywhere, and the names of the runtime and of the tools in generated code.
const CRATES: &[&str] = &["alloc", "core", "proc_macro", "runtime", "std", "test", "tools"];

/// The folders of cargo's output, whose names it does not allow for programs.
const FOLDERS: &[&str] = &["build", "deps", "examples", "incremental"];

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

/// Checks the name of a program.
///
/// # Errors
///
/// Fails if Cargo does not allow the name.
pub(crate) fn program_name(name: &str) -> Result<String, String> {
    let starts_with_letter_or_digit = name.starts_with(|c: char| c.is_ascii_alphanumeric());
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !starts_with_letter_or_digit || !name.chars().all(is_allowed) {
        Err("the name of a program contains only letters, digits, `-` and `_`".to_owned())
    } else if FOLDERS.contains(&name) {
        Err(format!("`{name}` is a folder of cargo: use another name, such as `{name}-cli`"))
    } else {
        Ok(name.to_owned())
    }
}

/// Deserializes and checks the name of a program.
pub(super) fn program<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<String>, D::Error> {
    let name = String::deserialize(deserializer)?;
    program_name(&name).map(Some).map_err(D::Error::custom)
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
        for name in ["box", "try", "Self", "std", "core", "alloc", "proc-macro", "test", "tools"] {
            assert!(package_name(name).is_err(), "{name}");
        }
        for name in ["garden", "box-client", "boxes", "Garden_2"] {
            assert_eq!(package_name(name).as_deref(), Ok(name));
        }
    }
    #[test]
    fn programs_are_no_folders_of_cargo() {
        for name in ["build", "deps", "", "a/b", "-garden"] {
            assert!(program_name(name).is_err(), "{name}");
        }
        for name in ["garden", "3d-garden", "builder"] {
            assert_eq!(program_name(name).as_deref(), Ok(name));
        }
    }
}
