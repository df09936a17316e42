//! Parameters of the path, the query and headers: what narrows their values becomes a schema, `collectionFormat` a style.

use super::schema;
use crate::read::rewrite::Rewrite;
use serde_json::{Map, Value};

/// What narrows the values of a parameter.
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

/// Rewrites a parameter, unless it is sent in the body.
pub(super) fn rewrite(parameter: &mut Rewrite<'_>) {
    let place = parameter.members.get("in").and_then(Value::as_str);
    let is_query = match place {
        Some("query") => true,
        Some("path" | "header") => false,
        _ => return,
    };
    if parameter.members.contains_key("type") {
        style(parameter, is_query);
        take_schema(parameter);
    }
}

/// Rewrites a header of an answer.
pub(super) fn header(header: &mut Rewrite<'_>) {
    if header.members.contains_key("type") {
        style(header, false);
        take_schema(header);
    }
}

/// Moves what narrows the values into a schema.
pub(super) fn take_schema(object: &mut Rewrite<'_>) {
    let mut schema = Map::new();
    for name in SCHEMA {
        if let Some(value) = object.take(name) {
            schema.insert(openapi_name(name).to_owned(), value);
            object.moved(&[name], &["schema", openapi_name(name)]);
        }
    }
    schema::file(&mut schema);
    if let Some(items) = schema.get_mut("items") {
        remove_nested_formats(items);
    }
    object.put("schema", schema);
}

/// What OpenAPI 3.0 calls a member that is an extension of Swagger 2.0.
fn openapi_name(name: &str) -> &str {
    match name {
        "x-nullable" => "nullable",
        "x-example" => "example",
        other => other,
    }
}

/// How the elements of a list are separated.
fn style(object: &mut Rewrite<'_>, is_query: bool) {
    let format = object.members.get("collectionFormat").and_then(Value::as_str).map(str::to_owned);
    let is_list = object.members.get("type").and_then(Value::as_str) == Some("array");
    object.take("collectionFormat");
    if !is_list {
        return;
    }
    if let Some((style, explode)) = query_style(format.as_deref()).filter(|_| is_query) {
        object.put("style", style);
        object.put("explode", explode);
    } else if let Some(format) = format.filter(|format| format != "csv") {
        object.warning(
            "collectionFormat",
            format_args!(
                "`collectionFormat: {format}` is not supported here; values are separated by commas"
            ),
            "correct the document, for example with an overlay",
        );
        if is_query {
            object.put("style", "form");
            object.put("explode", false);
        }
    }
}

/// The style that stands for a format of lists in a query or a form, and whether it repeats the name.
pub(super) fn query_style(format: Option<&str>) -> Option<(&'static str, bool)> {
    match format {
        None | Some("csv") => Some(("form", false)),
        Some("multi") => Some(("form", true)),
        Some("ssv") => Some(("spaceDelimited", false)),
        Some("pipes") => Some(("pipeDelimited", false)),
        _ => None,
    }
}

/// Lists inside of lists are written as their style has it: in commas.
fn remove_nested_formats(items: &mut Value) {
    if let Value::Object(members) = items {
        members.shift_remove("collectionFormat");
        if let Some(items) = members.get_mut("items") {
            remove_nested_formats(items);
        }
    }
}
