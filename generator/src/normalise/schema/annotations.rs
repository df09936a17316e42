//! In: what is said of a schema without narrowing it, in the schema or beside a reference to it. Out: the same.

use super::keywords::BESIDE_REFERENCE;
use crate::document::Annotations;
use crate::normalise::{Node, Normaliser};
use openapiv3::SchemaData;

impl<'a> Normaliser<'a, '_> {
    /// What stands beside a reference. OpenAPI 3.0 does not count it; but those who wrote it meant it.
    pub(super) fn beside_reference(&mut self, node: &Node<'a>) -> Annotations {
        self.read(node, "a reference", BESIDE_REFERENCE)
            .map(|data| self.annotations(node, data))
            .unwrap_or_default()
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

/// What is said of one use of a schema, and of the schema where the use says nothing.
pub(super) fn over(of_use: Annotations, of_schema: Annotations) -> Annotations {
    Annotations {
        title: of_use.title.or(of_schema.title),
        description: of_use.description.or(of_schema.description),
        external_docs: of_use.external_docs.or(of_schema.external_docs),
        default: of_use.default.or(of_schema.default),
        examples: if of_use.examples.is_empty() { of_schema.examples } else { of_use.examples },
        deprecated: of_use.deprecated || of_schema.deprecated,
        read_only: of_use.read_only || of_schema.read_only,
        write_only: of_use.write_only || of_schema.write_only,
    }
}
