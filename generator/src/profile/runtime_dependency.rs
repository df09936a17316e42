//! `[crate.runtime]`: the runtime that the generated crate depends on.

use serde::Deserialize;

/// The runtime that the crate depends on, as a dependency in `Cargo.toml`. Clients with the same runtime have the same `Error`,
/// `DateTime` and rate limiter. The runtime must be of the same version of the generator.
///
/// ```toml
/// [crate.runtime]
/// package = "garden-runtime"
/// version = "0.1.0"
/// path = "../garden-runtime"
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuntimeDependency {
    /// The name of the package.
    pub package: String,
    /// The version requirement. Publishing the crate requires it.
    pub version: Option<String>,
    /// The path of the package, relative to the crate.
    pub path: Option<String>,
}
