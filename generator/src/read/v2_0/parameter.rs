//! Converts parameters of the path, the query and headers: validation keywords move to a schema, `collectionFormat` becomes a
//! style.

use super::{SEPARATOR, schema};
use crate::read::rewrite::Rewrite;
use serde_json::{Map, Value};

/// The validation keywords of parameters.
const SCHEMA: [&str; 19] = [
    "type",
    "format",
    "items",
    "default",
    "enum",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "x-nullable",
    "x-example",
    "example",
];

/// Converts a parameter, unless it is sent in the body.
pub(super) fn rewrite(parameter: &mut Rewrite<'_>) {
    let location = parameter.properties.get("in").and_then(Value::as_str);
    let is_query = match location {
        Some("query") => true,
        Some("path" | "header") => false,
        _ => return,
    };
    if parameter.properties.contains_key("type") {
        style(parameter, is_query);
        take_schema(parameter);
    }
}

/// Converts a header of a response.
pub(super) fn header(header: &mut Rewrite<'_>) {
    if header.properties.contains_key("type") {
        style(header, false);
        take_schema(header);
    }
}

/// Moves the validation keywords to a schema.
pub(super) fn take_schema(object: &mut Rewrite<'_>) {
    let mut schema = Map::new();
    for name in SCHEMA {
        if let Some(value) = object.take(name) {
            schema.insert(openapi_name(name).to_owned(), value);
            object.record_move(&[name], &["schema", openapi_name(name)]);
        }
    }
    schema::file(&mut schema);
    if let Some(items) = schema.get_mut("items") {
        remove_nested_formats(items);
    }
    object.insert("schema", schema);
}

/// The OpenAPI 3.0 name of a property that is an extension of Swagger 2.0.
fn openapi_name(name: &str) -> &str {
    match name {
        "x-nullable" => "nullable",
        "x-example" => "example",
        other => other,
    }
}

/// Converts the separator of list items.
fn style(object: &mut Rewrite<'_>, is_query: bool) {
    let format =
        object.properties.get("collectionFormat").and_then(Value::as_str).map(str::to_owned);
    let is_list = object.properties.get("type").and_then(Value::as_str) == Some("array");
    object.take("collectionFormat");
    if !is_list {
        return;
    }
    if let Some((style, explode)) = query_style(format.as_deref()).filter(|_| is_query) {
        object.insert("style", style);
        object.insert("explode", explode);
    } else if let Some(format @ ("ssv" | "pipes" | "tsv")) = format.as_deref() {
        object.insert(SEPARATOR, format);
        object.insert("explode", false);
    } else if let Some(format) = format.filter(|format| format != "csv") {
        object.warning(
            "collectionFormat",
            format_args!(
                "`collectionFormat: {format}` is not supported here; values are separated by commas"
            ),
            "correct the document, for example with an overlay",
        );
        if is_query {
            object.insert("style", "form");
            object.insert("explode", false);
        }
    }
}

/// The style of a list format in a query or a form, and its `explode`.
pub(super) fn query_style(format: Option<&str>) -> Option<(&'static str, bool)> {
    match format {
        None | Some("csv") => Some(("form", false)),
        Some("multi") => Some(("form", true)),
        Some("ssv") => Some(("spaceDelimited", false)),
        Some("pipes") => Some(("pipeDelimited", false)),
        _ => None,
    }
}

/// Removes the formats of nested lists, which are always separated by commas.
fn remove_nested_formats(items: &mut Value) {
    if let Value::Object(properties) = items {
        properties.shift_remove("collectionFormat");
        if let Some(items) = properties.get_mut("items") {
            remove_nested_formats(items);
        }
    }
}
