//! The headers of responses -> their types, and the constants with their names.

use crate::document::{self, ParameterContent, Response, Schema, SchemaUse};
use crate::ir::{Header, Type};
use crate::lower::docs;
use crate::lower::names::{self, UniqueNames, reserved};
use crate::lower::types::{Context, scalar_type};
use std::collections::HashMap;

/// The constants of an operation: one for each response header, ignoring case, and one for each media type of a response.
pub(super) struct Constants {
    names: UniqueNames,
    by_header: HashMap<String, String>,
}

impl Constants {
    /// Starts with the name of the request, which is a tuple struct and shares the namespace of constants.
    pub(super) fn beside(request: &str) -> Self {
        let mut names = UniqueNames::new(reserved::NO_NAMES);
        names.take(request);
        Self { names, by_header: HashMap::new() }
    }

    pub(super) fn of_media_type(&mut self, media_type: &str) -> String {
        self.names.take(&names::constant(media_type)).0
    }

    fn of(&mut self, header: &str) -> String {
        let Self { names, by_header } = self;
        let constant = || names.take(&names::constant(header)).0;
        by_header.entry(header.to_ascii_lowercase()).or_insert_with(constant).clone()
    }
}

/// The headers of a response.
pub(super) fn headers(
    context: &Context<'_>,
    response: &Response,
    constants: &mut Constants,
) -> Vec<Header> {
    let header = |(name, header): (&String, &document::Header)| Header {
        wire_name: name.clone(),
        name_docs: docs::code(name),
        constant: constants.of(name),
        ty: header_type(context, &header.content),
        docs: header.description.as_deref().map(docs::from_common_mark).unwrap_or_default(),
    };
    response.headers.iter().map(header).collect()
}

/// The type of a header: a scalar, a list of scalars, or else a string.
fn header_type(context: &Context<'_>, content: &ParameterContent) -> Type {
    let ParameterContent::Styled { schema, .. } = content else { return Type::String };
    let schema = match schema {
        SchemaUse::Inline(schema) => Some(&**schema),
        SchemaUse::Named { name, .. } => context.document.schemas.get(name),
    };
    let scalar = |schema: &Schema| scalar_type(context.profile, schema);
    let list = schema.and_then(|schema| match &schema.array.items {
        Some(SchemaUse::Inline(items)) => scalar(items).map(|item| Type::List(Box::new(item))),
        _ => None,
    });
    list.or_else(|| schema.and_then(scalar)).unwrap_or(Type::String)
}
