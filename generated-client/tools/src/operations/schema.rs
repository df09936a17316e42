//! The JSON Schemas of the table, each with the named schemas that it needs.

use super::data::{Content, Header, Operation, Operations, Parameter, RequestContent};
use percent_encoding::percent_decode_str;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The start of a reference to a named schema.
const NAMED: &str = "#/$defs/";

/// The direction of a value, which decides about `readOnly` and `writeOnly` properties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Sent: without properties that are `readOnly`.
    Request,
    /// Received: `writeOnly` properties are not required.
    Response,
}

impl Operations {
    /// A schema with the named schemas that it needs as `$defs`.
    pub fn whole(&self, mut schema: Value, direction: Direction) -> Value {
        self.adapt(&mut schema, direction);
        let mut names = BTreeSet::new();
        collect(&schema, &mut names);
        let mut waiting: Vec<String> = names.iter().cloned().collect();
        let mut named = Map::new();
        while let Some(name) = waiting.pop() {
            let Some(definition) = self.schemas.get(&name) else { continue };
            let mut definition = decoded(definition);
            self.adapt(&mut definition, direction);
            let mut needed = BTreeSet::new();
            collect(&definition, &mut needed);
            waiting.extend(needed.difference(&names).cloned().collect::<Vec<_>>());
            names.append(&mut needed);
            named.insert(name, definition);
        }
        if !named.is_empty() {
            named.sort_keys();
            match &mut schema {
                Value::Object(keywords) => drop(keywords.insert("$defs".to_owned(), named.into())),
                _ => schema = json!({"$defs": named}),
            }
        }
        schema
    }

    /// The same schema with the named schema that it refers to in place, as far as the top level goes.
    pub fn resolved(&self, schema: Value) -> Value {
        let mut schema = schema;
        // References have no cycles without a level between.
        for _ in 0..16 {
            let name = schema.get("$ref").and_then(Value::as_str).and_then(name);
            let Some(target) = name.and_then(|name| self.schemas.get(&name)) else { break };
            let mut target = decoded(target);
            if let (Value::Object(target), Value::Object(own)) = (&mut target, schema) {
                target.extend(own.into_iter().filter(|(keyword, _)| keyword != "$ref"));
            }
            schema = target;
        }
        schema
    }
}

impl Operation {
    /// The JSON Schema of the call: an object with `parameters` and, if there is a body, `body`. A body in JSON or a form is
    /// described; any other is a string.
    pub fn input_schema(&self, operations: &Operations) -> Value {
        let mut properties = Map::new();
        let mut required = Vec::new();
        for (name, parameter) in self.named_parameters() {
            let mut schema = parameter.schema();
            if let Value::Object(keywords) = &mut schema
                && !parameter.description.is_empty()
            {
                keywords.insert("description".to_owned(), parameter.description.clone().into());
            }
            if parameter.required {
                required.push(Value::from(&*name));
            }
            properties.insert(name.into_owned(), schema);
        }
        let mut input = Map::new();
        let mut needed = Vec::new();
        if !properties.is_empty() {
            let mut parameters = json!({"type": "object", "properties": properties});
            if !required.is_empty() {
                needed.push(Value::from("parameters"));
                set(&mut parameters, "required", required.into());
            }
            set(&mut parameters, "additionalProperties", false.into());
            input.insert("parameters".to_owned(), parameters);
        }
        if let Some(body) = &self.body {
            let content = body.contents.first();
            let mut schema = content.map(RequestContent::schema).unwrap_or(json!({}));
            if !body.description.is_empty() {
                set(&mut schema, "description", body.description.clone().into());
            }
            input.insert("body".to_owned(), schema);
            if body.required {
                needed.push("body".into());
            }
        }
        let mut schema = json!({"type": "object", "properties": input});
        if !needed.is_empty() {
            set(&mut schema, "required", needed.into());
        }
        set(&mut schema, "additionalProperties", false.into());
        operations.whole(schema, Direction::Request)
    }
}

impl Parameter {
    /// The JSON Schema of its value, without the named schemas that it refers to.
    pub fn schema(&self) -> Value {
        self.schema.as_deref().map_or(json!({}), decoded)
    }

    /// A documented example.
    pub fn example(&self) -> Option<Value> {
        self.example.as_deref().map(decoded)
    }
}

impl RequestContent {
    /// The JSON Schema of its value, without the named schemas that it refers to.
    pub fn schema(&self) -> Value {
        self.schema.as_deref().map_or(json!({}), decoded)
    }

    /// A documented example.
    pub fn example(&self) -> Option<Value> {
        self.example.as_deref().map(decoded)
    }
}

impl Content {
    /// The JSON Schema of its value, without the named schemas that it refers to.
    pub fn schema(&self) -> Option<Value> {
        self.schema.as_deref().map(decoded)
    }

    /// A documented example.
    pub fn example(&self) -> Option<Value> {
        self.example.as_deref().map(decoded)
    }
}

impl Header {
    /// The JSON Schema of its value, without the named schemas that it refers to.
    pub fn schema(&self) -> Option<Value> {
        self.schema.as_deref().map(decoded)
    }
}

fn decoded(json: &RawValue) -> Value {
    serde_json::from_str(json.get()).unwrap_or(Value::Bool(true))
}

fn set(schema: &mut Value, keyword: &str, value: Value) {
    if let Value::Object(keywords) = schema {
        keywords.insert(keyword.to_owned(), value);
    }
}

/// The name in a reference.
fn name(reference: &str) -> Option<String> {
    let name = percent_decode_str(reference.strip_prefix(NAMED)?).decode_utf8().ok()?;
    Some(name.replace("~1", "/").replace("~0", "~"))
}

/// The schema that a reference leads to, in a schema with all that it needs.
pub(crate) fn target<'s>(whole: &'s Value, reference: &str) -> Option<&'s Value> {
    whole.get("$defs")?.get(name(reference)?)
}

/// The names that a schema refers to.
fn collect(schema: &Value, names: &mut BTreeSet<String>) {
    match schema {
        Value::Object(keywords) => {
            names.extend(keywords.get("$ref").and_then(Value::as_str).and_then(name));
            keywords.values().for_each(|value| collect(value, names));
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, names)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The keyword of the properties that a value in this direction does not have.
const fn absence(direction: Direction) -> &'static str {
    match direction {
        Direction::Request => "readOnly",
        Direction::Response => "writeOnly",
    }
}

impl Operations {
    /// Removes the properties that a value in this direction does not have.
    fn adapt(&self, schema: &mut Value, direction: Direction) {
        match schema {
            Value::Object(keywords) => {
                if keywords.contains_key("required") {
                    let mut absent = BTreeSet::new();
                    self.absent(keywords, direction, &mut absent, &mut BTreeSet::new());
                    if let Some(Value::Array(required)) = keywords.get_mut("required") {
                        required.retain(|name| !absent.iter().any(|absent| name == absent));
                    }
                }
                if direction == Direction::Request
                    && let Some(Value::Object(properties)) = keywords.get_mut("properties")
                {
                    properties.retain(|_, property| !is_set(property, absence(direction)));
                }
                keywords.values_mut().for_each(|value| self.adapt(value, direction));
            }
            Value::Array(values) => {
                values.iter_mut().for_each(|value| self.adapt(value, direction));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    /// The properties of a schema, and of the parts of its `allOf`, that a value in this direction does not have.
    fn absent(
        &self,
        schema: &Map<String, Value>,
        direction: Direction,
        absent: &mut BTreeSet<String>,
        visited: &mut BTreeSet<String>,
    ) {
        let properties = schema.get("properties").and_then(Value::as_object);
        let properties = properties.into_iter().flatten();
        let of_direction = properties.filter(|(_, one)| is_set(one, absence(direction)));
        absent.extend(of_direction.map(|(name, _)| name.clone()));
        let reference = schema.get("$ref").and_then(Value::as_str).and_then(name);
        if let Some(name) = reference.filter(|name| visited.insert(name.clone()))
            && let Some(Value::Object(target)) = self.schemas.get(&name).map(|one| decoded(one))
        {
            self.absent(&target, direction, absent, visited);
        }
        let parts = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
        for part in parts.filter_map(Value::as_object) {
            self.absent(part, direction, absent, visited);
        }
    }
}

/// Whether a keyword is `true`.
fn is_set(schema: &Value, keyword: &str) -> bool {
    schema.get(keyword) == Some(&Value::Bool(true))
}
