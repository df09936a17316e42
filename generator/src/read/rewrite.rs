//! Rewrites objects of a document, and keeps track of the origins of their properties.

use crate::diagnostic::Diagnostics;
use crate::source::Pointer;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fmt;

/// An object that is being rewritten. Its origins are updated with each change.
pub(super) struct Rewrite<'a> {
    pub(super) properties: &'a mut Map<String, Value>,
    pub(super) at: &'a Pointer,
    pub(super) diagnostics: &'a mut Diagnostics,
}

impl Rewrite<'_> {
    /// Removes a property. The order of the others does not change.
    pub(super) fn take(&mut self, name: &str) -> Option<Value> {
        self.properties.shift_remove(name)
    }

    /// Removes a property if it is an object.
    pub(super) fn take_object(&mut self, name: &str) -> Option<Map<String, Value>> {
        match self.properties.get_mut(name) {
            Some(Value::Object(object)) => {
                let object = std::mem::take(object);
                self.take(name);
                Some(object)
            }
            _ => None,
        }
    }

    /// Removes a property if it is a list.
    pub(super) fn take_list(&mut self, name: &str) -> Option<Vec<Value>> {
        match self.properties.get_mut(name) {
            Some(Value::Array(list)) => {
                let list = std::mem::take(list);
                self.take(name);
                Some(list)
            }
            _ => None,
        }
    }

    /// Inserts a new property.
    pub(super) fn insert(&mut self, name: &str, value: impl Into<Value>) {
        self.properties.insert(name.to_owned(), value.into());
    }

    /// Inserts a value that moves from another location. Locations are paths of names below the object.
    pub(super) fn insert_from(&mut self, name: &str, from: &[&str], value: impl Into<Value>) {
        self.insert(name, value);
        self.record_move(from, &[name]);
    }

    /// Records that a value moves to another location.
    pub(super) fn record_move(&mut self, from: &[&str], to: &[&str]) {
        let [from, to] = [from, to].map(|path| self.pointer(path));
        self.diagnostics.origins_mut().record_move(&from, &to);
    }

    /// Renames a property.
    pub(super) fn rename(&mut self, from: &str, to: &str) {
        if let Some(value) = self.take(from) {
            self.insert_from(to, &[from], value);
        }
    }

    /// Makes the reference of a schema a part of its `allOf`, so that the keywords next to it count. Returns whether there is one.
    pub(super) fn move_reference_into_all_of(&mut self) -> bool {
        let Some(reference) = self.take("$ref") else { return false };
        let part = json!({ "$ref": reference });
        let parts = self.properties.entry("allOf").or_insert_with(|| json!([]));
        if let Value::Array(parts) = parts {
            parts.push(part);
            let index = (parts.len() - 1).to_string();
            self.record_move(&["$ref"], &["allOf", &index, "$ref"]);
        }
        true
    }

    /// Reports a warning at a property.
    pub(super) fn warning(
        &mut self,
        name: &str,
        message: impl fmt::Display,
        help: impl fmt::Display,
    ) {
        self.diagnostics.warning(&self.at.child(name), message, help);
    }

    /// Reports a violation at a property that has only one sensible interpretation.
    pub(super) fn violation(
        &mut self,
        name: &str,
        message: impl fmt::Display,
        help: impl fmt::Display,
    ) {
        self.diagnostics.violation(&self.at.child(name), message, help);
    }

    /// The pointer of a path of names below the object.
    fn pointer(&self, path: &[&str]) -> Pointer {
        path.iter().fold(self.at.clone(), |location, name| location.child(name))
    }
}

/// The new locations of moved values, for updating the references to them.
#[derive(Debug, Default)]
pub(super) struct Moves(BTreeMap<Pointer, Pointer>);

impl Moves {
    /// Records that a value moves, with all values inside it.
    pub(super) fn record(&mut self, from: Pointer, to: Pointer) {
        self.0.insert(from, to);
    }

    /// Records that a value moves after values inside it have moved.
    pub(super) fn record_enclosing(&mut self, from: Pointer, to: Pointer) {
        for location in self.0.values_mut() {
            if let Some(rest) = location.strip(&from) {
                *location = to.join(rest);
            }
        }
        self.record(from, to);
    }

    /// Returns the new location of a value, if it or a value that encloses it has moved.
    fn current(&self, before: &Pointer) -> Option<Pointer> {
        // The enclosing values, from the outermost inwards, and their current locations.
        let mut ancestors = vec![(Pointer::root(), Pointer::root())];
        let mut has_moved = false;
        for token in before.tokens() {
            let (parent, current) = ancestors.last()?;
            let location = parent.child(&token);
            let current = match self.0.get(&location) {
                // The move may be recorded relative to a value that moved later.
                Some(to) => {
                    has_moved = true;
                    ancestors
                        .iter()
                        .rev()
                        .find_map(|(before, current)| Some(current.join(to.strip(before)?)))?
                }
                None => current.child(&token),
            };
            ancestors.push((location, current));
        }
        ancestors.pop().map(|(_, current)| current).filter(|_| has_moved)
    }

    /// Updates the references of a document.
    pub(super) fn update_references(&self, document: &mut Value) {
        if self.0.is_empty() {
            return;
        }
        for_each_reference(document, &Pointer::root(), &mut |reference, _| {
            if let Some(current) =
                Pointer::of_reference(reference).and_then(|before| self.current(&before))
            {
                *reference = current.to_reference();
            }
        });
    }
}

/// A callback for references. It gets the location of the reference string.
pub(super) type Visit<'a> = dyn FnMut(&mut String, &Pointer) + 'a;

/// Visits the references of a value: each `$ref`, and those in the mapping of a discriminator.
pub(super) fn for_each_reference(value: &mut Value, at: &Pointer, visit: &mut Visit<'_>) {
    match value {
        Value::Object(properties) => {
            for (name, property) in properties {
                match (name.as_str(), property) {
                    ("$ref", Value::String(reference)) => visit(reference, &at.child(name)),
                    ("discriminator", Value::Object(discriminator))
                        if discriminator.get("mapping").is_some_and(Value::is_object) =>
                    {
                        let at = at.child(name).child("mapping");
                        let mapping = discriminator.get_mut("mapping");
                        let mapping = mapping.and_then(Value::as_object_mut).into_iter().flatten();
                        for (name, target) in mapping {
                            // Other values are names of schemas.
                            if let Value::String(target) = target
                                && target.contains(['#', '/', '.'])
                            {
                                visit(target, &at.child(name));
                            }
                        }
                    }
                    (_, property @ (Value::Object(_) | Value::Array(_))) => {
                        for_each_reference(property, &at.child(name), visit);
                    }
                    _ => {}
                }
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                if item.is_object() || item.is_array() {
                    for_each_reference(item, &at.child(index), visit);
                }
            }
        }
        _ => {}
    }
}
