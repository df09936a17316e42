//! The properties that two objects describe differently -> their schemas in values that match both objects.

use super::{all_of_subschemas, constant};
use crate::document::{Additional, Document, ObjectRules, Schema, SchemaUse, Type as JsonType};
use crate::lower::types::all_of::{intersection, narrow};
use crate::lower::types::null::{is_null, is_nullable};
use crate::lower::types::same_shape::same_shape;
use indexmap::IndexSet;
use serde_json::Value;

/// The maximum depth of schemas in a property that two objects describe differently.
const DEEPEST: usize = 4;

/// The maximum number of schemas in all properties that two objects describe differently.
const MAX_SCHEMAS: usize = 10_000;

/// The result of [`unify`].
pub(super) enum Unified {
    /// No value matches several objects.
    Exclusive,
    Objects {
        /// The properties that no value has that matches several objects.
        disjoint: Vec<String>,
        /// Whether the objects describe different parts of an object or a list in a property.
        narrows: bool,
    },
}

/// Removes the objects that no value matches together with another one, and gives the properties that the others describe
/// differently the schemas that they have in values that match several.
pub(super) fn unify(document: &Document, objects: &mut Vec<ObjectRules>) -> Unified {
    let mut budget = MAX_SCHEMAS;
    let mut is_compatible = vec![false; objects.len()];
    for (one_index, one) in objects.iter().enumerate() {
        for (other_index, other) in objects.iter().enumerate().skip(one_index + 1) {
            if !are_exclusive(document, one, other, &mut budget) {
                for index in [one_index, other_index] {
                    is_compatible.get_mut(index).into_iter().for_each(|is| *is = true);
                }
            }
        }
    }
    let mut are_compatible = is_compatible.into_iter();
    objects.retain(|_| are_compatible.next().unwrap_or_default());
    let mut disjoint = Vec::new();
    let mut narrows = false;
    match objects.as_mut_slice() {
        [] | [_] => return Unified::Exclusive,
        [one, other] => {
            narrows = narrow_two(document, one, other, &mut disjoint, &mut budget);
        }
        _ => {}
    }
    narrows |= widen(document, objects, &mut budget);
    Unified::Objects { disjoint, narrows }
}

/// Whether no value matches both objects, because a property that one requires has no common value.
fn are_exclusive(
    document: &Document,
    one: &ObjectRules,
    other: &ObjectRules,
    budget: &mut usize,
) -> bool {
    one.properties.iter().any(|(name, property)| {
        let Some(known) = other.properties.get(name) else { return false };
        (one.required.contains(name) || other.required.contains(name))
            && !same_shape(property, known)
            && !(is_nullable(document, property) && is_nullable(document, known))
            && matches!(intersect(document, property, known, budget), Some(Intersection::Empty))
    })
}

/// Whether a combined object has the property without more ado: as it is, or as the enum of both.
fn agree(document: &Document, one: &SchemaUse, other: &SchemaUse) -> bool {
    same_shape(one, other) || enum_of_both(document, one, other).is_some()
}

/// Gives the properties that two objects describe differently the values that they have in common, and returns whether the
/// objects describe different parts of one. Adds the properties without common values to `disjoint`.
fn narrow_two(
    document: &Document,
    one: &mut ObjectRules,
    other: &mut ObjectRules,
    disjoint: &mut Vec<String>,
    budget: &mut usize,
) -> bool {
    let mut narrows = false;
    for (name, property) in &mut one.properties {
        let Some(known) = other.properties.get_mut(name) else { continue };
        if agree(document, property, known) {
            continue;
        }
        match intersect(document, property, known, budget) {
            None => continue,
            Some(Intersection::Of(both)) => {
                narrows |= is_container(document, &both);
                *property = both;
            }
            Some(Intersection::Empty) => {
                if ![&*property, known].iter().all(|used| is_nullable(document, used)) {
                    disjoint.push(name.clone());
                }
            }
        }
        *known = property.clone();
    }
    narrows
}

/// Gives the properties that objects describe differently an `anyOf` of these schemas, because a value may match any two of
/// the objects. Returns whether the objects describe different parts of one.
fn widen(document: &Document, objects: &mut [ObjectRules], budget: &mut usize) -> bool {
    let names: IndexSet<String> =
        objects.iter().flat_map(|object| object.properties.keys().cloned()).collect();
    let mut narrows = false;
    for name in &names {
        let mut distinct: Vec<SchemaUse> = Vec::new();
        for property in objects.iter().filter_map(|object| object.properties.get(name)) {
            if !distinct.iter().any(|known| same_shape(known, property)) {
                distinct.push(property.clone());
            }
        }
        let [first, second, ..] = distinct.as_slice() else { continue };
        let are_enums = distinct.iter().skip(1).all(|one| agree(document, first, one));
        let mut is_bounded =
            |used| !is_object(document, used) || is_plain(document, used, DEEPEST, budget);
        if are_enums || !distinct.iter().all(&mut is_bounded) {
            continue;
        }
        narrows |= is_container(document, first) || is_container(document, second);
        let any_of = SchemaUse::Inline(Box::new(Schema {
            at: first.at().clone(),
            annotations: first.annotations().clone(),
            any_of: distinct,
            ..Schema::default()
        }));
        for object in objects.iter_mut() {
            if let Some(property) = object.properties.get_mut(name) {
                *property = any_of.clone();
            }
        }
    }
    narrows
}

/// The values that two schemas have in common.
enum Intersection {
    Of(SchemaUse),
    /// None, or only `null`.
    Empty,
}

/// The values that match two schemas. `None` if a schema has alternatives, is nested too deeply or exceeds the budget.
fn intersect(
    document: &Document,
    one: &SchemaUse,
    other: &SchemaUse,
    budget: &mut usize,
) -> Option<Intersection> {
    if ![one, other].iter().all(|used| is_plain(document, used, DEEPEST, budget)) {
        return None;
    }
    let (types, values) = allowed(document, one);
    let (other_types, other_values) = allowed(document, other);
    let has_type = types.is_empty()
        || other_types.is_empty()
        || !narrow::types(&types, &other_types).is_empty();
    let has_value = match (values, other_values) {
        (Some(values), Some(others)) => narrow::values(values, others).is_some(),
        _ => true,
    };
    Some(match has_type && has_value {
        true => Intersection::Of(intersection::of(document, one, other.clone())),
        false => Intersection::Empty,
    })
}

/// Whether a schema allows objects, which an `anyOf` combines in turn.
fn is_object(document: &Document, used: &SchemaUse) -> bool {
    let (types, _) = allowed(document, used);
    types.is_empty() || types.contains(&JsonType::Object)
}

/// Whether a schema describes properties or items.
fn is_container(document: &Document, used: &SchemaUse) -> bool {
    let (types, _) = allowed(document, used);
    types.contains(&JsonType::Object) || types.contains(&JsonType::Array)
}

/// The types and values that a schema allows, except `null`. Without a type, it allows all.
fn allowed<'s>(
    document: &'s Document,
    used: &'s SchemaUse,
) -> (Vec<JsonType>, Option<&'s [Value]>) {
    let Some(schema) = all_of_subschemas::used(document, without_null(document, used)) else {
        return (Vec::new(), None);
    };
    let parts = all_of_subschemas::of(document, schema);
    let values = parts.iter().find_map(|part| part.values.as_deref());
    let types = parts.iter().find(|part| !part.types.is_empty()).map(|part| part.types.clone());
    let of_values = || values.into_iter().flatten().filter_map(constant::type_of).collect();
    (types.unwrap_or_else(of_values), values)
}

/// Whether a schema and those inside it have no alternatives besides `null`. Visits at most `budget` schemas.
fn is_plain(document: &Document, used: &SchemaUse, depth: usize, budget: &mut usize) -> bool {
    let (Some(depth), Some(rest)) = (depth.checked_sub(1), budget.checked_sub(1)) else {
        return false;
    };
    *budget = rest;
    let used = without_null(document, used);
    all_of_subschemas::used(document, used).is_some_and(|schema| {
        all_of_subschemas::of(document, schema).into_iter().all(|part| {
            let additional = match &part.object.additional {
                Additional::Schema(values) => Some(values),
                Additional::Unspecified | Additional::Any | Additional::Forbidden => None,
            };
            let mut inside =
                part.object.properties.values().chain(&part.array.items).chain(additional);
            part.one_of.is_empty()
                && part.any_of.is_empty()
                && inside.all(|used| is_plain(document, used, depth, budget))
        })
    })
}

/// The only alternative besides `null`, or else the schema itself.
fn without_null<'s>(document: &Document, used: &'s SchemaUse) -> &'s SchemaUse {
    let SchemaUse::Inline(schema) = used else { return used };
    let mut alternatives = schema.one_of.iter().chain(&schema.any_of);
    let mut real = alternatives.by_ref().filter(|used| !is_null(document, used));
    match (real.next(), real.next()) {
        (Some(only), None) => only,
        _ => used,
    }
}

/// The enum with the values of two enums of strings.
pub(super) fn enum_of_both(
    document: &Document,
    one: &SchemaUse,
    other: &SchemaUse,
) -> Option<SchemaUse> {
    let strings = |used| {
        let schema = all_of_subschemas::used(document, used)?;
        let values = schema.values.as_ref().filter(|values| values.iter().all(Value::is_string))?;
        let rest = Schema {
            at: Default::default(),
            annotations: Default::default(),
            values: None,
            value_annotations: Vec::new(),
            ..schema.clone()
        };
        Some((schema, values, rest))
    };
    let (schema, values, rest) = strings(one)?;
    let (other, more, other_rest) = strings(other)?;
    let new = more.iter().filter(|value| !values.contains(value));
    let values = values.iter().chain(new).cloned().collect();
    (rest == other_rest).then(|| {
        SchemaUse::Inline(Box::new(Schema {
            at: one.at().clone(),
            values: Some(values),
            value_annotations: [&*schema.value_annotations, &other.value_annotations].concat(),
            ..schema.clone()
        }))
    })
}
