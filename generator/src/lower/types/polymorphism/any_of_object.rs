//! Alternatives that are objects -> one object with the properties of all, for values that match several of them.

use super::all_of_subschemas;
use super::alternatives::Alternative;
use crate::document::{Additional, Document, ObjectRules, Schema, SchemaUse, Type as JsonType};
use crate::lower::types::context::Context;
use crate::lower::types::null::is_null;
use crate::lower::types::same_shape::same_shape;
use serde_json::Value;

/// The maximum number of combined alternatives.
const MAX_ALTERNATIVES: usize = 16;

/// The extension of the combined object that lists the properties that requests must have.
const REQUIRED_IN_REQUESTS: &str = "x-required-in-requests";

/// The object with the properties of all object alternatives of an `anyOf`, or `None` if one of them has all already. Reports
/// a warning if they contradict each other.
pub(super) fn combined(
    context: &mut Context<'_>,
    schema: &Schema,
    alternatives: &[Alternative<'_>],
) -> Option<SchemaUse> {
    let document = context.document;
    let alternatives: Vec<&SchemaUse> = match schema.any_of.is_empty() {
        true => return None,
        false => alternatives.iter().map(|alternative| alternative.merged.as_ref()).collect(),
    };
    let objects: Vec<&SchemaUse> =
        alternatives.into_iter().filter(|used| has_properties(document, used)).collect();
    if objects.len() < 2 {
        return None;
    }
    let mut warn = |why: &str| {
        context.diagnostics.warning(
            &schema.at.child("anyOf"),
            format_args!("{why}: a value that fits several keeps the properties of one"),
            "use `oneOf` if only one can hold, or make the alternatives agree",
        );
        None
    };
    if objects.len() > MAX_ALTERNATIVES {
        return warn("these are too many alternatives to combine");
    }
    let mut all: Option<ObjectRules> = None;
    let mut least: Option<ObjectRules> = None;
    for used in &objects {
        let Some(object) = object(document, used) else {
            return warn("an alternative consists of alternatives itself");
        };
        match &mut all {
            None => all = Some(object.clone()),
            Some(all) => {
                if let Err(name) = add_properties(document, all, &object) {
                    return warn(&format!("the alternatives describe `{name}` differently"));
                }
                all.required.retain(|name| object.required.contains(name));
            }
        }
        let count = |object: &ObjectRules| object.required.len();
        if least.as_ref().is_none_or(|least| count(&object) < count(least)) {
            least = Some(object);
        }
    }
    let (all, least) = (all?, least?);
    let has_all = |used: &&SchemaUse| {
        object(document, used).is_none_or(|one| one.properties.len() == all.properties.len())
    };
    if objects.iter().any(has_all) {
        return None;
    }
    let required = least.required.into_iter().filter(|name| !all.required.contains(name));
    let required: Value = required.map(Value::from).collect();
    Some(SchemaUse::Inline(Box::new(Schema {
        at: schema.at.child("anyOf"),
        types: vec![JsonType::Object],
        object: all,
        extensions: [(REQUIRED_IN_REQUESTS.to_owned(), required)].into(),
        ..Schema::default()
    })))
}

/// Whether `new` of a combined object takes a property, because a request must match one of the alternatives.
pub(crate) fn requires_in_requests(schema: &Schema, name: &str) -> bool {
    let required = schema.extensions.get(REQUIRED_IN_REQUESTS).and_then(Value::as_array);
    required.is_some_and(|required| required.iter().any(|one| one == name))
}

/// Whether a schema describes properties and allows others.
fn has_properties(document: &Document, used: &SchemaUse) -> bool {
    let Some(schema) = all_of_subschemas::used(document, used) else { return false };
    let parts = all_of_subschemas::of(document, schema);
    let is_object = |part: &&Schema| {
        (part.types.is_empty() || part.types.contains(&JsonType::Object))
            && part.object.additional != Additional::Forbidden
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
fn object(document: &Document, used: &SchemaUse) -> Option<ObjectRules> {
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

/// The enum with the values of two enums of strings.
fn enum_of_both(document: &Document, one: &SchemaUse, other: &SchemaUse) -> Option<SchemaUse> {
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
