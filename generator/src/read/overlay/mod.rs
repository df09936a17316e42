//! Applies an overlay (OpenAPI Overlay Specification 1.0) to its document.
//!
//! If there are several documents, `extends` selects one.

mod action;
mod path;

use super::files::resolve;
use super::{name, unquoted, version};
use crate::diagnostic::{Diagnostics, Location};
use crate::source::{Pointer, Source};
use action::{Action, Change};
use path::Target;
use serde_json::{Map, Value};

const OVERLAY: &[&str] = &["overlay", "info", "extends", "actions"];
const INFO: &[&str] = &["title", "version"];
const ACTION: &[&str] = &["target", "description", "update", "remove"];

/// Corrects a document. Invalid actions are reported and skipped.
pub(super) fn apply(
    file: usize,
    overlay: &Map<String, Value>,
    document: &mut Value,
    diagnostics: &mut Diagnostics,
) {
    let actions = OverlayReader { file, diagnostics }.actions(overlay);
    for action in actions {
        action.apply(document, diagnostics);
    }
}

/// Whether an overlay applies to a document: to the only one, or to the one that it extends.
pub(super) fn is_for(
    overlay: usize,
    properties: &Map<String, Value>,
    document: usize,
    documents: &[usize],
    sources: &[Source],
) -> bool {
    let extends = properties.get("extends").and_then(Value::as_str);
    let is_named = |path| resolve(name(sources, overlay), path) == name(sources, document);
    documents == [document] || extends.is_some_and(is_named)
}

/// Parses an overlay and reports its errors.
struct OverlayReader<'a> {
    file: usize,
    diagnostics: &'a mut Diagnostics,
}

impl OverlayReader<'_> {
    fn error(&mut self, pointer: Pointer, message: String, help: &str) {
        self.diagnostics.error_in(Location { file: self.file, pointer }, message, help);
    }

    fn actions(&mut self, overlay: &Map<String, Value>) -> Vec<Action> {
        let root = Pointer::root();
        self.check_known(&root, "an overlay", overlay, OVERLAY);
        match overlay.get("overlay") {
            Some(Value::String(text)) if version::is_release_of(text, "1.0") => {}
            other => self.error(
                root.child("overlay"),
                format!(
                    "overlays of version {} are not supported",
                    unquoted(other.unwrap_or(&Value::Null))
                ),
                "use version 1.0, as a string: \"1.0.0\"",
            ),
        }
        if let Some(info) =
            self.object(&root.child("info"), "an overlay's info", overlay.get("info"))
        {
            let at = root.child("info");
            self.check_known(&at, "an overlay's info", info, INFO);
            for name in INFO {
                self.text(&at, info, name);
            }
        }
        if overlay.contains_key("extends") {
            self.text(&root, overlay, "extends");
        }
        let at = root.child("actions");
        let actions = overlay.get("actions").and_then(Value::as_array);
        if actions.is_none_or(Vec::is_empty) {
            self.error(
                at.clone(),
                "`actions` is empty or missing".to_owned(),
                "add an action, or remove the overlay",
            );
        }
        let actions = actions.into_iter().flatten().enumerate();
        actions.filter_map(|(index, action)| self.action(&at.child(index), action)).collect()
    }

    fn action(&mut self, at: &Pointer, action: &Value) -> Option<Action> {
        let action = self.object(at, "an action", Some(action))?;
        self.check_known(at, "an action", action, ACTION);
        if action.contains_key("description") {
            self.text(at, action, "description");
        }
        let target = self.text(at, action, "target");
        let change = self.change(at, action);
        let (text, change) = (target?.to_owned(), change?);
        match Target::parse(&text) {
            Ok(target) => Some(Action {
                at: Location { file: self.file, pointer: at.clone() },
                text,
                target,
                change,
            }),
            Err(error) => {
                self.error(
                    at.child("target"),
                    format!("`{text}` is not a JSONPath (RFC 9535): {error}"),
                    "correct the path; an example is `$.paths['/beds/{bedId}'].get.parameters[0]`",
                );
                None
            }
        }
    }

    fn change(&mut self, at: &Pointer, action: &Map<String, Value>) -> Option<Change> {
        let remove = match action.get("remove") {
            None => false,
            Some(Value::Bool(remove)) => *remove,
            Some(other) => {
                let message = format!("`remove` is {other}, expected a boolean");
                self.error(at.child("remove"), message, "write true or false");
                return None;
            }
        };
        match (action.get("update"), remove) {
            (Some(update), false) => Some(Change::Update(update.clone())),
            (None, true) => Some(Change::Remove),
            (Some(_), true) => {
                let message = "`update` has no effect together with `remove: true`".to_owned();
                self.error(at.child("update"), message, "keep one of the two, or split the action");
                None
            }
            (None, false) => {
                let message = "the action has neither `update` nor `remove`".to_owned();
                self.error(at.clone(), message, "add `update`, or `remove: true`");
                None
            }
        }
    }

    /// Reports unknown properties. A misspelled property must not disable a correction.
    fn check_known(
        &mut self,
        at: &Pointer,
        noun: &str,
        properties: &Map<String, Value>,
        known: &[&str],
    ) {
        for name in properties.keys() {
            if !known.contains(&name.as_str()) && !name.starts_with("x-") {
                self.error(
                    at.child(name),
                    format!("unknown property `{name}` in {noun}"),
                    &format!("use one of `{}`, or remove it", known.join("`, `")),
                );
            }
        }
    }

    fn object<'v>(
        &mut self,
        at: &Pointer,
        noun: &str,
        value: Option<&'v Value>,
    ) -> Option<&'v Map<String, Value>> {
        let object = value.and_then(Value::as_object);
        if object.is_none() {
            self.error(at.clone(), format!("expected {noun} to be an object"), "write an object");
        }
        object
    }

    fn text<'v>(
        &mut self,
        at: &Pointer,
        properties: &'v Map<String, Value>,
        name: &str,
    ) -> Option<&'v str> {
        let text = properties.get(name).and_then(Value::as_str);
        if text.is_none() {
            self.error(
                at.child(name),
                format!("expected `{name}` to be a string"),
                "write a string",
            );
        }
        text
    }
}
