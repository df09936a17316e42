//! The schemas that are sent and received -> those that need a type for each direction.

use super::direction::{has, parts};
use crate::document::{Document, Schema, SchemaUse};
use std::collections::{HashMap, HashSet};

/// The schemas that are not the same in both directions: they have a property that is `readOnly` or `writeOnly`, or
/// contain a schema that does. `is_both` says which schemas are sent and received.
pub(super) fn split(document: &Document, is_both: impl Fn(&str) -> bool) -> HashSet<String> {
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

/// The content of a schema up to the named schemas in it.
struct Content<'d> {
    /// Whether a property goes in one direction only.
    differs: bool,
    /// The named schemas.
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
