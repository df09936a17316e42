//! An action of an overlay -> the document, changed where the action says so. An action that changes nothing is
//! an error: a correction that is no longer needed must not stay unnoticed.

use super::path::Target;
use crate::diagnostic::{Diagnostics, Location, Origins};
use crate::source::Pointer;
use serde_json::Value;

/// A correction.
pub(super) struct Action {
    /// Its JSON pointer.
    pub(super) at: Location,
    /// What it changes, as written.
    pub(super) text: String,
    /// What it changes.
    pub(super) target: Target,
    /// How.
    pub(super) change: Change,
}

/// What is done to the values that an action is for.
pub(super) enum Change {
    /// This is merged into objects, and appended to lists.
    Update(Value),
    /// They are taken away.
    Remove,
}

impl Action {
    /// Changes a document, or reports why it is left as it is.
    pub(super) fn apply(&self, document: &mut Value, diagnostics: &mut Diagnostics) {
        let Ok(targets) = self.targets(document).map_err(|(member, message, help)| {
            diagnostics.error_in(self.place(member), message, help);
        }) else {
            return;
        };
        let origins = diagnostics.origins_mut();
        let changed = match &self.change {
            Change::Remove => {
                // From the last to the first: the places of those to come stay what they are.
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

    /// Where a member of the action stands.
    fn place(&self, member: &str) -> Location {
        Location { file: self.at.file, pointer: self.at.pointer.child(member) }
    }

    /// The values to change, in the order of the document; or the member at fault, what is wrong, and the remedy.
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
                _ => {
                    let message =
                        format!("`{text}` selects neither an object nor a list at {pointer}");
                    let help = "select the enclosing object, and update its property";
                    return Err(("target", message, help));
                }
            }
        }
        Ok(targets)
    }
}

/// Takes a value out of the object or the list that holds it.
fn remove(document: &mut Value, target: &Pointer, origins: &mut Origins) {
    let Some((holder, token)) = target.split() else { return };
    match document.pointer_mut(holder.as_str()) {
        Some(Value::Object(members)) => {
            members.shift_remove(&token);
            origins.forget(target);
        }
        Some(Value::Array(list)) => {
            let index = token.parse().ok().filter(|index| *index < list.len());
            if let Some(index) = index {
                list.remove(index);
                origins.close_gap(&holder, index, list.len());
            }
        }
        _ => {}
    }
}

/// Merges values, and notes where they came from.
struct Merger<'a> {
    file: usize,
    origins: &'a mut Origins,
}

impl Merger<'_> {
    /// Merges objects member by member and appends lists to lists; any other value takes the place of the one there was.
    /// Tells whether that made a difference.
    fn merge(&mut self, target: &mut Value, update: &Value, at: &Pointer, from: &Pointer) -> bool {
        match (target, update) {
            (Value::Object(members), Value::Object(updates)) => {
                let mut changed = false;
                for (name, update) in updates {
                    let (at, from) = (at.child(name), from.child(name));
                    if let Some(member) = members.get_mut(name) {
                        changed |= self.merge(member, update, &at, &from);
                    } else {
                        members.insert(name.clone(), update.clone());
                        self.note(at, &from);
                        changed = true;
                    }
                }
                changed
            }
            (Value::Array(list), Value::Array(elements)) => {
                let mut changed = false;
                for (index, element) in elements.iter().enumerate() {
                    changed |= self.append(list, element, at, &from.child(index));
                }
                changed
            }
            (target, update) if target == update => false,
            (target, update) => {
                target.clone_from(update);
                self.origins.forget(at);
                self.note(at.clone(), from);
                true
            }
        }
    }

    /// Appends what the list does not hold: the lists of OpenAPI are sets.
    fn append(
        &mut self,
        list: &mut Vec<Value>,
        element: &Value,
        at: &Pointer,
        from: &Pointer,
    ) -> bool {
        let is_new = !list.contains(element);
        if is_new {
            self.note(at.child(list.len()), from);
            list.push(element.clone());
        }
        is_new
    }

    fn note(&mut self, at: Pointer, from: &Pointer) {
        self.origins.note(at, Location { file: self.file, pointer: from.clone() });
    }
}
