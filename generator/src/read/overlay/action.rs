//! Applies an action of an overlay to a document. An action that changes nothing is an error, so that outdated corrections are
//! noticed.

use super::path::Target;
use crate::diagnostic::{Diagnostics, Location, Origins};
use crate::source::Pointer;
use serde_json::Value;

/// An action.
pub(super) struct Action {
    /// The JSON pointer.
    pub(super) at: Location,
    /// The target, as written.
    pub(super) text: String,
    /// The target.
    pub(super) target: Target,
    /// The change.
    pub(super) change: Change,
}

/// The change to the target values.
pub(super) enum Change {
    /// Merges this value into objects, or appends it to lists.
    Update(Value),
    /// Removes the values.
    Remove,
}

impl Action {
    /// Applies the action to a document, or reports an error.
    pub(super) fn apply(&self, document: &mut Value, diagnostics: &mut Diagnostics) {
        let Ok(targets) = self.targets(document).map_err(|(property, message, help)| {
            diagnostics.error_in(self.location(property), message, help);
        }) else {
            return;
        };
        let origins = diagnostics.origins_mut();
        let changed = match &self.change {
            Change::Remove => {
                // From last to first, so that the pointers of the remaining targets stay valid.
                for target in targets.iter().rev() {
                    remove(document, target, origins);
                }
                true
            }
            Change::Update(update) => {
                let mut merger = Merger { file: self.at.file, origins };
                let from = self.at.pointer.child("update");
                let mut changed = false;
                for target in &targets {
                    changed |= match document.pointer_mut(target.as_str()) {
                        Some(Value::Array(list)) => merger.append(list, update, target, &from),
                        Some(object) => merger.merge(object, update, target, &from),
                        None => false,
                    };
                }
                changed
            }
        };
        if !changed {
            diagnostics.error_in(
                self.at.clone(),
                format!(
                    "the action has no effect: the document already has this value at `{}`",
                    self.text
                ),
                "remove the action; the document no longer needs it",
            );
        }
    }

    /// The location of a property of the action.
    fn location(&self, property: &str) -> Location {
        Location { file: self.at.file, pointer: self.at.pointer.child(property) }
    }

    /// Returns the pointers of the target values in document order, or the invalid property, the problem and its remedy.
    fn targets(&self, document: &Value) -> Result<Vec<Pointer>, (&str, String, &str)> {
        let text = &self.text;
        if !self.target.is_affordable(document) {
            let message =
                format!("evaluating `{text}` takes too much work in a document of this size");
            let help = "replace `..`, and `$` in filters, by a more specific path";
            return Err(("target", message, help));
        }
        let nodes = self.target.path().query_located(document).dedup();
        if nodes.is_empty() {
            let message = format!("`{text}` matches nothing in the document");
            let help = "correct the path, or remove the action if the document no longer needs it";
            return Err(("target", message, help));
        }
        let mut targets = Vec::new();
        for node in nodes.iter() {
            let pointer = Pointer::from(node.location().to_json_pointer().as_str());
            match (node.node(), &self.change) {
                (_, Change::Remove) if pointer == Pointer::root() => {
                    let message = "the whole document cannot be removed".to_owned();
                    return Err(("target", message, "select a part of it"));
                }
                (Value::Object(_), Change::Update(update)) if !update.is_object() => {
                    let message = format!(
                        "`{text}` selects an object at {pointer}, but the update is not an object"
                    );
                    return Err((
                        "update",
                        message,
                        "make the update an object; it is merged into the selected one",
                    ));
                }
                (Value::Object(_) | Value::Array(_), _) => targets.push(pointer),
                (_, change) => {
                    let message =
                        format!("`{text}` selects neither an object nor a list at {pointer}");
                    let help = match change {
                        Change::Update(_) => "select the enclosing object, and update its property",
                        Change::Remove => {
                            "remove the enclosing object, and add it again without the property"
                        }
                    };
                    return Err(("target", message, help));
                }
            }
        }
        Ok(targets)
    }
}

/// Removes a value from its object or list.
fn remove(document: &mut Value, target: &Pointer, origins: &mut Origins) {
    let Some((parent, token)) = target.split() else { return };
    match document.pointer_mut(parent.as_str()) {
        Some(Value::Object(properties)) => {
            properties.shift_remove(&token);
            origins.remove(target);
        }
        Some(Value::Array(list)) => {
            let index = token.parse().ok().filter(|index| *index < list.len());
            if let Some(index) = index {
                list.remove(index);
                origins.remove_item(&parent, index, list.len());
            }
        }
        _ => {}
    }
}

/// Merges values, and records their origins.
struct Merger<'a> {
    file: usize,
    origins: &'a mut Origins,
}

impl Merger<'_> {
    /// Merges objects recursively and appends to lists. Other values are replaced.
    /// Returns whether the document changes.
    fn merge(&mut self, target: &mut Value, update: &Value, at: &Pointer, from: &Pointer) -> bool {
        match (target, update) {
            (Value::Object(properties), Value::Object(updates)) => {
                let mut changed = false;
                for (name, update) in updates {
                    let (at, from) = (at.child(name), from.child(name));
                    if let Some(property) = properties.get_mut(name) {
                        changed |= self.merge(property, update, &at, &from);
                    } else {
                        properties.insert(name.clone(), update.clone());
                        self.record(at, &from);
                        changed = true;
                    }
                }
                changed
            }
            (Value::Array(list), Value::Array(items)) => {
                let mut changed = false;
                for (index, item) in items.iter().enumerate() {
                    changed |= self.append(list, item, at, &from.child(index));
                }
                changed
            }
            (target, update) if target == update => false,
            (target, update) => {
                target.clone_from(update);
                self.origins.remove(at);
                self.record(at.clone(), from);
                true
            }
        }
    }

    /// Appends the items that the list does not contain: the lists of OpenAPI are sets.
    fn append(
        &mut self,
        list: &mut Vec<Value>,
        item: &Value,
        at: &Pointer,
        from: &Pointer,
    ) -> bool {
        let is_new = !list.contains(item);
        if is_new {
            self.record(at.child(list.len()), from);
            list.push(item.clone());
        }
        is_new
    }

    fn record(&mut self, at: Pointer, from: &Pointer) {
        self.origins.record(at, Location { file: self.file, pointer: from.clone() });
    }
}
