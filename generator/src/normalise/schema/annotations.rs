//! Reads annotations of schemas and of references to them.

use super::schema_keywords::SIBLINGS_OF_REFERENCE;
use crate::document::Annotations;
use crate::normalise::{Node, Normaliser};
use openapiv3::SchemaData;

impl<'a> Normaliser<'a, '_> {
    /// Reads the siblings of a reference. OpenAPI 3.0 ignores them, but their meaning is clear.
    #[inline(never)]
    pub(super) fn reference_annotations(&mut self, node: &Node<'a>) -> Box<Annotations> {
        let read = self.read(node, "a reference", SIBLINGS_OF_REFERENCE);
        Box::new(read.map(|data| self.annotations(node, data)).unwrap_or_default())
    }

    pub(super) fn annotations(&mut self, node: &Node<'a>, data: SchemaData) -> Annotations {
        let SchemaData {
            nullable: _, // restricts the schema
            read_only,
            write_only,
            deprecated,
            external_docs: _, // read separately
            example: _,       // read from the node, because it may be null
            title,
            description,
            discriminator: _, // read with the schema
            default: _,       // read from the node, because it may be null
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

/// Overrides the annotations of a schema with those of a use.
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
