//! Reads the `example` and `examples` of parameters and media types.

use super::fixed_fields::ValueKind::{Any, Text};
use super::fixed_fields::{FixedField, may};
use super::reference::SCHEMAS;
use super::{Node, Normaliser};
use crate::document::Example;

const EXAMPLE: &[FixedField] = &[
    may("summary", Text),
    may("description", Text),
    may("value", Any),
    may("externalValue", Text),
];

impl<'a> Normaliser<'a, '_> {
    /// Reads the `example` and the `examples` of an object.
    pub(super) fn examples(&mut self, owner: &Node<'a>) -> Vec<Example> {
        let single = owner.get("example").map(|node| unnamed(&node));
        let named = owner.properties_of("examples");
        let named = named.filter_map(|(name, node)| self.named_example(name, node));
        single.into_iter().chain(named).collect()
    }

    fn named_example(&mut self, name: &str, node: Node<'a>) -> Option<Example> {
        let node = self.resolve(node, "examples")?;
        let openapiv3::Example {
            summary,
            description: _, // examples are shown with a one-line summary
            value: _,       // read from the node, because it may be null
            external_value,
            extensions: _, // unused
        } = self.read(&node, "an example", EXAMPLE)?;
        let Some(value) = node.get("value") else {
            let message = match external_value {
                Some(url) => format!("the external example `{url}` is not loaded and is omitted"),
                None => "the example has no `value` and is omitted".to_owned(),
            };
            self.warning(&node.at, message, "move the example to `value`");
            return None;
        };
        let summary = node.reference_override("summary").or(summary);
        let name = Some(name.to_owned());
        Some(Example { at: value.at, name, summary, value: value.value.clone() })
    }

    /// Reads the `example` of the schema of an object.
    pub(super) fn example_of_schema(&mut self, owner: &Node<'a>) -> Option<Example> {
        let schema = self.resolve_fully(owner.get("schema")?, SCHEMAS)?;
        schema.get("example").map(|node| unnamed(&node))
    }
}

fn unnamed(node: &Node<'_>) -> Example {
    Example { at: node.at.clone(), name: None, summary: None, value: node.value.clone() }
}
