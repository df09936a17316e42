//! `[formats]` of the profile -> the Rust types of strings and numbers, by their format.

use super::TypePath;
use serde::Deserialize;

/// The Rust type of a string or a number of some format.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Format {
    /// The type: `String` (for strings), or the path of one that has serde's traits, `Clone`, `Debug` and `PartialEq`.
    #[serde(rename = "type")]
    pub path: TypePath,
    /// What the manifest says of the crate that the path begins with, unless that is the standard library.
    pub dependency: Option<toml::Value>,
}
