//! The text of a YAML file -> its value as JSON.

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
