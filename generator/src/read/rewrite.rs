//! An object of a document that is brought into the form of OpenAPI 3.0 -> the same, with its places kept.

use crate::diagnostic::Diagnostics;
use crate::source::Pointer;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fmt;

/// An object that is being rewritten. Its place, and those of its members, are where they stood before.
pub(super) struct Rewrite<'a> {
    pub(super) members: &'a mut Map<String, Value>,
    pub(super) at: &'a Pointer,
    pub(super) diagnostics: &'a mut Diagnostics,
}

impl Rewrite<'_> {
    /// Takes a member out; its order among the others is theirs to keep.
    pub(super) fn take(&mut self, name: &str) -> Option<Value> {
        self.members.shift_remove(name)
    }

    /// Takes a member out if it is an object.
    pub(super) fn take_object(&mut self, name: &str) -> Option<Map<String, Value>> {
        match self.members.get_mut(name) {
            Some(Value::Object(object)) => {
                let object = std::mem::take(object);
                self.take(name);
                Some(object)
            }
            _ => None,
        }
    }

    /// Takes a member out if it is a list.
    pub(super) fn take_list(&mut self, name: &str) -> Option<Vec<Value>> {
        match self.members.get_mut(name) {
            Some(Value::Array(list)) => {
                let list = std::mem::take(list);
                self.take(name);
                Some(list)
            }
            _ => None,
        }
    }

    /// Puts a member in that is not there.
    pub(super) fn put(&mut self, name: &str, value: impl Into<Value>) {
        self.members.insert(name.to_owned(), value.into());
    }

    /// Puts in a value that stood somewhere else: places are paths of names below the object.
    pub(super) fn put_from(&mut self, name: &str, from: &[&str], value: impl Into<Value>) {
        self.put(name, value);
        self.moved(from, &[name]);
    }

    /// Notes where a value stands that stood somewhere else.
    pub(super) fn moved(&mut self, from: &[&str], to: &[&str]) {
        let [from, to] = [from, to].map(|path| self.place(path));
        self.diagnostics.origins_mut().moved(&from, &to);
    }

    /// Gives a member another name.
    pub(super) fn rename(&mut self, from: &str, to: &str) {
        if let Some(value) = self.take(from) {
            self.put_from(to, &[from], value);
        }
    }

    /// A warning at a member.
    pub(super) fn warning(
        &mut self,
        name: &str,
        message: impl fmt::Display,
        help: impl fmt::Display,
    ) {
        self.diagnostics.warning(&self.at.child(name), message, help);
    }

    /// A violation of the specification at a member, which can be meant in one way only.
    pub(super) fn violation(
        &mut self,
        name: &str,
        message: impl fmt::Display,
        help: impl fmt::Display,
    ) {
        self.diagnostics.violation(&self.at.child(name), message, help);
    }

    /// Where a path of names below the object leads.
    fn place(&self, path: &[&str]) -> Pointer {
        path.iter().fold(self.at.clone(), |place, name| place.child(name))
    }
}

/// Where values stand that stood somewhere else, for references to them.
#[derive(Debug, Default)]
pub(super) struct Moves(BTreeMap<Pointer, Pointer>);

impl Moves {
    /// Notes that a value, with all that is inside it, has moved.
    pub(super) fn note(&mut self, from: Pointer, to: Pointer) {
        self.0.insert(from, to);
    }

    /// Notes that a value has moved after others inside it have.
    pub(super) fn then(&mut self, from: Pointer, to: Pointer) {
        for place in self.0.values_mut() {
            if let Some(rest) = place.strip(&from) {
                *place = to.join(rest);
            }
        }
        self.note(from, to);
    }

    /// Where a value stands now, if it has moved: by itself, or with what holds it.
    fn now(&self, before: &Pointer) -> Option<Pointer> {
        // What holds the value, from the outermost inwards, and where that stands now.
        let mut holders = vec![(Pointer::root(), Pointer::root())];
        let mut has_moved = false;
        for token in before.tokens() {
            let (holder, now) = holders.last()?;
            let place = holder.child(&token);
            let now = match self.0.get(&place) {
                // It was noted as a place in what has moved later, if that holds both.
                Some(to) => {
                    has_moved = true;
                    holders
                        .iter()
                        .rev()
                        .find_map(|(before, now)| Some(now.join(to.strip(before)?)))?
                }
                None => now.child(&token),
            };
            holders.push((place, now));
        }
        holders.pop().map(|(_, now)| now).filter(|_| has_moved)
    }

    /// Lets the references of a document follow.
    pub(super) fn follow(&self, document: &mut Value) {
        if self.0.is_empty() {
            return;
        }
        for_each_reference(document, &Pointer::root(), &mut |reference, _| {
            if let Some(now) = Pointer::of_reference(reference).and_then(|before| self.now(&before))
            {
                *reference = now.to_reference();
            }
        });
    }
}

/// What is done with a reference; it gets the place of the reference's text.
pub(super) type Visit<'a> = dyn FnMut(&mut String, &Pointer) + 'a;

/// Visits the references of a value: each `$ref`, and those that a discriminator maps to.
pub(super) fn for_each_reference(value: &mut Value, at: &Pointer, visit: &mut Visit<'_>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match (name.as_str(), member) {
                    ("$ref", Value::String(reference)) => visit(reference, &at.child(name)),
                    ("discriminator", Value::Object(discriminator)) => {
                        let at = at.child(name).child("mapping");
                        let mapping = discriminator.get_mut("mapping");
                        let mapping = mapping.and_then(Value::as_object_mut).into_iter().flatten();
                        for (name, target) in mapping {
                            // Others are names.
                            if let Value::String(target) = target
                                && target.contains(['#', '/', '.'])
                            {
                                visit(target, &at.child(name));
                            }
                        }
                    }
                    (_, member @ (Value::Object(_) | Value::Array(_))) => {
                        for_each_reference(member, &at.child(name), visit);
                    }
                    _ => {}
                }
            }
        }
        Value::Array(elements) => {
            for (index, element) in elements.iter_mut().enumerate() {
                if element.is_object() || element.is_array() {
                    for_each_reference(element, &at.child(index), visit);
                }
            }
        }
        _ => {}
    }
}
