//! A JSON Schema -> an example of its values.

use super::data::Operations;
use super::schema::{Direction, target};
use serde_json::{Map, Value, json};

/// The most values of an example with optional properties, since schemas can refer to each other many times.
const MAX_VALUES: usize = 2_000;

/// The most values of an example with all required properties. Past it, they are left out, too.
const MAX_REQUIRED_VALUES: usize = 100_000;

/// The nesting from which optional properties are left out.
const MAX_DEPTH: usize = 8;

impl Operations {
    /// The value that a schema documents, or else a value of its type.
    pub fn example(&self, schema: Value, direction: Direction) -> Value {
        let whole = self.whole(schema, direction);
        let mut examples = Examples { root: &whole, open: Vec::new(), values: 0, depth: 0 };
        examples.of_use(&whole).unwrap_or_default()
    }
}

struct Examples<'s> {
    root: &'s Value,
    /// The references that lead to the current schema.
    open: Vec<&'s str>,
    /// The number of values so far.
    values: usize,
    /// The nesting of the current value.
    depth: usize,
}

impl<'s> Examples<'s> {
    /// An example of a schema or of a reference. A reference to an outer schema has none, because it would never end.
    fn of_use(&mut self, schema: &'s Value) -> Option<Value> {
        self.values += 1;
        if self.values > MAX_REQUIRED_VALUES {
            return None;
        }
        if let Some(value) = documented(schema) {
            return Some(value.clone());
        }
        let Some(reference) = schema.get("$ref").and_then(Value::as_str) else {
            return Some(self.of_schema(schema));
        };
        if self.open.contains(&reference) {
            return None;
        }
        let named = target(self.root, reference)?;
        self.open.push(reference);
        let example = self.of_use(named);
        self.open.pop();
        example
    }

    fn of_schema(&mut self, schema: &'s Value) -> Value {
        let alternatives =
            ["oneOf", "anyOf"].iter().filter_map(|name| schema.get(name)?.as_array());
        let mut alternatives = alternatives.flatten();
        let first =
            alternatives.find_map(|first| self.of_use(first).filter(|value| !value.is_null()));
        let has_own = schema.get("properties").is_some() || schema.get("allOf").is_some();
        match (first, has_own) {
            (Some(Value::Object(mut object)), true) => {
                object.extend(self.of_object(schema));
                return object.into();
            }
            (Some(first), _) => return first,
            (None, _) => {}
        }
        match value_type(schema) {
            "object" => self.of_object(schema).into(),
            "array" => self.of_array(schema),
            "string" => of_string(schema).into(),
            "integer" | "number" => of_number(schema),
            "boolean" => true.into(),
            _ => self.of_parts(schema).unwrap_or_default(),
        }
    }

    /// The example of an `allOf` of values that are not objects.
    fn of_parts(&mut self, schema: &'s Value) -> Option<Value> {
        let parts = schema.get("allOf")?.as_array()?;
        parts.iter().find_map(|part| self.of_use(part))
    }

    fn of_array(&mut self, schema: &'s Value) -> Value {
        let Some(items) = schema.get("items") else { return json!([]) };
        self.depth += 1;
        let item = self.of_use(items);
        self.depth -= 1;
        let least = schema.get("minItems").and_then(Value::as_u64).unwrap_or_default().clamp(1, 10);
        (0..least).filter_map(|_| item.clone()).collect()
    }

    fn of_object(&mut self, schema: &'s Value) -> Map<String, Value> {
        let mut object = Map::new();
        for part in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            if let Some(Value::Object(properties)) = self.of_use(part) {
                object.extend(properties);
            }
        }
        let required = schema.get("required").and_then(Value::as_array);
        let is_required =
            |name: &str| required.is_some_and(|list| list.iter().any(|one| one == name));
        let properties = schema.get("properties").and_then(Value::as_object);
        self.depth += 1;
        for (name, property) in properties.into_iter().flatten() {
            let is_small = self.depth <= MAX_DEPTH && self.values <= MAX_VALUES;
            if (is_small || is_required(name))
                && let Some(example) = self.of_use(property)
            {
                object.insert(name.clone(), example);
            }
        }
        self.depth -= 1;
        object
    }
}

/// The value of a keyword that documents one.
fn documented(schema: &Value) -> Option<&Value> {
    let first = |name: &str| schema.get(name)?.get(0);
    let keywords = ["const", "example", "default"];
    let value = || keywords.iter().find_map(|name| schema.get(name));
    first("examples").or_else(value).or_else(|| first("enum"))
}

/// The type of the values, if there is one.
fn value_type(schema: &Value) -> &str {
    let has = |name: &str| schema.get(name).is_some();
    let is_object = || match schema.get("allOf").and_then(Value::as_array) {
        Some(parts) => parts
            .iter()
            .all(|part| part.get("$ref").is_some() || matches!(value_type(part), "object" | "")),
        None => has("properties"),
    };
    let written = match schema.get("type") {
        Some(Value::Array(types)) => {
            types.iter().filter_map(Value::as_str).find(|name| *name != "null")
        }
        Some(name) => name.as_str(),
        None if is_object() => Some("object"),
        None if has("items") => Some("array"),
        None => None,
    };
    written.unwrap_or_default()
}

fn of_string(schema: &Value) -> String {
    let text = match schema.get("format").and_then(Value::as_str) {
        Some("date-time") => "2026-01-01T00:00:00Z",
        Some("date") => "2026-01-01",
        Some("time") => "00:00:00Z",
        Some("uuid") => "00000000-0000-4000-8000-000000000000",
        Some("email") => "name@example.com",
        Some("uri" | "url") => "https://example.com/",
        Some("hostname") => "example.com",
        Some("ipv4") => "192.0.2.1",
        Some("ipv6") => "2001:db8::1",
        _ => "string",
    };
    let length = |name: &str| {
        schema.get(name).and_then(Value::as_u64).and_then(|length| usize::try_from(length).ok())
    };
    let least = length("minLength").unwrap_or_default().min(1_000);
    let padded = format!("{text:a<least$}");
    padded.chars().take(length("maxLength").unwrap_or(usize::MAX)).collect()
}

fn of_number(schema: &Value) -> Value {
    let above = || Some(json!(schema.get("exclusiveMinimum")?.as_i64()?.checked_add(1)?));
    let at_most_0 = || schema.get("maximum").filter(|most| most.as_f64() < Some(1.0)).cloned();
    schema.get("minimum").cloned().or_else(above).or_else(at_most_0).unwrap_or_else(|| json!(1))
}
