//! A YAML text -> its value, as JSON has it, and the position of each part in the text.
//!
//! The parser accepts what PyYAML and npm's `yaml` accept: closing brackets and continuation lines may stand at the
//! indentation of what holds them, which YAML 1.2 forbids. Plain scalars are those of YAML 1.2's core schema.

mod builder;
mod positions;
mod scalar;
#[cfg(test)]
mod tests;

use builder::Builder;
use granit_parser::Parser;
pub(super) use positions::Positions;
use serde_json::Value;

/// Values are nested no deeper, as in JSON.
const MAX_DEPTH: usize = 128;

/// The key of YAML 1.1 whose value is merged into the object; still in use.
const MERGE_KEY: &str = "<<";

/// The reason why a text cannot be read.
#[derive(Debug)]
pub(crate) struct YamlError {
    /// The byte at which it was found.
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

/// Reads a text of one document.
pub(super) fn read(text: &str) -> Result<(Value, Positions), YamlError> {
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
    // The builder says where values are nested too deep.
    options.flow_nesting_limit = MAX_DEPTH + 1;
    options.block_nesting_limit = MAX_DEPTH + 1;
    options
}
