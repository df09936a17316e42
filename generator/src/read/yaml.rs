//! The text of a file in YAML -> its value, as JSON has it, or what keeps it from being one.

use crate::diagnostic::{Diagnostics, Location};
use crate::source::{Pointer, Source};
use serde_json::Value;

/// Parses a file.
pub(super) fn parse(file: usize, source: &Source, diagnostics: &mut Diagnostics) -> Option<Value> {
    source
        .yaml()
        .map_err(|error| {
            diagnostics.error_in(
                Location { file, pointer: Pointer::root() },
                format!("invalid YAML: {}", error.message),
                "correct the syntax, and use only objects, lists, strings, numbers, booleans and null",
            );
        })
        .ok()
}
