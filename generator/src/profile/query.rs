//! `[query]`: how query strings are serialized.

use serde::Deserialize;

/// How query strings are serialized.
///
/// ```toml
/// [query]
/// arrays = "brackets"
/// ```
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Query {
    /// How arrays are serialized.
    pub arrays: QueryArrays,
}

/// How arrays are serialized in the query string.
///
/// ```toml
/// [query]
/// arrays = "documented"
/// ```
///
/// ```toml
/// [query]
/// arrays = "brackets"
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QueryArrays {
    /// By the `style` and `explode` of the parameter.
    #[default]
    Documented,
    /// `name[]=a&name[]=b`, regardless of the document.
    Brackets,
}
