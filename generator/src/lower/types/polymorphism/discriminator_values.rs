//! Discriminators -> the tags of each named alternative, as a part of its `allOf`: a constant or an `enum`.

use super::{all_of_subschemas, constant, discriminator};
use crate::document::{Document, Media, Operation, ParameterContent, Schema, SchemaUse};
use crate::lower::types::direction;
use indexmap::{IndexMap, IndexSet};
use serde_json::Value;
use std::collections::HashSet;

/// The tag parts of the named schemas that discriminators select.
pub(super) fn of(document: &Document) -> Vec<(String, SchemaUse)> {
    let mut tags: IndexMap<(&str, &str), IndexSet<Value>> = IndexMap::new();
    for schema in unions(document) {
        let Some(discriminator) = &schema.discriminator else { continue };
        let alternatives = schema.one_of.iter().chain(&schema.any_of);
        let alternatives = alternatives.filter(|used| !discriminator::is_other(document, used));
        let values = alternatives.map(|used| {
            (used, discriminator::values_of(document, discriminator, used, &mut HashSet::new()))
        });
        let values: Vec<_> = values.collect();
        // A discriminator without values for all alternatives cannot select any.
        if values.iter().any(|(_, values)| values.is_empty()) {
            continue;
        }
        for (used, values) in values {
            let Some(name) = named(used) else { continue };
            let known = tags.entry((name, &discriminator.property)).or_default();
            known.extend(values);
        }
    }
    let parts = tags.into_iter().filter_map(|((name, property), values)| {
        let schema = document.schemas.get(name)?;
        let values: Vec<Value> = values.into_iter().collect();
        Some((name.to_owned(), part(document, schema, property, &values)?))
    });
    parts.collect()
}

/// The name of the schema of an alternative: a reference, or an `allOf` with a single reference.
pub(super) fn named(used: &SchemaUse) -> Option<&str> {
    match used {
        SchemaUse::Named { name, .. } => Some(name),
        SchemaUse::Inline(schema) => match schema.all_of.as_slice() {
            [SchemaUse::Named { name, .. }] if schema.object == Default::default() => Some(name),
            _ => None,
        },
    }
}

/// The part with the tags of an alternative, unless the alternative specifies them. Tags that are not required are an optional
/// property, and the union adds them.
pub(super) fn part(
    document: &Document,
    schema: &Schema,
    property: &str,
    tags: &[Value],
) -> Option<SchemaUse> {
    let described: Vec<&SchemaUse> =
        all_of_subschemas::property(document, schema, property).collect();
    let lists = || {
        let described = described.iter().filter_map(|used| all_of_subschemas::used(document, used));
        let described = described.flat_map(|used| all_of_subschemas::of(document, used));
        described.filter_map(|part| part.values.as_ref())
    };
    let is_union = !schema.one_of.is_empty() || !schema.any_of.is_empty();
    let is_narrower = match tags {
        [tag] if all_of_subschemas::requires(document, schema, property) => {
            lists().all(|list| list.contains(tag))
        }
        tags => {
            let is_plain = !described.is_empty() && lists().next().is_none();
            is_plain && !tags.is_empty() && tags.iter().all(Value::is_string)
        }
    };
    let at = described.first().map_or(&schema.at, |used| used.at());
    (is_narrower && !is_union).then(|| {
        let mut part = constant::object(at, property, tags.to_vec());
        part.extensions.insert(all_of_subschemas::TAG.to_owned(), property.into());
        SchemaUse::Inline(Box::new(part))
    })
}

/// All schemas with a discriminator.
fn unions(document: &Document) -> impl Iterator<Item = &Schema> {
    let mut waiting: Vec<&Schema> = used_by_operations(document).filter_map(inline).collect();
    waiting.extend(document.schemas.values().rev());
    let schemas = std::iter::from_fn(move || {
        let schema = waiting.pop()?;
        waiting.extend(direction::parts(schema).filter_map(inline));
        Some(schema)
    });
    schemas.filter(|schema| schema.discriminator.is_some())
}

fn inline(used: &SchemaUse) -> Option<&Schema> {
    match used {
        SchemaUse::Inline(schema) => Some(schema),
        SchemaUse::Named { .. } => None,
    }
}

/// The schemas that operations, callbacks and webhooks use.
fn used_by_operations(document: &Document) -> impl Iterator<Item = &SchemaUse> {
    let callbacks = document.operations.iter().flat_map(|operation| &operation.callbacks);
    let callbacks = callbacks.chain(&document.webhooks).flat_map(|callback| &callback.operations);
    document.operations.iter().chain(callbacks).flat_map(|operation: &Operation| {
        let bodies = operation.body.iter().flat_map(|body| &body.media);
        let responses = operation.responses.iter().flat_map(|response| &response.media);
        let media = bodies.chain(responses).filter_map(|media: &Media| media.schema.as_ref());
        let parameters = operation.parameters.iter().filter_map(|one| match &one.content {
            ParameterContent::Styled { schema, .. } => Some(schema),
            ParameterContent::Media { schema, .. } => schema.as_ref(),
        });
        parameters.chain(media)
    })
}
