//! Alternatives that are objects -> one object with the properties of all, for values that match several of them.

use super::alternatives::Alternative;
use super::parts;
use crate::document::{Additional, Document, ObjectRules, Schema, SchemaUse, Type as JsonType};
use crate::lower::types::null::is_null;
use crate::lower::types::same_shape::same_shape;
use crate::lower::types::scalar::single_type;

/// The maximum number of combined alternatives.
const MAX_ALTERNATIVES: usize = 16;

/// The object with the properties of all alternatives of an `anyOf`, or `None` if one of them has all already, or if they
/// contradict each other.
pub(super) fn combined(
    document: &Document,
    schema: &Schema,
    alternatives: &[Alternative<'_>],
) -> Option<SchemaUse> {
    if schema.any_of.is_empty() || alternatives.len() > MAX_ALTERNATIVES {
        return None;
    }
    let merged = || alternatives.iter().map(|alternative| alternative.merged.as_ref());
    let all = all_properties(document, merged())?;
    let has_all = |used| {
        object(document, used).is_none_or(|one| one.properties.len() == all.properties.len())
    };
    if merged().any(has_all) {
        return None;
    }
    Some(SchemaUse::Inline(Box::new(Schema {
        at: schema.at.child("anyOf"),
        types: vec![JsonType::Object],
        object: all,
        ..Schema::default()
    })))
}

/// The properties of all schemas. A property is required if all schemas require it. `None` if one is not an object, or if they
/// contradict each other.
pub(crate) fn all_properties<'s>(
    document: &Document,
    schemas: impl Iterator<Item = &'s SchemaUse>,
) -> Option<ObjectRules> {
    let mut objects =
        schemas.filter(|used| !is_null(document, used)).map(|used| object(document, used));
    let mut all = objects.next()??;
    for object in objects {
        let object = object?;
        add_properties(&mut all, &object)?;
        all.required.retain(|name| object.required.contains(name));
    }
    Some(all)
}

/// The object that a schema describes, with the properties of all its parts.
fn object(document: &Document, used: &SchemaUse) -> Option<ObjectRules> {
    let schema = parts::used(document, used)?;
    let mut object = ObjectRules::default();
    for part in parts::parts(document, schema) {
        let is_object = part.one_of.is_empty()
            && part.any_of.is_empty()
            && part.values.is_none()
            && matches!(single_type(part), None | Some(JsonType::Object));
        if !is_object {
            return None;
        }
        object.required.extend(part.object.required.iter().cloned());
        add_properties(&mut object, &part.object)?;
    }
    (!object.properties.is_empty()).then_some(object)
}

/// Adds properties. Returns `None` if a known property has a different schema.
fn add_properties(own: &mut ObjectRules, other: &ObjectRules) -> Option<()> {
    for (name, property) in &other.properties {
        match own.properties.get(name) {
            Some(known) if !same_shape(known, property) => return None,
            Some(_) => {}
            None => {
                own.properties.insert(name.clone(), property.clone());
            }
        }
    }
    match (&own.additional, &other.additional) {
        (Additional::Schema(_), _) | (_, Additional::Schema(_)) => return None,
        (_, Additional::Any) => own.additional = Additional::Any,
        _ => {}
    }
    Some(())
}
