//! Converts `type` as a list, and the type `null`.

use super::EXTENSION;
use crate::read::rewrite::Rewrite;
use serde_json::{Value, json};

pub(super) fn rewrite(schema: &mut Rewrite<'_>) {
    match schema.properties.get("type") {
        Some(Value::String(name)) if name == "null" => {
            schema.take("type");
            only_null(schema);
        }
        Some(Value::Array(names)) if !names.is_empty() => {
            let all = names.len();
            let mut others: Vec<(usize, Value)> = Vec::new();
            for (index, name) in names.iter().enumerate().filter(|(_, name)| *name != "null") {
                if !others.iter().any(|(_, other)| other == name) {
                    others.push((index, name.clone()));
                }
            }
            let nullable = names.iter().any(|name| name == "null");
            schema.take("type");
            if nullable && others.len() < all {
                schema.insert("nullable", true);
            }
            match others.as_slice() {
                [] => only_null(schema),
                [(index, name)] => {
                    let (index, name) = (index.to_string(), name.clone());
                    schema.insert_from("type", &["type", &index], name);
                }
                several => {
                    let names: Vec<&Value> = several.iter().map(|(_, name)| name).collect();
                    let beyond = json!({ "types": names });
                    schema.insert(EXTENSION, beyond);
                    schema.record_move(&["type"], &[EXTENSION, "types"]);
                }
            }
        }
        _ => {}
    }
}

/// Converts a schema that allows only `null`.
fn only_null(schema: &mut Rewrite<'_>) {
    schema.insert("nullable", true);
    schema.insert("enum", json!([null]));
    schema.record_move(&["type"], &["enum"]);
}
