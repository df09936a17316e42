//! Members of an object that are described by a pattern of their names, or as what nothing else describes.

use super::{add, any_of};
use crate::read::rewrite::Rewrite;
use serde_json::{Value, json};

const ALTERNATIVES: [&str; 4] = ["allOf", "oneOf", "anyOf", "$ref"];

pub(super) fn rewrite(schema: &mut Rewrite<'_>) {
    unevaluated(schema);
    by_pattern(schema);
}

/// Where no other schema describes properties, what this one leaves undescribed is `additionalProperties`.
fn unevaluated(schema: &mut Rewrite<'_>) {
    let is_alone = !ALTERNATIVES.iter().any(|name| schema.members.contains_key(*name));
    let is_additional = match schema.members.get("unevaluatedProperties") {
        Some(Value::Bool(true)) => true,
        Some(Value::Bool(false)) => is_alone,
        Some(_) => true,
        None => return,
    };
    if is_additional && !schema.members.contains_key("additionalProperties") {
        schema.rename("unevaluatedProperties", "additionalProperties");
    }
}

/// Members whose names match a pattern: any others may have any of their schemas.
fn by_pattern(schema: &mut Rewrite<'_>) {
    let Some(patterns) = schema.take_object("patternProperties") else { return };
    schema.members.entry("type").or_insert_with(|| "object".into());
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
            schema
                .moved(&["patternProperties", &pattern], &to(index).each_ref().map(String::as_str));
        }
    }
    match schema.take("additionalProperties") {
        Some(Value::Bool(true)) => schemas = vec![json!({})],
        Some(other @ Value::Object(_)) => {
            if let Some(index) = add(&mut schemas, other) {
                schema.moved(&["additionalProperties"], &to(index).each_ref().map(String::as_str));
            }
        }
        _ => {}
    }
    if let [_] = schemas.as_slice() {
        schema.moved(&["additionalProperties", "anyOf", "0"], &["additionalProperties"]);
    }
    if !schemas.is_empty() {
        schema.put("additionalProperties", any_of(schemas));
    }
}
