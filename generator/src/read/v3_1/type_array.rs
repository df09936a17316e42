//! `type` as a list, and the type `null`.

use super::EXTENSION;
use crate::read::rewrite::Rewrite;
use serde_json::{Value, json};

pub(super) fn rewrite(schema: &mut Rewrite<'_>) {
    match schema.members.get("type") {
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
                schema.put("nullable", true);
            }
            match others.as_slice() {
                [] => only_null(schema),
                [(index, name)] => {
                    let (index, name) = (index.to_string(), name.clone());
                    schema.put_from("type", &["type", &index], name);
                }
                several => {
                    let names: Vec<&Value> = several.iter().map(|(_, name)| name).collect();
                    let beyond = json!({ "types": names });
                    schema.put(EXTENSION, beyond);
                    schema.moved(&["type"], &[EXTENSION, "types"]);
                }
            }
        }
        _ => {}
    }
}

/// A schema that allows `null` and nothing else.
fn only_null(schema: &mut Rewrite<'_>) {
    schema.put("nullable", true);
    schema.put("enum", json!([null]));
    schema.moved(&["type"], &["enum"]);
}
