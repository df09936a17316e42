//! In: a `$ref`. Out: the value that it leads to.

use super::keywords::Holds::Any;
use super::keywords::{Keyword, describe, may};
use super::{Node, Normaliser};
use crate::source::Pointer;
use serde::de::IgnoredAny;
use serde_json::Value;

const REFERENCE: &[Keyword] = &[may("$ref", Any)];

/// Where a reference leads.
pub(super) enum Target<'a> {
    /// To the named schema of the document.
    Schema(String),
    /// To some other value of the document.
    Value(Node<'a>),
}

impl<'a> Normaliser<'a, '_> {
    /// The value itself, or the one that it refers to. What is wrong with a reference is reported.
    pub(super) fn resolve(&mut self, node: Node<'a>) -> Option<Node<'a>> {
        if node.reference().is_none() {
            return Some(node);
        }
        // Read for what it reports: what stands beside the reference changes nothing.
        let _: Option<IgnoredAny> = self.read(&node, "a reference", REFERENCE);
        self.resolve_fully(node)
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
        let mut passed = vec![start.at.clone()];
        let mut node = start.clone();
        while let Some(reference) = node.reference() {
            let pointer = self.parse(&node, reference)?;
            let Some(target) = Node::root(self.root).find(&pointer) else {
                self.error(
                    &node.at.child("$ref"),
                    format!("there is nothing at `{pointer}` in the document"),
                    "correct the reference, or add what it refers to",
                );
                return None;
            };
            if stop(&pointer) {
                return schema_name(&pointer).map(Target::Schema);
            }
            if passed.contains(&pointer) {
                self.error(
                    &start.at.child("$ref"),
                    "this reference leads back to itself, and never to a value",
                    "let one of the references in the circle give way to what is meant",
                );
                return None;
            }
            passed.push(pointer);
            node = target;
        }
        Some(Target::Value(node))
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
        let Some(fragment) = text.strip_prefix('#') else {
            let (what, help) = if text.contains("://") {
                ("an address", "download what it refers to and put it under `components`")
            } else {
                ("another file", "bundle the files into one document first")
            };
            self.error(at, format!("`{text}` refers to {what}, which is not supported yet"), help);
            return None;
        };
        match percent_decoded(fragment) {
            Some(pointer) if pointer.is_empty() || pointer.starts_with('/') => {
                // Tokens are taken apart and put together again, so that one place has one pointer.
                let pointer = Pointer::from(pointer.as_str());
                Some(pointer.tokens().fold(Pointer::root(), |pointer, token| pointer.child(token)))
            }
            _ => {
                self.error(
                    at,
                    format!("`{text}` is not a reference by place"),
                    "write the place as a JSON pointer, such as \"#/components/schemas/Name\"",
                );
                None
            }
        }
    }
}

/// The name under `components/schemas` that a pointer leads to.
pub(super) fn schema_name(pointer: &Pointer) -> Option<String> {
    let rest = pointer.strip(&Pointer::from("/components/schemas"))?;
    let rest = Pointer::from(rest);
    let mut tokens = rest.tokens();
    tokens.next().filter(|_| tokens.next().is_none())
}

/// A URI's fragment with its percent-encoding undone; `None` where that is broken.
fn percent_decoded(text: &str) -> Option<String> {
    let mut pieces = text.split('%');
    let mut bytes = pieces.next()?.as_bytes().to_vec();
    for piece in pieces {
        let (code, rest) = piece.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(code, 16).ok()?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::percent_decoded;

    #[test]
    fn percent_encoding_is_undone() {
        assert_eq!(percent_decoded("/a%20b%2Fc").as_deref(), Some("/a b/c"));
        assert_eq!(percent_decoded("/%C3%A9").as_deref(), Some("/é"));
        for broken in ["/%", "/%4", "/%zz", "/%ff", "/%é"] {
            assert_eq!(percent_decoded(broken), None, "{broken}");
        }
    }
}
