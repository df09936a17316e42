//! `[secrets]`: values that are never shown.

use serde::Deserialize;

/// The values that are never shown.
///
/// ```toml
/// [secrets]
/// properties = ["claimKey", "communityString"]
/// ```
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Secrets {
    /// The names of properties with secret values, in addition to common names such as `password`.
    pub properties: Vec<String>,
}

impl Secrets {
    /// Whether the profile lists a property.
    pub fn contain(&self, property: &str) -> bool {
        self.properties.iter().any(|listed| is_same_name(listed, property))
    }
}

/// Whether two names of properties are equal, ignoring case and separators.
pub fn is_same_name(one: &str, other: &str) -> bool {
    let letters = |name: &str| -> String {
        name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    letters(one) == letters(other)
}
