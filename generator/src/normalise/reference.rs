//! Resolves `$ref`.

use super::fixed_fields::ValueKind::{Any, Text};
use super::fixed_fields::{FixedField, describe, may};
use super::{Node, Normaliser};
use crate::diagnostic::Untyped;
use crate::nearest::nearest;
use crate::read::{SWAGGER_2_0, is_in_missing_file, split_file_pointer};
use crate::source::Pointer;
use serde::de::IgnoredAny;
use serde_json::Value;
use std::collections::HashSet;

/// A reference. OpenAPI 3.1 allows the annotations; documents of other versions use them with the same meaning.
const REFERENCE: &[FixedField] =
    &[may("$ref", Any), may("summary", Text), may("description", Text)];

/// The section of `components` that contains schemas.
pub(super) const SCHEMAS: &str = "schemas";

/// The sections of `components`, and the values that they contain.
const SECTIONS: [(&str, &str); 10] = [
    (SCHEMAS, "a schema"),
    ("parameters", "a parameter"),
    ("responses", "a response"),
    ("requestBodies", "a request body"),
    ("headers", "a header"),
    ("examples", "an example"),
    ("securitySchemes", "a security scheme"),
    ("callbacks", "a callback"),
    ("pathItems", "a path item"),
    ("mediaTypes", "a media type"),
];

/// The target of a reference.
pub(super) enum Target<'a> {
    /// A named schema of the document.
    Schema(String),
    /// Any other value of the document.
    Value(Node<'a>),
}

/// The end of a chain of references.
#[derive(Clone)]
pub(super) enum End<'a> {
    Value(Node<'a>),
    /// The chain is circular.
    Cycle,
    /// The target does not exist. This is already reported.
    Unresolved,
}

impl<'a> Normaliser<'a, '_> {
    /// Returns the value, or the target of the reference. Invalid references are reported.
    ///
    /// `section` is the part of `components` that contains values of this kind.
    pub(super) fn resolve(&mut self, node: Node<'a>, section: &str) -> Option<Node<'a>> {
        if node.reference().is_none() {
            return Some(node);
        }
        // Read for its diagnostics only.
        let _: Option<IgnoredAny> = self.read(&node, "a reference", REFERENCE);
        let referrer = Some(node.value);
        Some(Node { referrer, ..self.resolve_fully(node, section)? })
    }

    /// Returns the value, or the target of the reference. Invalid references are not reported.
    pub(super) fn resolve_fully(&mut self, node: Node<'a>, section: &str) -> Option<Node<'a>> {
        match self.follow(&node, section, |_| false)? {
            Target::Value(value) => Some(value),
            Target::Schema(_) => None,
        }
    }

    /// Returns the target of a reference to a schema.
    pub(super) fn resolve_schema(&mut self, node: &Node<'a>) -> Option<Target<'a>> {
        self.follow(node, SCHEMAS, |pointer| schema_name(pointer).is_some())
    }

    /// Follows a chain of references to the first location that `stop` accepts, or that is not a reference itself.
    fn follow(
        &mut self,
        start: &Node<'a>,
        section: &str,
        stop: impl Fn(&Pointer) -> bool,
    ) -> Option<Target<'a>> {
        let mut passed = HashSet::from([start.at.clone()]);
        let mut node = start.clone();
        let end = loop {
            let Some(reference) = node.reference() else { break End::Value(node) };
            let Some(pointer) = self.parse(&node, reference) else { break End::Unresolved };
            let Some(target) = Node::root(self.root).find(&pointer) else {
                self.report_unresolved(&pointer, &node, section);
                break End::Unresolved;
            };
            if let Some(noun) = noun_of_other_section(&pointer, section) {
                self.left_out(
                    &node,
                    section,
                    format!("the reference leads to {noun}, and is left out"),
                    format!("refer to {}", noun_of(section)),
                );
                break End::Unresolved;
            }
            if stop(&pointer) {
                return schema_name(&pointer).map(Target::Schema);
            }
            if let Some(end) = self.ends.get(&pointer) {
                break end.clone();
            }
            if !passed.insert(pointer) {
                break End::Cycle;
            }
            node = target;
        };
        if passed.len() > 1 {
            self.ends.extend(passed.into_iter().map(|at| (at, end.clone())));
        }
        match end {
            End::Value(node) => Some(Target::Value(node)),
            End::Unresolved => None,
            End::Cycle => {
                self.error(
                    &start.at.child("$ref"),
                    "the reference is circular and never resolves to a value",
                    "replace one of the references in the cycle with a value",
                );
                None
            }
        }
    }

    /// Reports that the target of a reference does not exist, unless its file is missing, which is already reported.
    fn report_unresolved(&mut self, pointer: &Pointer, reference: &Node<'a>, section: &str) {
        if is_in_missing_file(self.root, pointer) {
            return;
        }
        let location = match split_file_pointer(pointer) {
            Some((file, location)) => format!("`{location}` in `{file}`"),
            None => format!("`{}` in the document", self.as_written(pointer)),
        };
        self.left_out(
            reference,
            section,
            format!("the reference is unresolved and left out: {location} does not exist"),
            self.nearest_target(pointer).map_or_else(
                || "correct the reference, or add what it refers to".to_owned(),
                |nearest| format!("the nearest name is `{nearest}`"),
            ),
        );
    }

    /// Reports a reference that is left out. The value of a schema is untyped then.
    fn left_out(&mut self, reference: &Node<'a>, section: &str, message: String, help: String) {
        let is_new = self.violation(&reference.at.child("$ref"), message, help);
        if is_new && section == SCHEMAS {
            self.diagnostics.mark_untyped(Untyped::VALUE);
        }
    }

    /// The pointer to a component as the document writes it, before its conversion to OpenAPI 3.0.
    fn as_written(&self, pointer: &Pointer) -> String {
        let written = match self.version.as_str() {
            SWAGGER_2_0 => [
                ("/components/schemas/", "/definitions/"),
                ("/components/parameters/", "/parameters/"),
                ("/components/responses/", "/responses/"),
            ]
            .iter()
            .find_map(|(ours, theirs)| {
                Some(format!("{theirs}{}", pointer.as_str().strip_prefix(ours)?))
            }),
            _ => None,
        };
        written.unwrap_or_else(|| pointer.to_string())
    }

    /// The name of the existing value whose name is nearest to that of a missing one.
    fn nearest_target(&self, pointer: &Pointer) -> Option<String> {
        let (parent, name) = pointer.split()?;
        let siblings = self.root.pointer(parent.as_str())?.as_object()?;
        nearest(&name, siblings.keys().map(String::as_str)).map(str::to_owned)
    }

    /// Whether a reference points to a missing file, which is already reported.
    pub(super) fn is_in_missing_file(&self, node: &Node<'a>) -> bool {
        let reference = node.reference().and_then(Value::as_str);
        let target = reference.and_then(Pointer::of_reference);
        target.is_some_and(|target| is_in_missing_file(self.root, &target))
    }

    /// Parses a reference.
    fn parse(&mut self, node: &Node<'a>, reference: &Value) -> Option<Pointer> {
        let at = node.at.child("$ref");
        match reference.as_str() {
            Some(text) => self.parse_reference(&at, text),
            None => {
                let message = format!("`$ref` is {}, expected a string", describe(reference));
                self.error(&at, message, "use a reference such as \"#/components/schemas/Name\"");
                None
            }
        }
    }

    /// Parses the string of a reference.
    pub(super) fn parse_reference(&mut self, at: &Pointer, text: &str) -> Option<Pointer> {
        let pointer = Pointer::of_reference(text);
        if pointer.is_none() {
            self.error(
                at,
                format!("`{text}` is not a JSON pointer reference"),
                "use a JSON pointer, such as \"#/components/schemas/Name\"",
            );
        }
        pointer
    }
}

/// A short description of the value of another section of `components` than the expected one, if a pointer leads to it.
fn noun_of_other_section(pointer: &Pointer, expected: &str) -> Option<&'static str> {
    let rest = Pointer::from(pointer.strip(&Pointer::from("/components"))?);
    let tokens: Vec<String> = rest.tokens().take(3).collect();
    let [section, _] = tokens.as_slice() else { return None };
    let found = SECTIONS.iter().find(|(known, _)| known == section);
    found.filter(|(known, _)| *known != expected).map(|(_, noun)| *noun)
}

/// A short description of the values of a section of `components`.
fn noun_of(section: &str) -> &'static str {
    SECTIONS.iter().find(|(known, _)| *known == section).map_or("a value", |(_, noun)| noun)
}

/// The name of the schema under `components/schemas` that a pointer leads to.
pub(super) fn schema_name(pointer: &Pointer) -> Option<String> {
    let rest = pointer.strip(&Pointer::from("/components/schemas"))?;
    let rest = Pointer::from(rest);
    let mut tokens = rest.tokens();
    tokens.next().filter(|_| tokens.next().is_none())
}
