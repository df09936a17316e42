//! Converts body parameters: a parameter that is the whole body, or the fields of a form.

use super::parameter::{query_style, take_schema};
use super::path::BodyParameter;
use super::{JSON, SEPARATOR, schema};
use crate::read::rewrite::{Moves, Rewrite};
use serde_json::{Map, Value, json};

const URL_ENCODED: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// Adds the request body that the parameters of an operation describe.
pub(super) fn insert(
    operation: &mut Rewrite<'_>,
    parameters: Vec<BodyParameter>,
    consumes: &[String],
    moves: &mut Moves,
) {
    let (whole, fields): (Vec<BodyParameter>, Vec<BodyParameter>) = parameters
        .into_iter()
        .partition(|(_, parameter)| parameter.get("in").and_then(Value::as_str) == Some("body"));
    match whole.into_iter().next() {
        Some(parameter) => insert_single(operation, parameter, consumes, moves),
        None => insert_form(operation, fields, consumes),
    }
}

/// Adds the body of a single parameter.
fn insert_single(
    operation: &mut Rewrite<'_>,
    parameter: BodyParameter,
    consumes: &[String],
    moves: &mut Moves,
) {
    let (location, mut parameter) = parameter;
    let at = operation.at.child("requestBody");
    let origins = operation.diagnostics.origins_mut();
    origins.record_copy(&location, &at);
    let schema = parameter.shift_remove("schema").unwrap_or_else(|| json!({}));
    let default = [JSON.to_owned()];
    let consumes = if consumes.is_empty() { &default } else { consumes };
    let mut content = Map::new();
    for media_type in consumes {
        let to = at.child("content").child(media_type);
        origins.record_copy(&location, &to);
        origins.record_copy(&location.child("schema"), &to.child("schema"));
        if content.is_empty() {
            moves.record(location.child("schema"), to.child("schema"));
        }
        content.insert(media_type.clone(), json!({ "schema": schema }));
    }
    let mut body = Map::new();
    for name in ["description", "required"] {
        body.extend(parameter.shift_remove_entry(name));
    }
    body.insert("content".to_owned(), content.into());
    operation.insert("requestBody", body);
}

/// Adds the body of a form.
fn insert_form(operation: &mut Rewrite<'_>, fields: Vec<BodyParameter>, consumes: &[String]) {
    let at = operation.at.child("requestBody");
    let mut properties = Map::new();
    let mut required = Vec::new();
    let mut encoding = Map::new();
    let mut has_file = false;
    let mut locations = Vec::new();
    for (location, mut field) in fields {
        let Some(Value::String(name)) = field.get("name").cloned() else {
            operation.diagnostics.error(&location, "a form field has no `name`", "add a `name`");
            continue;
        };
        let is_list = field.get("type").and_then(Value::as_str) == Some("array");
        let format = field.get("collectionFormat").and_then(Value::as_str);
        if let (true, Some((style, explode))) = (is_list, query_style(format)) {
            encoding.insert(name.clone(), json!({ "style": style, "explode": explode }));
        } else if let (true, Some("tsv")) = (is_list, format) {
            encoding.insert(name.clone(), json!({ SEPARATOR: "tsv", "explode": false }));
        }
        if field.get("required") == Some(&Value::Bool(true)) {
            required.push(name.clone());
        }
        take_schema(&mut Rewrite {
            properties: &mut field,
            at: &location,
            diagnostics: operation.diagnostics,
        });
        let Some(Value::Object(mut schema)) = field.shift_remove("schema") else { continue };
        has_file |= schema::is_file(&schema);
        schema.extend(field.shift_remove_entry("description"));
        locations.push((location, name.clone()));
        properties.insert(name, schema.into());
    }
    let media_type = match has_file {
        true => MULTIPART,
        false if consumes.iter().any(|one| one == URL_ENCODED) => URL_ENCODED,
        false if consumes.iter().any(|one| one == MULTIPART) => MULTIPART,
        false => URL_ENCODED,
    };
    let media = at.child("content").child(media_type);
    let origins = operation.diagnostics.origins_mut();
    origins.record_copy(&operation.at.child("parameters"), &at);
    for (location, name) in locations {
        origins.record_copy(&location, &media.child("schema").child("properties").child(name));
    }
    let is_required = !required.is_empty();
    let mut schema = json!({ "type": "object", "properties": properties });
    if let (true, Value::Object(schema)) = (is_required, &mut schema) {
        schema.insert("required".to_owned(), required.into());
    }
    let mut content = json!({ "schema": schema });
    if let (false, Value::Object(content)) = (encoding.is_empty(), &mut content) {
        content.insert("encoding".to_owned(), encoding.into());
    }
    operation.insert(
        "requestBody",
        json!({ "required": is_required, "content": { media_type: content } }),
    );
}
