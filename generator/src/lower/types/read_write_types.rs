//! The schemas in requests and responses -> those that need a type for each direction.

use super::direction::{has, parts};
use crate::document::{Document, Schema, SchemaUse};
use std::collections::{HashMap, HashSet};

/// The schemas that differ in the two directions, because they have a `readOnly` or `writeOnly` property or contain such a
/// schema. `is_both` says whether a schema is used in both directions.
pub(super) fn read_write_types(
    document: &Document,
    is_both: impl Fn(&str) -> bool,
) -> HashSet<String> {
    let mut users: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut waiting = Vec::new();
    for (name, schema) in document.schemas.iter().filter(|(name, _)| is_both(name)) {
        let Content { differs, references } = Content::of(document, schema);
        for reference in references {
            users.entry(reference).or_default().push(name);
        }
        if differs {
            waiting.push(name.as_str());
        }
    }
    let mut split = HashSet::new();
    while let Some(name) = waiting.pop() {
        if split.insert(name.to_owned()) {
            waiting.extend(users.get(name).into_iter().flatten());
        }
    }
    split
}

/// The content of a schema, without that of the named schemas in it.
struct Content<'d> {
    /// Whether a property is `readOnly` or `writeOnly`.
    differs: bool,
    /// The named schemas in it.
    references: Vec<&'d str>,
}

impl<'d> Content<'d> {
    fn of(document: &Document, schema: &'d Schema) -> Self {
        let mut content = Self { differs: false, references: Vec::new() };
        let mut waiting = vec![schema];
        while let Some(schema) = waiting.pop() {
            content.differs |= schema.object.properties.values().any(|property| {
                has(document, property, |annotations| {
                    annotations.read_only != annotations.write_only
                })
            });
            for part in parts(schema) {
                match part {
                    SchemaUse::Inline(schema) => waiting.push(schema),
                    SchemaUse::Named { name, .. } => content.references.push(name),
                }
            }
        }
        content
    }
}
