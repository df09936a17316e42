//! A text in YAML -> its value, as JSON has it, and where in the text each part of it stands.
//!
//! Texts are read as PyYAML and npm's `yaml` read them: closing brackets and continuation lines may stand at the
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
const LEVELS: usize = 128;

/// The name of a property whose properties are those of the object as well: of YAML 1.1, and still in use.
const MERGE: &str = "<<";

/// The reason why a text cannot be read.
#[derive(Debug)]
pub(crate) struct Fault {
    /// The byte at which it was found.
    pub(super) at: usize,
    /// What is wrong.
    pub(crate) message: String,
}

impl Fault {
    fn new(at: usize, message: impl Into<String>) -> Self {
        Self { at, message: message.into() }
    }

    fn too_deep(at: usize) -> Self {
        Self::new(at, format!("values are nested more than {LEVELS} levels deep"))
    }
}

/// Reads a text of one document.
pub(super) fn read(text: &str) -> Result<(Value, Positions), Fault> {
    let mut builder = Builder::new(text);
    for next in Parser::new_from_str_with_options(text, options()) {
        let (event, span) = next.map_err(|error| {
            let at = error.marker().byte_offset().unwrap_or(text.len());
            Fault::new(at, error.info())
        })?;
        builder.event(event, span.byte_range().unwrap_or_default())?;
    }
    builder.finish()
}

fn options() -> granit_parser::Options {
    let mut options = granit_parser::Options::default();
    options.set_emit_comments(false);
    // The builder says where values are nested too deep.
    options.flow_nesting_limit = LEVELS + 1;
    options.block_nesting_limit = LEVELS + 1;
    options
}
