//! A JSON Schema -> how its values are written on the command line.

use crate::operations::Operations;
use serde_json::{Map, Value};

/// How a value is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// `true` or `false`.
    Boolean,
    /// An integer.
    Integer,
    /// A number.
    Number,
    /// A string.
    String,
    /// One of these scalars.
    Enum(Vec<Value>),
    /// A file, by its path.
    File,
    /// Any value: JSON, or else a string.
    Any,
    /// An object: JSON.
    Object,
    /// A list of values.
    List(Box<Self>),
}

impl Kind {
    /// The kind of the values of a schema.
    pub(super) fn of(operations: &Operations, schema: Value) -> Self {
        Self::within(operations, schema, 0)
    }

    fn within(operations: &Operations, schema: Value, depth: usize) -> Self {
        // Lists of lists of lists are JSON.
        const MAX_DEPTH: usize = 2;
        let schema = operations.resolved(schema);
        if let Some(Value::Array(values)) = schema.get("enum") {
            let is_scalar = |value: &&Value| !value.is_object() && !value.is_array();
            let values: Vec<Value> =
                values.iter().filter(is_scalar).filter(|value| !value.is_null()).cloned().collect();
            if !values.is_empty() {
                return Self::Enum(values);
            }
        }
        let ty = match schema.get("type") {
            Some(Value::String(ty)) => ty.as_str(),
            Some(Value::Array(types)) => {
                let mut named = types.iter().filter_map(Value::as_str).filter(|ty| *ty != "null");
                match (named.next(), named.next()) {
                    (Some(ty), None) => ty,
                    _ => return Self::Any,
                }
            }
            _ if schema.get("properties").is_some() => "object",
            _ => {
                return match only_alternative(&schema) {
                    Some(alternative) => Self::within(operations, alternative, depth),
                    None => Self::Any,
                };
            }
        };
        match ty {
            "boolean" => Self::Boolean,
            "integer" => Self::Integer,
            "number" => Self::Number,
            "string" if is_file(&schema) => Self::File,
            "string" => Self::String,
            "array" if depth < MAX_DEPTH => {
                let items = schema.get("items").cloned().unwrap_or(Value::Bool(true));
                Self::List(Box::new(Self::within(operations, items, depth + 1)))
            }
            "object" => Self::Object,
            _ => Self::Any,
        }
    }

    /// The same outside of a multipart form, which alone has files.
    pub(super) fn without_files(self) -> Self {
        match self {
            Self::File => Self::String,
            Self::List(items) => Self::List(Box::new(items.without_files())),
            kind => kind,
        }
    }

    /// Whether its values are files.
    pub(super) fn is_file(&self) -> bool {
        match self {
            Self::List(items) => items.is_file(),
            kind => *kind == Self::File,
        }
    }

    /// The name of a value in help.
    pub(super) fn value_name(&self) -> &'static str {
        match self {
            Self::Boolean => "BOOLEAN",
            Self::Integer => "INTEGER",
            Self::Number => "NUMBER",
            Self::String => "STRING",
            Self::Enum(_) => "VALUE",
            Self::File => "FILE",
            Self::Any | Self::Object => "JSON",
            Self::List(items) => items.value_name(),
        }
    }

    /// The value of a text.
    pub(super) fn parse(&self, text: &str) -> Result<Value, String> {
        match self {
            Self::Boolean => match text {
                "true" => Ok(true.into()),
                "false" => Ok(false.into()),
                _ => Err("expected `true` or `false`".to_owned()),
            },
            Self::Integer => {
                let number: Option<Value> = serde_json::from_str(text).ok();
                number
                    .filter(|number| number.is_i64() || number.is_u64())
                    .ok_or_else(|| "expected an integer".to_owned())
            }
            Self::Number => {
                let number: Option<Value> = serde_json::from_str(text).ok();
                number.filter(Value::is_number).ok_or_else(|| "expected a number".to_owned())
            }
            Self::String | Self::File => Ok(text.into()),
            Self::Enum(values) => {
                let value = values.iter().find(|value| shown(value) == text);
                value.cloned().ok_or_else(|| {
                    let values: Vec<String> = values.iter().map(shown).collect();
                    format!("expected one of: {}", values.join(", "))
                })
            }
            Self::Any => Ok(serde_json::from_str(text).unwrap_or_else(|_| text.into())),
            Self::Object => {
                let value: Result<Value, _> = serde_json::from_str(text);
                let value = value.map_err(|why| format!("expected an object in JSON: {why}"))?;
                match value.is_object() {
                    true => Ok(value),
                    false => Err("expected an object in JSON".to_owned()),
                }
            }
            Self::List(items) => {
                if text.trim_start().starts_with('[') {
                    let value: Result<Value, _> = serde_json::from_str(text);
                    return value.map_err(|why| format!("expected a list in JSON: {why}"));
                }
                items.parse(text)
            }
        }
    }
}

/// The only alternative of a composed schema, besides `null`.
fn only_alternative(schema: &Value) -> Option<Value> {
    let is_null = |schema: &&Value| schema.get("type").is_some_and(|ty| ty == "null");
    ["allOf", "anyOf", "oneOf"].into_iter().find_map(|keyword| {
        let alternatives = schema.get(keyword)?.as_array()?;
        let mut alternatives = alternatives.iter().filter(|one| !is_null(one));
        match (alternatives.next(), alternatives.next()) {
            (Some(only), None) => Some(only.clone()),
            _ => None,
        }
    })
}

fn is_file(schema: &Value) -> bool {
    schema.get("format").is_some_and(|format| format == "binary")
}

/// A scalar as it is written on the command line.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

/// The properties of an object schema and of those that it is composed of, and the names of the required ones.
pub(super) fn properties(
    operations: &Operations,
    schema: Value,
) -> (Map<String, Value>, Vec<String>) {
    let mut properties = Map::new();
    let mut required = Vec::new();
    collect(operations, schema, &mut properties, &mut required, 0);
    (properties, required)
}

fn collect(
    operations: &Operations,
    schema: Value,
    properties: &mut Map<String, Value>,
    required: &mut Vec<String>,
    depth: usize,
) {
    const MAX_DEPTH: usize = 16;
    if depth > MAX_DEPTH {
        return;
    }
    let mut schema = operations.resolved(schema);
    if let Some(Value::Array(parts)) = schema.get_mut("allOf").map(Value::take) {
        for part in parts {
            collect(operations, part, properties, required, depth + 1);
        }
    }
    if let Some(Value::Object(own)) = schema.get_mut("properties").map(Value::take) {
        let is_sent = |schema: &Value| schema.get("readOnly") != Some(&Value::Bool(true));
        properties.extend(own.into_iter().filter(|(_, schema)| is_sent(schema)));
    }
    if let Some(Value::Array(names)) = schema.get("required") {
        let names = names.iter().filter_map(Value::as_str).map(ToOwned::to_owned);
        required.extend(names.filter(|name| properties.contains_key(name)).collect::<Vec<_>>());
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;
    use serde_json::json;

    #[test]
    fn values_have_the_types_of_their_schemas() {
        assert_eq!(Kind::Integer.parse("86400"), Ok(json!(86_400)));
        assert!(Kind::Integer.parse("1.5").is_err());
        assert_eq!(Kind::Number.parse("1.5"), Ok(json!(1.5)));
        assert_eq!(Kind::String.parse("1"), Ok(json!("1")));
        assert_eq!(Kind::Any.parse("1"), Ok(json!(1)));
        assert_eq!(Kind::Any.parse("a b"), Ok(json!("a b")));
        assert_eq!(Kind::Enum(vec![json!(5), json!("a")]).parse("5"), Ok(json!(5)));
        assert!(Kind::Enum(vec![json!("a")]).parse("b").is_err());
        let list = Kind::List(Box::new(Kind::Integer));
        assert_eq!(list.parse("[1, 2]"), Ok(json!([1, 2])));
        assert_eq!(list.parse("3"), Ok(json!(3)));
        assert_eq!(Kind::Object.parse("{\"a\":1}"), Ok(json!({"a": 1})));
        assert!(Kind::Object.parse("[]").is_err());
    }
}
