//! Repairs keywords of older drafts of JSON Schema, and values of the wrong type.

use super::unquote;
use crate::read::SpecVersion;
use crate::read::rewrite::Rewrite;
use serde_json::{Value, json};

const NUMBERS: [&str; 11] = [
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
];
const BOOLEANS: [&str; 5] = ["nullable", "readOnly", "writeOnly", "uniqueItems", "deprecated"];

pub(super) fn repair(schema: &mut Rewrite<'_>, version: SpecVersion) {
    required_properties(schema);
    items(schema);
    null_in_types(schema);
    unquote_numbers(schema);
    unquote(schema, &BOOLEANS, Value::is_boolean);
    if matches!(version, SpecVersion::V3_0) {
        nullable_reference(schema);
    }
    if !matches!(version, SpecVersion::V2_0) {
        discriminator(schema);
    }
}

/// Replaces strings that contain numbers.
pub(super) fn unquote_numbers(object: &mut Rewrite<'_>) {
    unquote(object, &NUMBERS, Value::is_number);
}

/// Converts `required: true` in a property (draft 3 of JSON Schema) into an entry of the object's list.
fn required_properties(schema: &mut Rewrite<'_>) {
    let mut required = Vec::new();
    if let Some(Value::Object(properties)) = schema.properties.get_mut("properties") {
        for (name, property) in properties {
            let Value::Object(property) = property else { continue };
            if let Some(Value::Bool(flag)) = property.get("required") {
                required.push((name.clone(), *flag));
                property.shift_remove("required");
            }
        }
    }
    for (name, is_required) in required {
        let at = schema.at.child("properties").child(&name).child("required");
        schema.diagnostics.violation(
            &at,
            format_args!(
                "`required` of the property `{name}` is {is_required}; it is read as part of the object's list"
            ),
            "list the names of required properties in `required` of the object",
        );
        let list = schema.properties.entry("required").or_insert_with(|| json!([]));
        if let (true, Value::Array(list)) = (is_required, list)
            && !list.contains(&json!(name))
        {
            list.push(name.into());
        }
    }
    if let Some(Value::Bool(_)) = schema.properties.get("required") {
        schema.violation(
            "required",
            "`required` of a schema is a boolean, expected a list of names; it is ignored",
            "remove it, or list the names of required properties",
        );
        schema.take("required");
    }
}

/// Converts a list of `items` (older drafts of JSON Schema), which has a schema for each position.
fn items(schema: &mut Rewrite<'_>) {
    let Some(mut list) = schema.take_list("items") else { return };
    schema.violation(
        "items",
        "`items` is a list; an item can be of any of its schemas",
        "use one schema, with `anyOf` for several",
    );
    if list.len() == 1 {
        schema.insert_from("items", &["items", "0"], list.remove(0));
        return;
    }
    for index in (0..list.len()).map(|index| index.to_string()) {
        schema.record_move(&["items", &index], &["items", "anyOf", &index]);
    }
    if !list.is_empty() {
        schema.insert("items", json!({ "anyOf": list }));
    }
}

/// Replaces an unquoted `null` in a list of types by the type `"null"`.
fn null_in_types(schema: &mut Rewrite<'_>) {
    let Some(Value::Array(types)) = schema.properties.get_mut("type") else { return };
    let mut has_null = false;
    for name in types.iter_mut().filter(|name| name.is_null()) {
        *name = "null".into();
        has_null = true;
    }
    if has_null {
        schema.violation(
            "type",
            "`type` contains null; it is read as the type \"null\"",
            "put `null` in quotes",
        );
    }
}

/// Converts a reference next to `nullable`, which has no effect there in OpenAPI 3.0, to a part of an `allOf`.
fn nullable_reference(schema: &mut Rewrite<'_>) {
    if schema.properties.get("nullable") == Some(&Value::Bool(true))
        && schema.move_reference_into_all_of()
    {
        schema.violation(
            "nullable",
            "`nullable` next to a `$ref`; the reference is read as a part of an `allOf`",
            "wrap the reference in an `allOf`",
        );
    }
}

/// Converts a `discriminator` that is the name of the property, as in Swagger 2.0.
fn discriminator(schema: &mut Rewrite<'_>) {
    let Some(Value::String(property)) = schema.properties.get("discriminator") else { return };
    let discriminator = json!({ "propertyName": property });
    schema.violation(
        "discriminator",
        "`discriminator` is a string, as in Swagger 2.0; it is read as the `propertyName`",
        "use an object with a `propertyName`",
    );
    schema.insert("discriminator", discriminator);
}
