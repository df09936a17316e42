//! In: a `$ref`. Out: the value that it leads to.

use super::keywords::Holds::{Any, Text};
use super::keywords::{Keyword, describe, may};
use super::{Node, Normaliser};
use crate::read::{in_file, is_missing};
use crate::source::Pointer;
use serde::de::IgnoredAny;
use serde_json::Value;
use std::collections::HashSet;

/// A reference, and what it may say of its target: by OpenAPI 3.1; but those who wrote it in others meant it too.
const REFERENCE: &[Keyword] = &[may("$ref", Any), may("summary", Text), may("description", Text)];

/// Where a reference leads.
pub(super) enum Target<'a> {
    /// To the named schema of the document.
    Schema(String),
    /// To some other value of the document.
    Value(Node<'a>),
}

/// The end of a chain of references.
#[derive(Clone)]
pub(super) enum End<'a> {
    Value(Node<'a>),
    /// There is none: the chain leads back to itself.
    Circle,
    /// There is none, which has been reported.
    Nowhere,
}

impl<'a> Normaliser<'a, '_> {
    /// The value itself, or the one that it refers to. What is wrong with a reference is reported.
    pub(super) fn resolve(&mut self, node: Node<'a>) -> Option<Node<'a>> {
        if node.reference().is_none() {
            return Some(node);
        }
        // Read for what it reports.
        let _: Option<IgnoredAny> = self.read(&node, "a reference", REFERENCE);
        let led_by = Some(node.value);
        Some(Node { led_by, ..self.resolve_fully(node)? })
    }

    /// The value itself, or the one that it refers to.
    pub(super) fn resolve_fully(&mut self, node: Node<'a>) -> Option<Node<'a>> {
        match self.follow(&node, |_| false)? {
            Target::Value(value) => Some(value),
            Target::Schema(_) => None,
        }
    }

    /// The schema that a reference leads to.
    pub(super) fn resolve_schema(&mut self, node: &Node<'a>) -> Option<Target<'a>> {
        self.follow(node, |pointer| schema_name(pointer).is_some())
    }

    /// Follows a reference to the first place that `stop` names, or that is not a reference itself.
    fn follow(&mut self, start: &Node<'a>, stop: impl Fn(&Pointer) -> bool) -> Option<Target<'a>> {
        let mut passed = HashSet::from([start.at.clone()]);
        let mut node = start.clone();
        let end = loop {
            let Some(reference) = node.reference() else { break End::Value(node) };
            let Some(pointer) = self.parse(&node, reference) else { break End::Nowhere };
            let Some(target) = Node::root(self.root).find(&pointer) else {
                self.report_nothing_at(&pointer, &node);
                break End::Nowhere;
            };
            if stop(&pointer) {
                return schema_name(&pointer).map(Target::Schema);
            }
            if let Some(end) = self.ends.get(&pointer) {
                break end.clone();
            }
            if !passed.insert(pointer) {
                break End::Circle;
            }
            node = target;
        };
        if passed.len() > 1 {
            self.ends.extend(passed.into_iter().map(|at| (at, end.clone())));
        }
        match end {
            End::Value(node) => Some(Target::Value(node)),
            End::Nowhere => None,
            End::Circle => {
                self.error(
                    &start.at.child("$ref"),
                    "this reference leads back to itself, and never to a value",
                    "let one of the references in the circle give way to what is meant",
                );
                None
            }
        }
    }

    /// Reports that a reference leads to nothing, unless that has been reported of its file.
    fn report_nothing_at(&mut self, pointer: &Pointer, reference: &Node<'a>) {
        if is_missing(self.root, pointer) {
            return;
        }
        let place = match in_file(pointer) {
            Some((file, place)) => format!("`{place}` in `{file}`"),
            None => format!("`{pointer}` in the document"),
        };
        self.error(
            &reference.at.child("$ref"),
            format!("there is nothing at {place}"),
            "correct the reference, or add what it refers to",
        );
    }

    /// Reads a reference.
    fn parse(&mut self, node: &Node<'a>, reference: &Value) -> Option<Pointer> {
        let at = node.at.child("$ref");
        match reference.as_str() {
            Some(text) => self.parse_reference(&at, text),
            None => {
                let message = format!("`$ref` is {}, not a string", describe(reference));
                self.error(&at, message, "write a reference such as \"#/components/schemas/Name\"");
                None
            }
        }
    }

    /// Reads the text of a reference.
    pub(super) fn parse_reference(&mut self, at: &Pointer, text: &str) -> Option<Pointer> {
        let pointer = Pointer::of_reference(text);
        if pointer.is_none() {
            self.error(
                at,
                format!("`{text}` is not a reference by place"),
                "write the place as a JSON pointer, such as \"#/components/schemas/Name\"",
            );
        }
        pointer
    }
}

/// The name under `components/schemas` that a pointer leads to.
pub(super) fn schema_name(pointer: &Pointer) -> Option<String> {
    let rest = pointer.strip(&Pointer::from("/components/schemas"))?;
    let rest = Pointer::from(rest);
    let mut tokens = rest.tokens();
    tokens.next().filter(|_| tokens.next().is_none())
}
