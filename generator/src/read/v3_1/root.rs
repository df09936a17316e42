//! Converts the document itself: its metadata and its webhooks.

use super::EXTENSION;
use super::defs::Definitions;
use crate::read::rewrite::Rewrite;
use serde_json::{Map, Value, json};

/// The default dialects of OpenAPI 3.1 and 3.2.
const DIALECTS: [&str; 3] = [
    "https://spec.openapis.org/oas/3.1/dialect/",
    "https://spec.openapis.org/oas/3.2/dialect/",
    "https://json-schema.org/draft/2020-12/schema",
];

pub(super) fn rewrite(document: &mut Rewrite<'_>, definitions: &mut Definitions) {
    document.insert("openapi", "3.0.3");
    document.properties.entry("paths").or_insert_with(|| json!({}));
    definitions.collect(document);
    dialect(document);
    if let Some(Value::Object(info)) = document.properties.get_mut("info") {
        summary(info);
    }
    webhooks(document, definitions);
}

fn dialect(document: &mut Rewrite<'_>) {
    let Some(dialect) = document.take("jsonSchemaDialect") else { return };
    let is_known = dialect
        .as_str()
        .is_some_and(|dialect| DIALECTS.iter().any(|known| dialect.starts_with(known)));
    if !is_known {
        document.warning(
            "jsonSchemaDialect",
            format_args!(
                "the schemas are read as those of OpenAPI 3.1, not of the dialect {dialect}"
            ),
            "remove it, if the schemas use no other keywords than OpenAPI 3.1",
        );
    }
}

/// Makes the summary the first paragraph of the description.
fn summary(info: &mut Map<String, Value>) {
    if let Some(Value::String(summary)) = info.shift_remove("summary") {
        let description = info.get("description").and_then(Value::as_str);
        let both =
            description.map_or_else(|| summary.clone(), |more| format!("{summary}\n\n{more}"));
        info.insert("description".to_owned(), both.into());
    }
}

/// Converts webhooks. Their payloads become named schemas.
fn webhooks(document: &mut Rewrite<'_>, definitions: &mut Definitions) {
    let Some(mut webhooks) = document.take_object("webhooks") else { return };
    for (name, item) in &mut webhooks {
        for (method, operation) in item.as_object_mut().into_iter().flatten() {
            let content =
                operation.pointer_mut("/requestBody/content").and_then(Value::as_object_mut);
            for (media_type, media) in content.into_iter().flatten() {
                let Some(schema) =
                    media.get_mut("schema").filter(|schema| schema.get("$ref").is_none())
                else {
                    continue;
                };
                let path =
                    ["webhooks", name, method, "requestBody", "content", media_type, "schema"];
                let payload = payload(name, schema.take());
                let reference =
                    definitions.add(document, &path, &format!("{name}_webhook"), payload);
                *schema = json!({ "$ref": reference });
            }
        }
    }
    document.insert(EXTENSION, json!({ "webhooks": webhooks }));
    document.record_move(&["webhooks"], &[EXTENSION, "webhooks"]);
    definitions
        .record_move(document.at.child("webhooks"), document.at.child(EXTENSION).child("webhooks"));
}

/// Returns the payload of a webhook, with a description.
fn payload(webhook: &str, mut schema: Value) -> Value {
    if let Value::Object(schema) = &mut schema {
        schema
            .entry("description")
            .or_insert_with(|| format!("The payload of the webhook `{webhook}`.").into());
    }
    schema
}
