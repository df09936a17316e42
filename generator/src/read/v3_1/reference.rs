//! `$ref` with other keywords beside it: a part of an `allOf`.

use crate::read::rewrite::Rewrite;
use serde_json::{Value, json};

/// What may stay beside a reference: it says something of this use of the schema, and narrows nothing.
const ABOUT: [&str; 9] = [
    "$ref",
    "title",
    "description",
    "default",
    "example",
    "deprecated",
    "readOnly",
    "writeOnly",
    "externalDocs",
];

pub(super) fn rewrite(schema: &mut Rewrite<'_>) {
    let narrows = |name: &String| !ABOUT.contains(&name.as_str()) && !name.starts_with("x-");
    if !schema.members.keys().any(narrows) {
        return;
    }
    let Some(reference) = schema.take("$ref") else { return };
    let part = json!({ "$ref": reference });
    let parts = schema.members.entry("allOf").or_insert_with(|| json!([]));
    if let Value::Array(parts) = parts {
        parts.push(part);
        let index = (parts.len() - 1).to_string();
        schema.moved(&["$ref"], &["allOf", &index, "$ref"]);
    }
}
