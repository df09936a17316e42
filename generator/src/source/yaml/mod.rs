//! A YAML text -> its value as JSON, the position of each part in the text, and the duplicate keys.
//!
//! Like PyYAML and npm's `yaml`, the parser accepts closing brackets and continuation lines at the indentation of their
//! parent, which YAML 1.2 forbids. Plain scalars follow the core schema of YAML 1.2.

mod builder;
mod positions;
mod scalar;
#[cfg(test)]
mod tests;

use super::Pointer;
use builder::Builder;
use granit_parser::Parser;
pub(super) use positions::Positions;
use serde_json::Value;

/// The maximum depth of nested values, as in JSON.
const MAX_DEPTH: usize = 128;

/// The merge key of YAML 1.1, which is still in use.
const MERGE_KEY: &str = "<<";

/// The content of a text.
pub(super) struct Text {
    pub(super) value: Value,
    pub(super) positions: Positions,
    /// The properties that an object has several times, with equal values.
    pub(super) duplicates: Vec<Pointer>,
}

/// The reason why a text cannot be read.
#[derive(Debug)]
pub(crate) struct YamlError {
    /// The byte offset of the problem.
    pub(super) at: usize,
    /// The problem.
    pub(crate) message: String,
}

impl YamlError {
    fn new(at: usize, message: impl Into<String>) -> Self {
        Self { at, message: message.into() }
    }

    fn too_deep(at: usize) -> Self {
        Self::new(at, format!("values are nested more than {MAX_DEPTH} levels deep"))
    }
}

/// Parses a text with a single document.
pub(super) fn read(text: &str) -> Result<Text, YamlError> {
    let mut builder = Builder::new(text);
    for next in Parser::new_from_str_with_options(text, options()) {
        let (event, span) = next.map_err(|error| {
            let at = error.marker().byte_offset().unwrap_or(text.len());
            YamlError::new(at, error.info())
        })?;
        builder.event(event, span.byte_range().unwrap_or_default())?;
    }
    builder.finish()
}

fn options() -> granit_parser::Options {
    let mut options = granit_parser::Options::default();
    options.set_emit_comments(false);
    // The builder reports values that are nested too deep.
    options.flow_nesting_limit = MAX_DEPTH + 1;
    options.block_nesting_limit = MAX_DEPTH + 1;
    options
}
