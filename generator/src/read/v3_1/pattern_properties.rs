//! Converts `patternProperties` and `unevaluatedProperties` to `additionalProperties`.

use super::{add, any_of};
use crate::read::rewrite::Rewrite;
use serde_json::{Value, json};

const ALTERNATIVES: [&str; 4] = ["allOf", "oneOf", "anyOf", "$ref"];

pub(super) fn rewrite(schema: &mut Rewrite<'_>) {
    unevaluated(schema);
    by_pattern(schema);
}

/// Converts `unevaluatedProperties`. Without subschemas, it means the same as `additionalProperties`.
fn unevaluated(schema: &mut Rewrite<'_>) {
    let is_alone = !ALTERNATIVES.iter().any(|name| schema.properties.contains_key(*name));
    let is_additional = match schema.properties.get("unevaluatedProperties") {
        Some(Value::Bool(true)) => true,
        Some(Value::Bool(false)) => is_alone,
        Some(_) => true,
        None => return,
    };
    if is_additional && !schema.properties.contains_key("additionalProperties") {
        schema.rename("unevaluatedProperties", "additionalProperties");
    }
}

/// Converts `patternProperties`: any additional property may match any of the schemas.
fn by_pattern(schema: &mut Rewrite<'_>) {
    let Some(patterns) = schema.take_object("patternProperties") else { return };
    schema.properties.entry("type").or_insert_with(|| "object".into());
    schema.warning(
        "patternProperties",
        "patterns are not checked: undocumented properties have any of these types",
        "no action is needed: the server rejects invalid values",
    );
    let to =
        |index: usize| ["additionalProperties".to_owned(), "anyOf".to_owned(), index.to_string()];
    let mut schemas = Vec::new();
    for (pattern, value) in patterns {
        if let Some(index) = add(&mut schemas, value) {
            schema.record_move(
                &["patternProperties", &pattern],
                &to(index).each_ref().map(String::as_str),
            );
        }
    }
    match schema.take("additionalProperties") {
        Some(Value::Bool(true)) => schemas = vec![json!({})],
        Some(other @ Value::Object(_)) => {
            if let Some(index) = add(&mut schemas, other) {
                schema.record_move(
                    &["additionalProperties"],
                    &to(index).each_ref().map(String::as_str),
                );
            }
        }
        _ => {}
    }
    if let [_] = schemas.as_slice() {
        schema.record_move(&["additionalProperties", "anyOf", "0"], &["additionalProperties"]);
    }
    if !schemas.is_empty() {
        schema.insert("additionalProperties", any_of(schemas));
    }
}
