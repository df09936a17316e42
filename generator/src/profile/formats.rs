//! In: `[formats]` of the profile. Out: the Rust types of texts, by their format.

use serde::Deserialize;

/// The Rust type of a text of some format.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Format {
    /// The type: `String`, or the path of one that has serde's traits, `Clone`, `Debug` and `PartialEq`.
    #[serde(rename = "type")]
    pub path: TypePath,
    /// What the manifest says of the crate that the path begins with, unless that is the standard library.
    pub dependency: Option<toml::Value>,
}

/// The path of a Rust type, such as `uuid::Uuid`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct TypePath(String);

impl TypePath {
    /// The path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first of its names: the crate that it begins with.
    #[must_use]
    pub fn root(&self) -> &str {
        self.0.split("::").next().unwrap_or_default()
    }
}

impl TryFrom<String> for TypePath {
    type Error = String;

    fn try_from(path: String) -> Result<Self, String> {
        let is_name = |name: &str| {
            name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
                && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        };
        if path == "String" || (path.contains("::") && path.split("::").all(is_name)) {
            return Ok(Self(path));
        }
        Err(format!("`{path}` is not the path of a type, such as `uuid::Uuid`, nor `String`"))
    }
}
