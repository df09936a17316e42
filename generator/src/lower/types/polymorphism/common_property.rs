//! The properties that two objects describe differently -> their schemas in values that match both objects.

use super::{all_of_subschemas, constant};
use crate::document::{Additional, Document, ObjectRules, Schema, SchemaUse, Type as JsonType};
use crate::lower::types::all_of::{intersection, narrow};
use crate::lower::types::null::{is_null, is_nullable};
use crate::lower::types::same_shape::same_shape;
use serde_json::Value;

/// The maximum depth of schemas in a property that two objects describe differently.
const DEEPEST: usize = 4;

/// The maximum number of schemas in all properties that two objects describe differently.
const MAX_SCHEMAS: usize = 10_000;

/// The result of [`unify`].
pub(super) enum Unified {
    /// No value matches both objects.
    Exclusive,
    Objects {
        /// The properties that no value has that matches both objects.
        disjoint: Vec<String>,
        /// Whether the objects describe different parts of an object or a list in a property.
        narrows: bool,
    },
}

/// Gives the properties that two objects describe differently the schemas that they have in values that match both.
pub(super) fn unify(
    document: &Document,
    one: &mut ObjectRules,
    other: &mut ObjectRules,
) -> Unified {
    let (mut disjoint, mut narrows) = (Vec::new(), false);
    let mut budget = MAX_SCHEMAS;
    for (name, property) in &mut one.properties {
        let Some(known) = other.properties.get_mut(name) else { continue };
        if same_shape(known, property) || enum_of_both(document, known, property).is_some() {
            continue;
        }
        match intersect(document, property, known, &mut budget) {
            None => continue,
            Some(Intersection::Of(both)) => {
                narrows |= is_container(document, &both);
                *property = both;
            }
            Some(Intersection::Empty)
                if [&*property, known].iter().all(|used| is_nullable(document, used)) => {}
            Some(Intersection::Empty) => {
                if one.required.contains(name) || other.required.contains(name) {
                    return Unified::Exclusive;
                }
                disjoint.push(name.clone());
            }
        }
        *known = property.clone();
    }
    Unified::Objects { disjoint, narrows }
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
