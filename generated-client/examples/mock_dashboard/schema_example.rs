//! A schema of a document -> an example of its values.

use crate::dashboard::resolved;
use serde_json::{Map, Value, json};

/// The value that the schema documents, or else a value of its type.
pub(crate) fn schema_example(document: &Value, schema: &Value) -> Value {
    Examples { document, open: Vec::new() }.of_use(schema).unwrap_or_default()
}

struct Examples<'d> {
    document: &'d Value,
    /// The references that lead to the current schema.
    open: Vec<&'d str>,
}

impl<'d> Examples<'d> {
    /// An example of a schema or of a reference. A reference to an outer schema has none, because it would never end.
    fn of_use(&mut self, schema: &'d Value) -> Option<Value> {
        let Some(reference) = schema.get("$ref").and_then(Value::as_str) else {
            return Some(self.of_schema(schema));
        };
        if self.open.contains(&reference) {
            return None;
        }
        self.open.push(reference);
        let target = resolved(self.document, schema);
        let example = self.of_use(target);
        self.open.pop();
        example
    }

    fn of_schema(&mut self, schema: &'d Value) -> Value {
        if let Some(value) = documented(schema) {
            return value.clone();
        }
        let mut alternatives =
            ["oneOf", "anyOf"].iter().filter_map(|name| schema.get(name)?.get(0));
        if let Some(example) = alternatives.find_map(|first| self.of_use(first)) {
            return example;
        }
        match value_type(schema) {
            "object" => Value::Object(self.of_object(schema)),
            "array" => {
                schema.get("items").and_then(|items| self.of_use(items)).into_iter().collect()
            }
            "string" => match schema.get("format").and_then(Value::as_str) {
                Some("date-time") => json!("2026-01-01T00:00:00Z"),
                Some("date") => json!("2026-01-01"),
                _ => json!("string"),
            },
            "integer" | "number" => schema.get("minimum").cloned().unwrap_or(json!(1)),
            "boolean" => json!(true),
            _ => Value::Null,
        }
    }

    fn of_object(&mut self, schema: &'d Value) -> Map<String, Value> {
        let mut object = Map::new();
        let parts = schema.get("allOf").and_then(Value::as_array);
        for part in parts.into_iter().flatten() {
            if let Some(Value::Object(properties)) = self.of_use(part) {
                object.extend(properties);
            }
        }
        let properties = schema.get("properties").and_then(Value::as_object);
        for (name, property) in properties.into_iter().flatten() {
            if let Some(example) = self.of_use(property) {
                object.insert(name.clone(), example);
            }
        }
        object
    }
}

/// The value of a keyword that documents one.
fn documented(schema: &Value) -> Option<&Value> {
    let first = |name: &str| schema.get(name)?.get(0);
    let keywords = ["example", "default", "const"];
    let value = keywords.iter().find_map(|name| schema.get(name));
    value.or_else(|| first("examples")).or_else(|| first("enum"))
}

/// The type of the values. OpenAPI 3.1 allows several types, and schemas may omit it.
fn value_type(schema: &Value) -> &str {
    let has = |name: &str| schema.get(name).is_some();
    let written = match schema.get("type") {
        Some(Value::Array(types)) => {
            types.iter().filter_map(Value::as_str).find(|name| *name != "null")
        }
        Some(name) => name.as_str(),
        None if has("properties") || has("allOf") => Some("object"),
        None if has("items") => Some("array"),
        None => None,
    };
    written.unwrap_or_default()
}
