//! Alternatives that are objects -> one object with the properties of all, for values that match several of them.

use super::all_of_subschemas;
use super::alternatives::Alternative;
use super::common_property::{Unified, enum_of_both, unify};
use crate::document::{Additional, Document, ObjectRules, Schema, SchemaUse, Type as JsonType};
use crate::lower::types::context::Context;
use crate::lower::types::null::is_null;
use crate::lower::types::same_shape::same_shape;
use serde_json::Value;
use std::collections::HashSet;

/// The maximum number of combined alternatives.
const MAX_ALTERNATIVES: usize = 64;

/// The effect of a conflict between alternatives.
const LOSS: &str = "a value that fits several keeps the properties of one";

/// The extension of the combined object that lists the properties that requests must have.
const REQUIRED_IN_REQUESTS: &str = "x-required-in-requests";

/// The object with the properties of all object alternatives of an `anyOf` that a value may match at once, or `None` if one
/// of them has all already. `tag` is a property that is a different constant in each alternative. Reports a warning if the
/// alternatives contradict each other.
pub(super) fn combined(
    context: &mut Context<'_>,
    schema: &Schema,
    alternatives: &[Alternative<'_>],
    tag: Option<&str>,
) -> Option<SchemaUse> {
    if schema.any_of.is_empty() {
        return None;
    }
    let document = context.document;
    // A value that matches several alternatives lacks the tag.
    let objects: Vec<&SchemaUse> = alternatives
        .iter()
        .map(|alternative| alternative.merged.as_ref())
        .filter(|used| loses_others(document, used))
        .filter(|used| tag.is_none_or(|tag| !requires(document, used, tag)))
        .collect();
    if objects.len() < 2 {
        return None;
    }
    let mut warn = |why: &str, effect: &str| {
        context.diagnostics.warning(
            &schema.at.child("anyOf"),
            format_args!("{why}: {effect}"),
            "use `oneOf` if only one can hold, or make the alternatives agree",
        );
    };
    let objects = innermost(document, objects);
    if objects.len() > MAX_ALTERNATIVES {
        warn("these are too many alternatives to combine", LOSS);
        return None;
    }
    let objects: Option<Vec<ObjectRules>> =
        objects.into_iter().map(|used| object(document, used)).collect();
    let Some(mut objects) = objects else {
        warn("an alternative has properties and alternatives", LOSS);
        return None;
    };
    for object in &mut objects {
        tag.and_then(|tag| object.properties.shift_remove(tag));
    }
    let narrows = match unify(document, &mut objects) {
        Unified::Exclusive => return None,
        Unified::Objects { disjoint, narrows } => {
            for name in disjoint {
                let why = format!("the alternatives describe `{name}` differently");
                warn(&why, "a value that fits several cannot have it");
            }
            narrows
        }
    };
    let mut rest = objects.iter();
    let mut all = rest.next()?.clone();
    for object in rest {
        if let Err(name) = add_properties(document, &mut all, object) {
            warn(&format!("the alternatives describe `{name}` differently"), LOSS);
            return None;
        }
        all.required.retain(|name| object.required.contains(name));
    }
    if !narrows && objects.iter().any(|one| one.properties.len() == all.properties.len()) {
        return None;
    }
    let least = objects.iter().min_by_key(|object| object.required.len())?;
    let required = least.required.iter().filter(|name| !all.required.contains(*name));
    let required: Value = required.map(|name| Value::from(name.as_str())).collect();
    Some(SchemaUse::Inline(Box::new(Schema {
        at: schema.at.child("anyOf"),
        types: vec![JsonType::Object],
        object: all,
        extensions: [(REQUIRED_IN_REQUESTS.to_owned(), required)].into(),
        ..Schema::default()
    })))
}

/// Replaces alternatives that only consist of alternatives by these.
fn innermost<'s>(document: &'s Document, objects: Vec<&'s SchemaUse>) -> Vec<&'s SchemaUse> {
    let mut visited = HashSet::new();
    let mut found = Vec::new();
    let mut waiting: Vec<&SchemaUse> = objects.into_iter().rev().collect();
    while let Some(used) = waiting.pop() {
        let is_new = match used {
            SchemaUse::Inline(_) => true,
            SchemaUse::Named { name, .. } => visited.insert(name),
        };
        let schema = all_of_subschemas::used(document, used);
        let inside = schema.filter(|schema| {
            schema.object.properties.is_empty()
                && schema.all_of.is_empty()
                && !(schema.one_of.is_empty() && schema.any_of.is_empty())
        });
        match inside {
            Some(_) if !is_new => {}
            Some(schema) => {
                let inside = schema.one_of.iter().chain(&schema.any_of).rev();
                waiting.extend(inside.filter(|used| loses_others(document, used)));
            }
            None => found.push(used),
        }
    }
    found
}

/// Whether `new` of a combined object takes a property, because a request must match one of the alternatives.
pub(crate) fn requires_in_requests(schema: &Schema, name: &str) -> bool {
    let required = schema.extensions.get(REQUIRED_IN_REQUESTS).and_then(Value::as_array);
    required.is_some_and(|required| required.iter().any(|one| one == name))
}

/// Whether a property is required.
fn requires(document: &Document, used: &SchemaUse, name: &str) -> bool {
    let schema = all_of_subschemas::used(document, used);
    schema.is_some_and(|schema| all_of_subschemas::requires(document, schema, name))
}

/// Whether a schema describes properties and allows others, which its type does not keep.
fn loses_others(document: &Document, used: &SchemaUse) -> bool {
    let Some(schema) = all_of_subschemas::used(document, used) else { return false };
    let parts = all_of_subschemas::of(document, schema);
    let is_object = |part: &&Schema| {
        (part.types.is_empty() || part.types.contains(&JsonType::Object))
            && !matches!(part.object.additional, Additional::Forbidden | Additional::Schema(_))
    };
    let is_described = |part: &&Schema| {
        let alternatives = part.one_of.iter().chain(&part.any_of);
        let alternatives = alternatives.filter_map(|used| all_of_subschemas::used(document, used));
        [*part].into_iter().chain(alternatives).any(|one| !one.object.properties.is_empty())
    };
    parts.iter().all(is_object) && parts.iter().any(is_described)
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
        add_properties(document, &mut all, &object).ok()?;
        all.required.retain(|name| object.required.contains(name));
    }
    Some(all)
}

/// The object with the properties of all parts of a schema, or `None` if it is a union or a map.
pub(super) fn object(document: &Document, used: &SchemaUse) -> Option<ObjectRules> {
    let schema = all_of_subschemas::used(document, used)?;
    let mut object = ObjectRules::default();
    for part in all_of_subschemas::of(document, schema) {
        let is_object = part.one_of.is_empty()
            && part.any_of.is_empty()
            && part.values.is_none()
            && matches!(part.types.as_slice(), [] | [JsonType::Object])
            && !matches!(part.object.additional, Additional::Schema(_));
        if !is_object {
            return None;
        }
        object.required.extend(part.object.required.iter().cloned());
        for (name, property) in &part.object.properties {
            let both = match object.properties.get(name) {
                Some(known) if !same_shape(known, property) => {
                    SchemaUse::Inline(Box::new(Schema {
                        at: known.at().clone(),
                        all_of: vec![known.clone(), property.clone()],
                        ..Schema::default()
                    }))
                }
                _ => property.clone(),
            };
            object.properties.insert(name.clone(), both);
        }
        if part.object.additional == Additional::Any {
            object.additional = Additional::Any;
        }
    }
    (!object.properties.is_empty()).then_some(object)
}

/// Adds properties. The error is the name of a property with a different schema.
fn add_properties<'o>(
    document: &Document,
    own: &mut ObjectRules,
    other: &'o ObjectRules,
) -> Result<(), &'o str> {
    for (name, property) in &other.properties {
        match own.properties.get_mut(name) {
            Some(known) if same_shape(known, property) => {}
            Some(known) => *known = enum_of_both(document, known, property).ok_or(name.as_str())?,
            None => {
                own.properties.insert(name.clone(), property.clone());
            }
        }
    }
    if other.additional == Additional::Any {
        own.additional = Additional::Any;
    }
    Ok(())
}
