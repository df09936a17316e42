//! Repairs references at locations where OpenAPI allows none, and references that are only the name of a schema.

use crate::diagnostic::Diagnostics;
use crate::expansion_budget::{ExpansionBudget, size_of};
use crate::read::visit::ObjectKind;
use crate::source::Pointer;
use serde_json::{Map, Value};
use std::collections::HashSet;

/// The maximum depth of references whose targets contain references.
const MAX_ROUNDS: usize = 16;

/// String properties that some documents move into a file or component of their own.
pub(in crate::read) const STRINGS: [&str; 3] = ["description", "summary", "title"];

/// References in place of a map, a list or a string.
#[derive(Default)]
pub(super) struct Inlined {
    found: Vec<(Pointer, Pointer)>,
    rounds: usize,
    budget: Option<ExpansionBudget>,
}

impl Inlined {
    /// Finds the references in place of properties of an object.
    pub(super) fn find(&mut self, kind: ObjectKind, properties: &Map<String, Value>, at: &Pointer) {
        for name in kind.collections().chain(kind.inline_objects()).chain(STRINGS) {
            let reference = properties.get(name).and_then(|value| value.get("$ref")?.as_str());
            let target = reference.and_then(Pointer::of_reference);
            self.found.extend(target.map(|target| (at.child(name), target)));
        }
    }

    /// Replaces the references by copies of their targets. Returns whether there were any.
    pub(super) fn insert_into(
        &mut self,
        document: &mut Value,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        self.rounds += 1;
        let mut has_replaced = false;
        for (at, target) in std::mem::take(&mut self.found) {
            // The normalise stage reports the references that stay.
            if self.rounds > MAX_ROUNDS || at.strip(&target).is_some() {
                continue;
            }
            let Some(value) = document.pointer(target.as_str()) else { continue };
            let size = size_of(value);
            let budget =
                self.budget.get_or_insert_with(|| ExpansionBudget::for_steps_in(size_of(document)));
            if !budget.spend(size) {
                continue;
            }
            let value = value.clone();
            let Some(reference) = document.pointer_mut(at.as_str()) else { continue };
            report(&at, diagnostics);
            *reference = value;
            diagnostics.origins_mut().record_copy(&target, &at);
            has_replaced = true;
        }
        has_replaced
    }
}

/// Reports a reference at a location where OpenAPI allows none.
pub(in crate::read) fn report(at: &Pointer, diagnostics: &mut Diagnostics) {
    diagnostics.violation(
        &at.child("$ref"),
        "a `$ref` is not allowed here; it is replaced by the value that it refers to",
        "refer to a whole object, such as a schema or a response",
    );
}

/// The names of the schemas of a document, for references that are only a name.
pub(super) struct SchemaNames {
    parent: Pointer,
    names: HashSet<String>,
}

impl SchemaNames {
    pub(super) fn of(document: &Value) -> Self {
        let parent = match document.get("definitions") {
            Some(_) => Pointer::from("/definitions"),
            None => Pointer::from("/components/schemas"),
        };
        let schemas = document.pointer(parent.as_str()).and_then(Value::as_object);
        Self { names: schemas.into_iter().flat_map(Map::keys).cloned().collect(), parent }
    }

    /// Completes a reference that is the name of a schema.
    pub(super) fn repair(
        &self,
        reference: &mut String,
        at: &Pointer,
        diagnostics: &mut Diagnostics,
    ) {
        if reference.contains(['#', '/', '.']) || !self.names.contains(reference.as_str()) {
            return;
        }
        let completed = self.parent.child(&reference).to_reference();
        diagnostics.violation(
            at,
            format_args!("`{reference}` is a name, not a reference; it is read as `{completed}`"),
            format_args!("use `{completed}`"),
        );
        *reference = completed;
    }
}
