//! Converts schemas: `type: file`, `x-nullable`, and `discriminator` as a string.

use crate::read::rewrite::Rewrite;
use serde_json::{Map, Value, json};

pub(super) fn rewrite(schema: &mut Rewrite<'_>) {
    file(schema.properties);
    if schema.properties.get("x-nullable") == Some(&Value::Bool(true)) {
        schema.rename("x-nullable", "nullable");
        if let Some(reference) = schema.take("$ref") {
            schema.insert("allOf", json!([{ "$ref": reference }]));
            schema.record_move(&["$ref"], &["allOf", "0", "$ref"]);
        }
    }
    if let Some(Value::String(property)) = schema.properties.get("discriminator") {
        let discriminator = json!({ "propertyName": property });
        schema.insert("discriminator", discriminator);
        schema.diagnostics.origins_mut().record_copy(
            &schema.at.child("discriminator"),
            &schema.at.child("discriminator").child("propertyName"),
        );
    }
}

/// Converts a file to a binary string.
pub(super) fn file(schema: &mut Map<String, Value>) {
    if schema.get("type").and_then(Value::as_str) == Some("file") {
        schema.insert("type".to_owned(), "string".into());
        schema.insert("format".to_owned(), "binary".into());
    }
}

/// Whether a schema describes a file.
pub(super) fn is_file(schema: &Map<String, Value>) -> bool {
    schema.get("format").and_then(Value::as_str) == Some("binary")
}
