//! Finds the named schemas that nothing in the document uses. Errors in them are tolerated: the client does not have their types.

use crate::source::Pointer;
use serde_json::Value;
use std::collections::HashSet;

/// The names of the schemas that no operation and no webhook uses, directly or by other schemas. A document without
/// operations is a collection of types, and uses them all.
pub(super) fn unused_schemas(document: &Value) -> HashSet<String> {
    let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
    let Some(schemas) = schemas else { return HashSet::new() };
    let is_empty = |value: &Value| value.as_object().is_none_or(serde_json::Map::is_empty);
    if document.get("paths").is_none_or(is_empty) {
        return HashSet::new();
    }
    let mut used = HashSet::new();
    let mut waiting = Vec::new();
    // Everything but the schemas themselves.
    for (name, value) in document.as_object().into_iter().flatten() {
        match value.as_object().filter(|_| name == "components") {
            Some(sections) => {
                let others = sections.iter().filter(|(section, _)| *section != "schemas");
                waiting.extend(others.map(|(_, section)| section));
            }
            None => waiting.push(value),
        }
    }
    while let Some(value) = waiting.pop() {
        match value {
            Value::Object(properties) => waiting.extend(properties.values()),
            Value::Array(items) => waiting.extend(items),
            // References, and the mappings of discriminators, which may contain names.
            Value::String(text) => {
                let name = Pointer::of_reference(text)
                    .and_then(|target| target.tokens().nth(2))
                    .unwrap_or_else(|| text.clone());
                if let Some(schema) = schemas.get(&name)
                    && used.insert(name)
                {
                    waiting.push(schema);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    schemas.keys().filter(|name| !used.contains(*name)).cloned().collect()
}
