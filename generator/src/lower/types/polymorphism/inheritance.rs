//! A base that other schemas extend by `allOf` -> the union of its descendants, and a schema with the properties of the base.
//!
//! A base has a discriminator, possibly inherited, or a `oneOf` that lists schemas that extend it. A use of `Pet` means any of
//! its descendants, so `Pet` becomes their union. `PetBase` has the properties of the base: it is the part that descendants
//! include, and the variant for undocumented tags.

use super::hierarchy::{Hierarchy, PROPERTIES};
use super::{all_of_subschemas, discriminator_values};
use crate::diagnostic::Diagnostics;
use crate::document::{Discriminator, Document, Schema};
use crate::ir::Docs;
use crate::lower::docs::code;
use indexmap::IndexMap;
use std::borrow::Cow;

/// The extension of a schema with the properties of a base, which contains the name of the base.
const BASE: &str = "x-base";

/// Replaces each base by the union of its descendants, and adds the tag of each alternative of a discriminator.
pub(crate) fn resolve<'d>(
    document: &'d Document,
    diagnostics: &mut Diagnostics,
) -> Cow<'d, Document> {
    let document = with_unions(document, diagnostics);
    let tags = discriminator_values::of(&document);
    if tags.is_empty() {
        return document;
    }
    let mut document = document.into_owned();
    for (name, part) in tags {
        if let Some(schema) = document.schemas.get_mut(&name) {
            schema.all_of.insert(0, part);
        }
    }
    Cow::Owned(document)
}

fn with_unions<'d>(document: &'d Document, diagnostics: &mut Diagnostics) -> Cow<'d, Document> {
    let hierarchy = Hierarchy::of(document);
    for (name, schema) in &document.schemas {
        report_ignored_mapping(name, schema, &hierarchy, diagnostics);
    }
    if hierarchy.bases.is_empty() {
        return Cow::Borrowed(document);
    }
    let mut schemas = IndexMap::with_capacity(document.schemas.len() + hierarchy.bases.len());
    for (name, schema) in &document.schemas {
        let child = hierarchy.of_properties(schema);
        let Some(base) = hierarchy.bases.get(name.as_str()) else {
            schemas.insert(name.clone(), child);
            continue;
        };
        if !schema.one_of.is_empty() && !schema.any_of.is_empty() {
            diagnostics.warning(
                &schema.at.child("anyOf"),
                "`anyOf` beside the `oneOf` of a base is ignored: values lose the properties of its alternatives",
                "keep one of the two, with an overlay where the document is not yours",
            );
        }
        if hierarchy.is_exhausted() {
            diagnostics.warning(
                &schema.at,
                "too many schemas extend each other by `allOf`: this type has the properties of the base only",
                "list the schemas that are meant in `oneOf`",
            );
            let base = Schema { one_of: Vec::new(), any_of: Vec::new(), ..child.clone() };
            schemas.insert(name.clone(), base);
        } else {
            schemas.insert(name.clone(), hierarchy.union(name, schema, base));
        }
        if let Some(properties) = &base.properties {
            schemas.insert(properties.clone(), properties_of(name, child));
        }
    }
    // All fields but the schemas, which would be cloned only to be dropped.
    Cow::Owned(Document {
        info: document.info.clone(),
        servers: document.servers.clone(),
        security: document.security.clone(),
        security_schemes: document.security_schemes.clone(),
        tags: document.tags.clone(),
        schemas,
        operations: document.operations.clone(),
        webhooks: document.webhooks.clone(),
        extensions: document.extensions.clone(),
        is_excerpt: document.is_excerpt,
    })
}

/// Warns of a mapping to schemas that are neither alternatives of a schema nor extend it.
fn report_ignored_mapping(
    name: &str,
    schema: &Schema,
    hierarchy: &Hierarchy<'_>,
    diagnostics: &mut Diagnostics,
) {
    let Some(discriminator) = &schema.discriminator else { return };
    let is_alone = [&schema.one_of, &schema.any_of, &schema.all_of].iter().all(|of| of.is_empty());
    let target = discriminator.mapping.values().find(|target| *target != name);
    if let Some(target) = target.filter(|_| is_alone && !hierarchy.bases.contains_key(name)) {
        diagnostics.warning(
            &schema.at.child("discriminator").child("mapping"),
            format_args!("`{target}` neither extends `{name}` nor is one of its alternatives: the mapping is ignored, and values lose the properties of `{target}`"),
            "list the schemas in `oneOf`, or extend this one by `allOf`",
        );
    }
}

/// The name of the schema to merge for a reference in an `allOf`: for a base, the schema with its properties, or `None` if it
/// has none.
pub(crate) fn as_part<'s>(document: &'s Document, name: &'s str) -> Option<&'s str> {
    let schema = document.schemas.get(name);
    match schema.and_then(|schema| schema.extensions.get(PROPERTIES)) {
        Some(properties) => properties.as_str(),
        None => Some(name),
    }
}

/// Whether a schema has the properties of a base. Its type also keeps the properties of undocumented descendants.
pub(crate) fn is_base(schema: &Schema) -> bool {
    schema.extensions.contains_key(BASE)
}

/// The discriminators of the bases that a schema extends, nearest first.
pub(super) fn discriminators<'s>(
    document: &'s Document,
    schema: &'s Schema,
) -> impl Iterator<Item = &'s Discriminator> {
    all_of_subschemas::of(document, schema).into_iter().filter_map(|part| {
        let base = part.extensions.get(BASE)?.as_str()?;
        document.schemas.get(base)?.discriminator.as_ref()
    })
}

/// The documentation of a schema with the properties of a base.
pub(crate) fn docs(schema: &Schema) -> Option<Docs> {
    let base = schema.extensions.get(BASE)?.as_str()?;
    Some(Docs(vec![format!(
        "The properties that every {} has. Other properties are kept in `extra`.",
        code(base)
    )]))
}

/// The schema with the properties of a base.
fn properties_of(base: &str, schema: Schema) -> Schema {
    let at = if schema.discriminator.is_some() { "discriminator" } else { "allOf" };
    Schema {
        at: schema.at.child(at),
        nullable: false,
        one_of: Vec::new(),
        any_of: Vec::new(),
        discriminator: None,
        extensions: IndexMap::from([(BASE.to_owned(), base.into())]),
        ..schema
    }
}
