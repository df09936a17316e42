//! In: the document. Out: whether each named schema is sent, received, or both.

use crate::document::{
    Additional, Document, Media, Operation, ParameterContent, Schema, SchemaUse,
};
use std::collections::HashMap;

/// What a type is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Role {
    /// It is sent only: its required members are arguments of `new`.
    Request,
    /// It is received only: its members may all be missing.
    Response,
    /// It is sent and received.
    Both,
}

/// The roles of the named schemas.
#[derive(Clone, Debug, Default)]
pub(super) struct Roles(HashMap<String, Role>);

impl Roles {
    /// The roles by what the operations send and receive.
    pub(super) fn of(document: &Document) -> Self {
        let mut roles = Self::default();
        for operation in &document.operations {
            roles.operation(document, operation);
        }
        for operation in document
            .operations
            .iter()
            .flat_map(|operation| &operation.callbacks)
            .chain(&document.webhooks)
            .flat_map(|callback| &callback.operations)
        {
            // What the API sends to a callback, the crate's user receives.
            for media in operation.body.iter().flat_map(|body| &body.media) {
                roles.media(document, media, Role::Response);
            }
        }
        roles
    }

    /// The role of a named schema; both, where no operation uses it.
    pub(super) fn get(&self, name: &str) -> Role {
        self.0.get(name).copied().unwrap_or(Role::Both)
    }

    fn operation(&mut self, document: &Document, operation: &Operation) {
        for parameter in &operation.parameters {
            match &parameter.content {
                ParameterContent::Styled { schema, .. } => {
                    self.visit_use(document, schema, Role::Request);
                }
                ParameterContent::Media { schema, .. } => {
                    if let Some(schema) = schema {
                        self.visit_use(document, schema, Role::Request);
                    }
                }
            }
        }
        for media in operation.body.iter().flat_map(|body| &body.media) {
            self.media(document, media, Role::Request);
        }
        for media in operation.responses.iter().flat_map(|response| &response.media) {
            self.media(document, media, Role::Response);
        }
    }

    fn media(&mut self, document: &Document, media: &Media, role: Role) {
        if let Some(schema) = &media.schema {
            self.visit_use(document, schema, role);
        }
    }

    /// Notes the role of a schema and of all that it leads to; however far that is, nothing is left on the stack.
    fn visit_use(&mut self, document: &Document, schema: &SchemaUse, role: Role) {
        let mut waiting = vec![schema];
        while let Some(used) = waiting.pop() {
            let schema = match used {
                SchemaUse::Inline(schema) => Some(&**schema),
                SchemaUse::Named { name, .. } => {
                    let now = match self.0.get(name).copied() {
                        None => role,
                        Some(known) if known == role || known == Role::Both => continue,
                        Some(_) => Role::Both,
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
pub(super) fn parts(schema: &Schema) -> impl Iterator<Item = &SchemaUse> {
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
