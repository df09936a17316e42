//! The merged value and its [`Document`] -> warnings about problems that affect the users of a client, but do not prevent its
//! generation.

mod components;
mod contradiction;
mod operations;
mod schemas;
mod secrets;

use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::source::Pointer;
use serde_json::Value;
use std::collections::HashSet;
use std::fmt;

/// Finds problems that affect the users of a client.
pub fn lint(value: &Value, document: &Document, diagnostics: &mut Diagnostics) {
    let mut linter = Linter { document, diagnostics, reported: HashSet::new() };
    linter.operations();
    linter.named_schemas();
    linter.unused_components(value);
    linter.secrets(value);
}

struct Linter<'d, 'r> {
    document: &'d Document,
    diagnostics: &'r mut Diagnostics,
    /// Reported diagnostics: the same schema or example may be visited several times.
    reported: HashSet<(Pointer, String)>,
}

impl Linter<'_, '_> {
    fn warn(&mut self, at: &Pointer, message: impl fmt::Display, help: &str) {
        let message = message.to_string();
        if self.reported.insert((at.clone(), message.clone())) {
            self.diagnostics.warning(at, message, help);
        }
    }
}
