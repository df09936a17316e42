//! `[caller]`: how callers identify themselves.

use serde::Deserialize;

/// How callers identify themselves in the `User-Agent` header.
///
/// ```toml
/// [caller]
/// pattern = '^[A-Za-z]+/[0-9.]+ [A-Za-z]+$'
/// form = "Application/version Vendor"
/// ```
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Caller {
    /// The regular expression of valid values.
    pub pattern: String,
    /// A human-readable description of the format.
    pub form: String,
}
