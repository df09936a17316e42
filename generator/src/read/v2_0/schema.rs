//! Schemas: `type: file`, `x-nullable`, and `discriminator` as a text.

use crate::read::rewrite::Rewrite;
use serde_json::{Map, Value, json};

pub(super) fn rewrite(schema: &mut Rewrite<'_>) {
    file(schema.members);
    if schema.members.get("x-nullable") == Some(&Value::Bool(true)) {
        schema.rename("x-nullable", "nullable");
        if let Some(reference) = schema.take("$ref") {
            schema.put("allOf", json!([{ "$ref": reference }]));
            schema.moved(&["$ref"], &["allOf", "0", "$ref"]);
        }
    }
    if let Some(Value::String(property)) = schema.members.get("discriminator") {
        let discriminator = json!({ "propertyName": property });
        schema.put("discriminator", discriminator);
        schema.diagnostics.origins_mut().copied(
            &schema.at.child("discriminator"),
            &schema.at.child("discriminator").child("propertyName"),
        );
    }
}

/// A file is its bytes.
pub(super) fn file(schema: &mut Map<String, Value>) {
    if schema.get("type").and_then(Value::as_str) == Some("file") {
        schema.insert("type".to_owned(), "string".into());
        schema.insert("format".to_owned(), "binary".into());
    }
}

/// Whether a schema is a file.
pub(super) fn is_file(schema: &Map<String, Value>) -> bool {
    schema.get("format").and_then(Value::as_str) == Some("binary")
}
