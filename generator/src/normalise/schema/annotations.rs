//! What is said of a schema without narrowing it, in the schema or beside a reference to it -> the same.

use super::keywords::BESIDE_REFERENCE;
use crate::document::Annotations;
use crate::normalise::{Node, Normaliser};
use openapiv3::SchemaData;

impl<'a> Normaliser<'a, '_> {
    /// What stands beside a reference. OpenAPI 3.0 does not count it; but those who wrote it meant it.
    #[inline(never)]
    pub(super) fn beside_reference(&mut self, node: &Node<'a>) -> Box<Annotations> {
        let read = self.read(node, "a reference", BESIDE_REFERENCE);
        Box::new(read.map(|data| self.annotations(node, data)).unwrap_or_default())
    }

    pub(super) fn annotations(&mut self, node: &Node<'a>, data: SchemaData) -> Annotations {
        let SchemaData {
            nullable: _, // narrows the schema, or rather widens it
            read_only,
            write_only,
            deprecated,
            external_docs: _, // read by itself
            example: _,       // read from the node, for it may be null
            title,
            description,
            discriminator: _, // read with the schema
            default: _,       // read from the node, for it may be null
            extensions: _,    // read with the schema
        } = data;
        Annotations {
            title,
            description,
            external_docs: self.external_docs(node),
            default: node.get("default").map(|node| node.value.clone()),
            examples: node.get("example").map(|node| node.value.clone()).into_iter().collect(),
            deprecated,
            read_only,
            write_only,
        }
    }
}

/// Lays what is said of one use of a schema over what is said of the schema.
pub(super) fn override_with(of_use: Annotations, annotations: &mut Annotations) {
    let Annotations {
        title,
        description,
        external_docs,
        default,
        examples,
        deprecated,
        read_only,
        write_only,
    } = of_use;
    annotations.title = title.or(annotations.title.take());
    annotations.description = description.or(annotations.description.take());
    annotations.external_docs = external_docs.or(annotations.external_docs.take());
    annotations.default = default.or(annotations.default.take());
    if !examples.is_empty() {
        annotations.examples = examples;
    }
    annotations.deprecated |= deprecated;
    annotations.read_only |= read_only;
    annotations.write_only |= write_only;
}
