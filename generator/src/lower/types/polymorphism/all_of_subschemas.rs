//! A schema -> the schemas that it consists of: itself and all parts of its `allOf`.

use crate::document::{Document, Schema, SchemaUse};
use std::collections::HashSet;

/// The maximum number of parts.
const MOST: usize = 200;

/// The extension of a part that is the tag of a schema, with the name of the property. A schema that extends another has a
/// tag of its own instead.
pub(super) const TAG: &str = "x-tag";

/// The property of which a part is the tag.
pub(crate) fn tag_of(part: &Schema) -> Option<&str> {
    part.extensions.get(TAG)?.as_str()
}

/// The schema and the parts of its `allOf`, without duplicates.
pub(super) fn of<'s>(document: &'s Document, schema: &'s Schema) -> Vec<&'s Schema> {
    let mut visited = HashSet::new();
    let mut tags = HashSet::new();
    let mut waiting = vec![schema];
    let mut parts = Vec::new();
    while let Some(schema) = waiting.pop() {
        if parts.len() == MOST {
            break;
        }
        // The tag of a schema replaces those of the schemas that it extends.
        if tag_of(schema).is_some_and(|property| !tags.insert(property)) {
            continue;
        }
        parts.push(schema);
        for part in schema.all_of.iter().rev() {
            match part {
                SchemaUse::Inline(part) => waiting.push(part),
                SchemaUse::Named { name, .. } if visited.insert(name) => {
                    waiting.extend(document.schemas.get(name));
                }
                SchemaUse::Named { .. } => {}
            }
        }
    }
    parts
}

/// The schema of a use.
pub(super) fn used<'s>(document: &'s Document, used: &'s SchemaUse) -> Option<&'s Schema> {
    match used {
        SchemaUse::Inline(schema) => Some(schema),
        SchemaUse::Named { name, .. } => document.schemas.get(name),
    }
}

/// A property of an object, including those of its `allOf`.
pub(super) fn property<'s>(
    document: &'s Document,
    schema: &'s Schema,
    name: &str,
) -> impl Iterator<Item = &'s SchemaUse> {
    of(document, schema).into_iter().filter_map(move |part| part.object.properties.get(name))
}

/// Whether an object requires a property.
pub(super) fn requires(document: &Document, schema: &Schema, name: &str) -> bool {
    of(document, schema).iter().any(|part| part.object.required.contains(name))
}
