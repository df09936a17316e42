//! Parses and compares version numbers.

use serde_json::Value;

/// Whether a version is a patch release of another: `3.0.4` of `3.0`.
pub(super) fn is_release_of(version: &str, release: &str) -> bool {
    version.strip_prefix(release).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Returns the version as a string. A number means the first release: `3` is `3.0`.
pub(super) fn as_text(version: &Value) -> String {
    match version {
        Value::String(text) => text.clone(),
        Value::Number(number) if !number.to_string().contains('.') => format!("{number}.0"),
        other => other.to_string(),
    }
}

/// A version that can be compared: numbers as numbers, and a release after its previews.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ApiVersion {
    numbers: Vec<Segment>,
    released: bool,
    preview: Vec<Segment>,
}

/// A segment of a version. Words sort before numbers.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Segment {
    Text(String),
    Number(u64),
}

impl ApiVersion {
    pub(super) fn parse(version: &str) -> Self {
        let (numbers, preview) = version.split_once('-').unwrap_or((version, ""));
        Self {
            numbers: segments(numbers),
            released: preview.is_empty(),
            preview: segments(preview),
        }
    }
}

fn segments(text: &str) -> Vec<Segment> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().map_or_else(|_| Segment::Text(part.to_owned()), Segment::Number))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::ApiVersion;

    #[test]
    fn versions_are_compared_as_numbers() {
        let versions = ["", "v1", "1.9.0-beta.2", "1.9.0-beta.10", "1.9.0", "1.53.0", "2024-11"];
        for (older, newer) in versions.iter().zip(versions.iter().skip(1)) {
            assert!(
                ApiVersion::parse(older) < ApiVersion::parse(newer),
                "{older} is older than {newer}"
            );
        }
    }
}
