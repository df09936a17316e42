//! The document -> whether each named schema is sent, received, or both.

use crate::document::{
    Additional, Document, Media, Operation, ParameterContent, Schema, SchemaUse,
};
use std::collections::HashMap;

/// Whether a type is sent, received, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Direction {
    /// It is sent only: its required properties are arguments of `new`.
    Request,
    /// It is received only: its properties may all be missing.
    Response,
    /// It is sent and received.
    Both,
}

/// The directions of the named schemas.
#[derive(Clone, Debug, Default)]
pub(crate) struct Directions(HashMap<String, Direction>);

impl Directions {
    /// The directions by what the operations send and receive.
    pub(crate) fn of(document: &Document) -> Self {
        let mut directions = Self::default();
        for operation in &document.operations {
            directions.operation(document, operation);
        }
        for operation in document
            .operations
            .iter()
            .flat_map(|operation| &operation.callbacks)
            .chain(&document.webhooks)
            .flat_map(|callback| &callback.operations)
        {
            // The user of the crate receives the bodies of callbacks.
            for media in operation.body.iter().flat_map(|body| &body.media) {
                directions.media(document, media, Direction::Response);
            }
        }
        directions
    }

    /// The direction of a named schema; both, where no operation uses it.
    pub(crate) fn get(&self, name: &str) -> Direction {
        self.0.get(name).copied().unwrap_or(Direction::Both)
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

    /// Notes the direction of a schema and of all that it leads to; however far that is, nothing is left on the stack.
    fn visit_use(&mut self, document: &Document, schema: &SchemaUse, direction: Direction) {
        let mut waiting = vec![schema];
        while let Some(used) = waiting.pop() {
            let schema = match used {
                SchemaUse::Inline(schema) => Some(&**schema),
                SchemaUse::Named { name, .. } => {
                    let now = match self.0.get(name).copied() {
                        None => direction,
                        Some(known) if known == direction || known == Direction::Both => continue,
                        Some(_) => Direction::Both,
                    };
                    self.0.insert(name.clone(), now);
                    document.schemas.get(name)
                }
            };
            waiting.extend(schema.into_iter().flat_map(parts));
        }
    }
}

/// The schemas that a schema is made of.
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

/// The properties that go the way of a direction: what can only be read is not sent, and what can only be written not received.
pub(crate) fn properties<'s>(
    document: &'s Document,
    schema: &'s Schema,
    direction: Direction,
) -> impl Iterator<Item = (&'s String, &'s SchemaUse)> {
    schema.object.properties.iter().filter(move |(_, member)| {
        let of_schema = match member {
            SchemaUse::Named { name, .. } => {
                document.schemas.get(name).map(|named| &named.annotations)
            }
            SchemaUse::Inline(_) => None,
        };
        let mut said = of_schema.into_iter().chain([member.annotations()]);
        match direction {
            Direction::Request => !said.any(|annotations| annotations.read_only),
            Direction::Response => !said.any(|annotations| annotations.write_only),
            Direction::Both => true,
        }
    })
}
