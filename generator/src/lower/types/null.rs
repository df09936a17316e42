//! Whether a schema allows `null`.

use crate::document::{Document, SchemaUse};

/// Whether a schema allows `null` beside its other values.
pub(crate) fn is_nullable(document: &Document, schema: &SchemaUse) -> bool {
    let schema = match schema {
        SchemaUse::Inline(schema) => Some(&**schema),
        SchemaUse::Named { name, .. } => document.schemas.get(name),
    };
    schema.is_some_and(|schema| {
        schema.nullable || schema.one_of.iter().chain(&schema.any_of).any(is_null)
    })
}

/// Whether a schema allows `null` and nothing else.
pub(crate) fn is_null(schema: &SchemaUse) -> bool {
    match schema {
        SchemaUse::Inline(schema) => {
            schema.nullable
                && schema.types.is_empty()
                && schema.values.as_ref().is_some_and(Vec::is_empty)
        }
        SchemaUse::Named { .. } => false,
    }
}
