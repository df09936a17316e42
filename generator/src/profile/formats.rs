//! `[formats]`: the Rust types of strings and numbers, by their format.

use super::TypePath;
use serde::Deserialize;

/// The Rust type of strings or numbers with a format.
///
/// ```toml
/// [formats]
/// uuid = { type = "uuid::Uuid", dependency = { version = "1", features = ["serde"] } }
/// date-time = { type = "String" }
/// ```
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Format {
    /// The path of the type: `String`, or a type that implements serde's traits, `Clone`, `Debug` and `PartialEq`.
    #[serde(rename = "type")]
    pub path: TypePath,
    /// The dependency that provides the type, as in `Cargo.toml`. Types of the standard library need none.
    pub dependency: Option<toml::Value>,
}
