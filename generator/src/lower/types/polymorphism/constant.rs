//! A property -> its value, if the schema allows only one.

use super::all_of_subschemas;
use crate::document::{Document, Schema, SchemaUse, Type as JsonType};
use crate::source::Pointer;
use indexmap::IndexMap;
use serde_json::Value;

/// The only value of a property: a string, a number or a boolean.
pub(crate) fn of_property<'s>(
    document: &'s Document,
    property: &'s SchemaUse,
) -> Option<&'s Value> {
    let schema = all_of_subschemas::used(document, property)?;
    if schema.nullable {
        return None;
    }
    all_of_subschemas::of(document, schema).into_iter().find_map(only_value)
}

fn only_value(schema: &Schema) -> Option<&Value> {
    match schema.values.as_deref() {
        Some([value @ (Value::String(_) | Value::Number(_) | Value::Bool(_))]) => Some(value),
        _ => None,
    }
}

/// The constant properties of an object, including those of its `allOf`.
pub(super) fn of_object<'s>(
    document: &'s Document,
    schema: &'s Schema,
) -> IndexMap<&'s str, &'s Value> {
    let properties = all_of_subschemas::of(document, schema).into_iter();
    let properties = properties.flat_map(|part| &part.object.properties);
    let constants = properties
        .filter_map(|(name, property)| Some((name.as_str(), of_property(document, property)?)));
    constants.collect()
}

/// An object schema that restricts a property to some values, as a part of an `allOf`.
pub(super) fn object(at: &Pointer, property: &str, values: Vec<Value>) -> Schema {
    let values = Schema { at: at.clone(), values: Some(values), ..Schema::default() };
    let mut object = Schema { at: at.clone(), types: vec![JsonType::Object], ..Schema::default() };
    object.object.properties.insert(property.to_owned(), SchemaUse::Inline(Box::new(values)));
    object
}

/// Converts a value that the document writes as a string to the type of the property.
pub(super) fn typed(document: &Document, schema: &Schema, property: &str, text: &str) -> Value {
    let types: Vec<JsonType> = all_of_subschemas::property(document, schema, property)
        .filter_map(|property| all_of_subschemas::used(document, property))
        .flat_map(|property| all_of_subschemas::of(document, property))
        .flat_map(|part| {
            part.types.iter().copied().chain(part.values.iter().flatten().filter_map(type_of))
        })
        .collect();
    let is_of_type = |value: &Value| {
        type_of(value).is_some_and(|ty| {
            types.contains(&ty) || ty == JsonType::Integer && types.contains(&JsonType::Number)
        })
    };
    let value = serde_json::from_str(text).ok().filter(is_of_type);
    match value {
        Some(value) if !types.contains(&JsonType::String) => value,
        _ => Value::from(text),
    }
}

/// The type of a string, a number or a boolean.
pub(super) fn type_of(value: &Value) -> Option<JsonType> {
    match value {
        Value::Bool(_) => Some(JsonType::Boolean),
        Value::Number(number) if number.is_f64() => Some(JsonType::Number),
        Value::Number(_) => Some(JsonType::Integer),
        Value::String(_) => Some(JsonType::String),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A value as a string, as in the mapping of a discriminator.
pub(crate) fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned)
}
