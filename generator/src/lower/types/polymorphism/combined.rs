//! The alternatives of an `anyOf` -> an object that has the properties of all: a value may fit several at once.

use super::alternatives::Alternative;
use super::parts;
use crate::document::{Additional, ObjectRules, Schema, SchemaUse, Type as JsonType};
use crate::lower::types::context::Context;
use crate::lower::types::same_shape::same_shape;
use crate::lower::types::scalar::single_type;

/// The greatest number of alternatives that are combined.
const MAX_ALTERNATIVES: usize = 16;

/// The object with the properties of all alternatives; none, where one of them has all already, or where they disagree.
pub(super) fn combined(
    context: &Context<'_>,
    schema: &Schema,
    alternatives: &[Alternative<'_>],
) -> Option<SchemaUse> {
    if schema.any_of.is_empty() || alternatives.len() > MAX_ALTERNATIVES {
        return None;
    }
    let objects = alternatives.iter().map(|alternative| object(context, &alternative.merged));
    let objects: Vec<ObjectRules> = objects.collect::<Option<_>>()?;
    let mut all = objects.first()?.clone();
    for other in objects.iter().skip(1) {
        all = both(all, other)?;
    }
    let all_is_new = objects.iter().all(|one| one.properties.len() < all.properties.len());
    all_is_new.then(|| {
        SchemaUse::Inline(Box::new(Schema {
            at: schema.at.child("anyOf"),
            types: vec![JsonType::Object],
            object: all,
            ..Schema::default()
        }))
    })
}

/// The object that an alternative is.
fn object(context: &Context<'_>, used: &SchemaUse) -> Option<ObjectRules> {
    let schema = parts::used(context.document, used)?;
    let mut object = ObjectRules::default();
    for part in parts::parts(context.document, schema) {
        let is_object = part.one_of.is_empty()
            && part.any_of.is_empty()
            && part.values.is_none()
            && matches!(single_type(part), None | Some(JsonType::Object));
        if !is_object {
            return None;
        }
        object.required.extend(part.object.required.iter().cloned());
        object = both_parts(object, &part.object)?;
    }
    (!object.properties.is_empty()).then_some(object)
}

/// The properties of two parts of one object.
fn both_parts(mut own: ObjectRules, other: &ObjectRules) -> Option<ObjectRules> {
    add_properties(&mut own, other)?;
    Some(own)
}

/// The properties of two objects, of which each may be absent unless both require it.
fn both(mut own: ObjectRules, other: &ObjectRules) -> Option<ObjectRules> {
    add_properties(&mut own, other)?;
    own.required.retain(|name| other.required.contains(name));
    Some(own)
}

/// Adds properties; none, where a known one has another schema.
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
