//! The text of a YAML file -> its value as JSON.

use super::json::report_equal_duplicate;
use crate::diagnostic::{Diagnostics, Location};
use crate::source::{Pointer, Source};
use serde_json::Value;

/// Parses a file. Duplicate keys with different values are an error.
pub(super) fn parse(file: usize, source: &Source, diagnostics: &mut Diagnostics) -> Option<Value> {
    match source.yaml() {
        Ok((value, duplicates)) => {
            for pointer in duplicates {
                report_equal_duplicate(Location { file, pointer }, diagnostics);
            }
            Some(value)
        }
        Err(error) => {
            diagnostics.error_in(
                Location { file, pointer: Pointer::root() },
                format!("invalid YAML: {}", error.message),
                "correct the syntax, and use only objects, lists, strings, numbers, booleans and null",
            );
            None
        }
    }
}
