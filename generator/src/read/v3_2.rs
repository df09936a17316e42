//! OpenAPI 3.2 -> OpenAPI 3.1. Constructs that 3.1 lacks are reported and left out.

use super::rewrite::Rewrite;
use super::visit::{ObjectKind, visit_objects};
use crate::diagnostic::Diagnostics;
use crate::source::Pointer;
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// Converts a document.
pub(super) fn convert(document: &mut Value, diagnostics: &mut Diagnostics) {
    let named = data_of_named(document);
    visit_objects(document, &mut |kind, value: &mut Value, at: &Pointer| {
        let Value::Object(properties) = value else { return };
        let mut object = Rewrite { properties, at, diagnostics };
        match kind {
            ObjectKind::Document => root(&mut object),
            ObjectKind::PathItem => path_item(&mut object),
            ObjectKind::Operation => servers(&mut object),
            ObjectKind::Parameter => parameter(&mut object),
            ObjectKind::Media => media(&mut object, &named),
            ObjectKind::Response => response(&mut object),
            ObjectKind::Example => example(&mut object),
            ObjectKind::SecurityScheme => security_scheme(&mut object),
            ObjectKind::Schema => schema(&mut object),
            ObjectKind::Components
            | ObjectKind::Header
            | ObjectKind::RequestBody
            | ObjectKind::Encoding
            | ObjectKind::Callback
            | ObjectKind::Link => {}
        }
    });
}

fn root(document: &mut Rewrite<'_>) {
    // Files are identified by their paths.
    document.take("$self");
    servers(document);
    for tag in items(document.properties, "tags") {
        // Hierarchies of tags only matter for documentation.
        tag.shift_remove("parent");
        tag.shift_remove("kind");
        if let Some(summary) = tag.shift_remove("summary") {
            tag.entry("description").or_insert(summary);
        }
    }
}

/// Removes the names of servers.
fn servers(owner: &mut Rewrite<'_>) {
    for server in items(owner.properties, "servers") {
        server.shift_remove("name");
    }
}

fn path_item(item: &mut Rewrite<'_>) {
    servers(item);
    if item.take("additionalOperations").is_some() {
        item.warning(
            "additionalOperations",
            "`additionalOperations` are not supported and are omitted",
            "call them with `Client::request`",
        );
    }
}

fn parameter(parameter: &mut Rewrite<'_>) {
    if parameter.properties.get("style").is_some_and(|style| style == "cookie") {
        parameter.insert("style", "form");
    }
}

/// Converts sequential media types: the schema of the items describes the body.
fn media(media: &mut Rewrite<'_>, named: &HashMap<String, Value>) {
    for name in ["itemEncoding", "prefixEncoding"] {
        if media.take(name).is_some() {
            media.warning(
                name,
                format_args!("`{name}` is not supported and is ignored"),
                "build the body by hand; it is sent as bytes",
            );
        }
    }
    let Some(item) = media.take("itemSchema") else { return };
    if !is_event_stream(media.at) {
        return media.insert_from("schema", &["itemSchema"], item);
    }
    // The schema describes an event of `text/event-stream`. The client only reads its data.
    if let Some(data) = item.pointer(DATA) {
        let from = ["itemSchema", "properties", "data", "contentSchema"];
        media.insert_from("schema", &from, data.clone());
    } else {
        let data = data_of(&item, named).unwrap_or_else(|| json!({ "type": "string" }));
        media.insert_from("schema", &["itemSchema"], data);
    }
}

/// The location of the schema of the data in the schema of an event.
const DATA: &str = "/properties/data/contentSchema";

/// The schema of the data of an event: its own, or any of those of its alternatives.
fn data_of(event: &Value, named: &HashMap<String, Value>) -> Option<Value> {
    if let Some(data) = event.pointer(DATA) {
        return Some(data.clone());
    }
    if let Some(reference) = event.get("$ref").and_then(Value::as_str) {
        return named.get(reference).cloned();
    }
    let alternatives = ["oneOf", "anyOf"].iter().filter_map(|name| event.get(name)?.as_array());
    let mut schemas: Vec<Value> = Vec::new();
    for alternative in alternatives.flatten() {
        let text = || {
            // A constant such as `[DONE]`: the runtime ends the stream at it.
            let data = alternative.pointer("/properties/data")?;
            (data.get("const") != Some(&json!("[DONE]"))).then(|| json!({ "type": "string" }))
        };
        if let Some(data) = data_of(alternative, named).or_else(text)
            && !schemas.contains(&data)
        {
            schemas.push(data);
        }
    }
    match schemas.len() {
        0 | 1 => schemas.pop(),
        _ => Some(json!({ "anyOf": schemas })),
    }
}

/// The schemas of the data of named event schemas, by their references.
fn data_of_named(document: &Value) -> HashMap<String, Value> {
    let at = Pointer::root().child("components").child("schemas");
    let schemas = document.pointer(at.as_str()).and_then(Value::as_object);
    let mut found = HashMap::new();
    // The alternatives of an event are often named schemas themselves.
    for _ in 0..2 {
        for (name, schema) in schemas.into_iter().flatten() {
            if let Some(data) = data_of(schema, &found) {
                found.insert(at.child(name).to_reference(), data);
            }
        }
    }
    found
}

/// Whether a pointer leads to the media type `text/event-stream`.
fn is_event_stream(at: &Pointer) -> bool {
    at.tokens().last().is_some_and(|name| {
        let essence = name.split(';').next().unwrap_or_default();
        essence.trim().eq_ignore_ascii_case("text/event-stream")
    })
}

fn response(response: &mut Rewrite<'_>) {
    let summary = response.take("summary").unwrap_or_else(|| "".into());
    if !response.properties.contains_key("$ref") {
        response.properties.entry("description").or_insert(summary);
    }
}

fn example(example: &mut Rewrite<'_>) {
    example.rename("dataValue", "value");
    example.take("serializedValue");
}

fn security_scheme(scheme: &mut Rewrite<'_>) {
    scheme.take("deprecated");
    scheme.take("oauth2MetadataUrl");
    // Tokens are sent in the same way, whatever flow issued them.
    if let Some(Value::Object(flows)) = scheme.properties.get_mut("flows") {
        flows.shift_remove("deviceAuthorization");
    }
}

fn schema(schema: &mut Rewrite<'_>) {
    if let Some(Value::Object(discriminator)) = schema.properties.get_mut("discriminator")
        && discriminator.shift_remove("defaultMapping").is_some()
    {
        schema.warning(
            "discriminator",
            "`defaultMapping` is not supported; a value without a discriminator becomes `Unknown`",
            "read such a value with `serde_json::from_value`",
        );
    }
}

/// The objects in a list property.
fn items<'m>(
    properties: &'m mut Map<String, Value>,
    name: &str,
) -> impl Iterator<Item = &'m mut Map<String, Value>> {
    let list = properties.get_mut(name).and_then(Value::as_array_mut);
    list.into_iter().flatten().filter_map(Value::as_object_mut)
}
