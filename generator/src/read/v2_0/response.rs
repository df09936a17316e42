//! Converts responses: a schema and examples become the content of each media type that an operation produces.

use super::{Globals, JSON, schema};
use crate::read::rewrite::{Moves, Rewrite};
use serde_json::{Map, Value};

/// Converts the responses of an operation.
pub(super) fn rewrite_all(
    operation: &mut Rewrite<'_>,
    produces: Option<&Vec<String>>,
    globals: &Globals,
    moves: &mut Moves,
) {
    let at = operation.at.child("responses");
    let Some(Value::Object(responses)) = operation.properties.get_mut("responses") else { return };
    for (status, response) in responses {
        let at = at.child(status);
        // Shared responses have the media types of the document. Operations with other media types, and references to other
        // locations, get a copy.
        if let Some((target_at, target)) = globals.resolve(&at, response)
            && target_at != at
            && (produces.is_some() || !target_at.as_str().starts_with("/responses/"))
        {
            operation.diagnostics.origins_mut().record_copy(&target_at, &at);
            *response = Value::Object(target.clone());
        }
        let Value::Object(properties) = response else { continue };
        let mut response = Rewrite { properties, at: &at, diagnostics: operation.diagnostics };
        rewrite(&mut response, produces.unwrap_or(&globals.produces), moves);
    }
}

/// Converts a response.
pub(super) fn rewrite(response: &mut Rewrite<'_>, produces: &[String], moves: &mut Moves) {
    let schema = response.take("schema");
    let mut examples = response.take_object("examples").unwrap_or_default();
    let media_types = match &schema {
        Some(schema) => of_schema(schema, produces),
        None => examples.keys().cloned().collect(),
    };
    if media_types.is_empty() {
        return;
    }
    let origins = response.diagnostics.origins_mut();
    let mut content = Map::new();
    for media_type in media_types {
        let at = response.at.child("content").child(&media_type);
        let mut media = Map::new();
        if let Some(schema) = &schema {
            let from = response.at.child("schema");
            origins.record_copy(&from, &at);
            origins.record_copy(&from, &at.child("schema"));
            if content.is_empty() {
                moves.record(from, at.child("schema"));
            }
            media.insert("schema".to_owned(), schema.clone());
        }
        if let Some(example) = examples.shift_remove(&media_type) {
            origins.record_copy(
                &response.at.child("examples").child(&media_type),
                &at.child("example"),
            );
            media.insert("example".to_owned(), example);
        }
        content.insert(media_type, media.into());
    }
    response.insert("content", content);
}

/// The media types of a response body.
fn of_schema(schema: &Value, produces: &[String]) -> Vec<String> {
    let is_file = schema.as_object().is_some_and(schema::is_file);
    let ty = schema.get("type").and_then(Value::as_str);
    let is_scalar = matches!(ty, Some("string" | "number" | "integer" | "boolean"));
    // An object is neither text nor an image. If the operation produces only those, its errors are JSON.
    let fits = |media_type: &String| {
        is_scalar
            || ["json", "xml", "yaml", "form", "*"].iter().any(|part| media_type.contains(part))
    };
    match produces {
        [] if is_file => vec!["application/octet-stream".to_owned()],
        produces if produces.iter().any(fits) => produces.to_vec(),
        _ => vec![JSON.to_owned()],
    }
}
