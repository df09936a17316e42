//! `[crate]`: the generated crate.

use super::package_name;
use serde::Deserialize;

/// The generated crate.
///
/// ```toml
/// [crate]
/// name = "garden-client"
/// version = "1.2.0"
/// license = "MIT OR Apache-2.0"
/// benches = ["decode"]
/// types-only = false
///
/// [crate.dependencies]
/// schemars = "1"
///
/// [crate.dev-dependencies]
/// tokio = { version = "1", features = ["macros"] }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Package {
    /// The name of the crate. The default is derived from the title of the document.
    #[serde(deserialize_with = "package_name::deserialize")]
    pub name: Option<String>,
    /// The version. The default is `0.1.0`.
    pub version: Option<String>,
    /// The SPDX license expression.
    pub license: Option<String>,
    /// The dependencies that provide derived traits, as in `Cargo.toml`.
    pub dependencies: toml::Table,
    /// The dev-dependencies of hand-written tests, examples and benches, as in `Cargo.toml`.
    pub dev_dependencies: toml::Table,
    /// Whether to generate the types of the named schemas only, without a client and its dependencies. It is the default for a
    /// document that has schemas but no operations.
    pub types_only: bool,
    /// The benches that define their own `main`.
    pub benches: Vec<String>,
}
