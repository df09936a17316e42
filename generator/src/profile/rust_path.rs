//! Checks paths of Rust items in the profile, which become part of the generated code.

use serde::Deserialize;

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

    /// The first segment of the path: the crate.
    #[must_use]
    pub fn root(&self) -> &str {
        self.0.split("::").next().unwrap_or_default()
    }
}

impl TryFrom<String> for TypePath {
    type Error = String;

    fn try_from(path: String) -> Result<Self, String> {
        if path == "String" || (path.contains("::") && is_path(&path)) {
            return Ok(Self(path));
        }
        Err(format!("`{path}` is not the path of a type, such as `uuid::Uuid`, nor `String`"))
    }
}

/// The path of a trait that can be derived, such as `Hash` or `schemars::JsonSchema`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct TraitPath(String);

impl TraitPath {
    /// The path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last segment of the path: the name of the trait.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.rsplit("::").next().unwrap_or_default()
    }
}

impl TryFrom<String> for TraitPath {
    type Error = String;

    fn try_from(path: String) -> Result<Self, String> {
        if is_path(&path) {
            return Ok(Self(path));
        }
        Err(format!(
            "`{path}` is not the path of a trait, such as `Hash` or `schemars::JsonSchema`"
        ))
    }
}

fn is_path(text: &str) -> bool {
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    text.split("::").all(is_name)
}
