//! `oneOf`, `anyOf` or several types -> the alternatives, each with what the schema says of all of them.

use crate::document::{Additional, Document, ObjectRules, Schema, SchemaUse, Type as JsonType};
use crate::lower::types::null::is_null;
use std::borrow::Cow;

/// The alternatives of a schema without `null`, each merged with the keywords beside `oneOf` or `anyOf`.
pub(super) fn alternatives<'s>(
    document: &Document,
    schema: &'s Schema,
) -> Vec<Cow<'s, SchemaUse>> {
    let listed = if schema.one_of.is_empty() { &schema.any_of } else { &schema.one_of };
    if listed.is_empty() {
        return by_type(schema);
    }
    if listed.iter().all(only_narrows) {
        return Vec::new();
    }
    let common = Schema {
        one_of: Vec::new(),
        any_of: Vec::new(),
        discriminator: None,
        nullable: false,
        ..schema.clone()
    };
    let real = listed.iter().filter(|used| !is_null(document, used));
    if has_no_object_keywords(&common) {
        return real.map(|used| with_types(used, &common.types)).collect();
    }
    real.map(|used| {
        Cow::Owned(SchemaUse::Inline(Box::new(Schema {
            at: used.at().clone(),
            annotations: used.annotations().clone(),
            all_of: vec![SchemaUse::Inline(Box::new(common.clone())), used.clone()],
            ..Schema::default()
        })))
    })
    .collect()
}

/// An alternative that does not say its types has those that hold for all.
fn with_types<'s>(used: &'s SchemaUse, types: &[JsonType]) -> Cow<'s, SchemaUse> {
    match used {
        SchemaUse::Inline(schema) if schema.types.is_empty() && !types.is_empty() => {
            let schema = Schema { types: types.to_vec(), ..(**schema).clone() };
            Cow::Owned(SchemaUse::Inline(Box::new(schema)))
        }
        SchemaUse::Inline(_) | SchemaUse::Named { .. } => Cow::Borrowed(used),
    }
}

/// A schema of several types, as one schema for each.
fn by_type(schema: &Schema) -> Vec<Cow<'_, SchemaUse>> {
    if schema.types.len() < 2 || schema.values.is_some() {
        return Vec::new();
    }
    let of_type = |ty: &JsonType| {
        Cow::Owned(SchemaUse::Inline(Box::new(Schema {
            types: vec![*ty],
            nullable: false,
            ..schema.clone()
        })))
    };
    schema.types.iter().map(of_type).collect()
}

/// Whether an alternative allows fewer values, but says nothing of their types: that one of some properties is required.
fn only_narrows(schema: &SchemaUse) -> bool {
    let SchemaUse::Inline(schema) = schema else { return false };
    let said = Schema {
        at: Default::default(),
        annotations: Default::default(),
        not: None,
        object: ObjectRules { required: Default::default(), ..schema.object.clone() },
        types: schema.types.iter().copied().filter(|ty| *ty != JsonType::Object).collect(),
        ..(**schema).clone()
    };
    said == Schema::default()
}

pub(super) fn has_no_object_keywords(schema: &Schema) -> bool {
    schema.object.properties.is_empty()
        && schema.object.required.is_empty()
        && schema.object.additional == Additional::Unspecified
}
