//! The document -> the directions in which each named schema is sent.

use super::read_write_types;
use crate::document::{
    Additional, Annotations, Document, Media, Operation, ParameterContent, Schema, SchemaUse,
};
use std::collections::{HashMap, HashSet};

/// The directions in which a type is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Direction {
    /// In requests only.
    Request,
    /// In requests only, as a JSON Merge Patch (RFC 7396): `null` removes a property.
    MergePatch,
    /// In responses only.
    Response,
    /// In requests and responses.
    Both,
}

/// The directions of the named schemas.
#[derive(Clone, Debug, Default)]
pub(crate) struct Directions {
    by_name: HashMap<String, Direction>,
    /// The schemas with a different type in each direction.
    split: HashSet<String>,
}

impl Directions {
    /// Determines the directions from the bodies of all operations.
    pub(crate) fn of(document: &Document) -> Self {
        let mut directions = Self::default();
        for operation in document.operations.iter() {
            directions.operation(document, operation);
        }
        for operation in document
            .operations
            .iter()
            .flat_map(|operation| &operation.callbacks)
            .chain(&document.webhooks)
            .flat_map(|callback| &callback.operations)
        {
            // Callers receive the bodies of callbacks.
            for media in operation.body.iter().flat_map(|body| &body.media) {
                directions.media(document, media, Direction::Response);
            }
        }
        directions.split = read_write_types::read_write_types(document, |name| {
            directions.by_name.get(name) == Some(&Direction::Both)
        });
        directions
    }

    /// The direction of a named schema. Unused schemas have both.
    pub(crate) fn get(&self, name: &str) -> Direction {
        self.by_name.get(name).copied().unwrap_or(Direction::Both)
    }

    /// Whether requests and responses have different types for a named schema.
    pub(crate) fn is_split(&self, name: &str) -> bool {
        self.split.contains(name)
    }

    fn operation(&mut self, document: &Document, operation: &Operation) {
        for parameter in &operation.parameters {
            match &parameter.content {
                ParameterContent::Styled { schema, .. } => {
                    self.visit_use(document, schema, Direction::Request);
                }
                ParameterContent::Media { schema, .. } => {
                    if let Some(schema) = schema {
                        self.visit_use(document, schema, Direction::Request);
                    }
                }
            }
        }
        for media in operation.body.iter().flat_map(|body| &body.media) {
            self.media(document, media, Direction::Request);
        }
        for media in operation.responses.iter().flat_map(|response| &response.media) {
            self.media(document, media, Direction::Response);
        }
    }

    fn media(&mut self, document: &Document, media: &Media, direction: Direction) {
        if let Some(schema) = &media.schema {
            self.visit_use(document, schema, direction);
        }
    }

    /// Records the direction of a schema and of all schemas in it. It is iterative, so long chains cannot overflow the stack.
    fn visit_use(&mut self, document: &Document, schema: &SchemaUse, direction: Direction) {
        let mut waiting = vec![schema];
        while let Some(used) = waiting.pop() {
            let schema = match used {
                SchemaUse::Inline(schema) => Some(&**schema),
                SchemaUse::Named { name, .. } => {
                    let now = match self.by_name.get(name).copied() {
                        None => direction,
                        Some(known) if known == direction || known == Direction::Both => continue,
                        Some(_) => Direction::Both,
                    };
                    self.by_name.insert(name.clone(), now);
                    document.schemas.get(name)
                }
            };
            waiting.extend(schema.into_iter().flat_map(parts));
        }
    }
}

/// The schemas inside a schema.
pub(crate) fn parts(schema: &Schema) -> impl Iterator<Item = &SchemaUse> {
    let additional = match &schema.object.additional {
        Additional::Schema(schema) => Some(schema),
        Additional::Unspecified | Additional::Any | Additional::Forbidden => None,
    };
    schema
        .object
        .properties
        .values()
        .chain(additional)
        .chain(&schema.array.items)
        .chain(&schema.all_of)
        .chain(&schema.one_of)
        .chain(&schema.any_of)
}

/// The properties in a direction: without `readOnly` ones in requests, and without `writeOnly` ones in responses.
pub(crate) fn properties<'s>(
    document: &'s Document,
    schema: &'s Schema,
    direction: Direction,
) -> impl Iterator<Item = (&'s String, &'s SchemaUse)> {
    schema.object.properties.iter().filter(move |(_, property)| match direction {
        Direction::Request | Direction::MergePatch => {
            !has(document, property, |annotations| annotations.read_only)
        }
        Direction::Response => !has(document, property, |annotations| annotations.write_only),
        Direction::Both => true,
    })
}

/// Whether the use of a schema or the named schema has an annotation.
pub(crate) fn has(
    document: &Document,
    schema: &SchemaUse,
    annotation: impl Fn(&Annotations) -> bool,
) -> bool {
    let named = match schema {
        SchemaUse::Named { name, .. } => document.schemas.get(name),
        SchemaUse::Inline(_) => None,
    };
    annotation(schema.annotations()) || named.is_some_and(|named| annotation(&named.annotations))
}
