//! The schemas of the oracle, and their notation in OpenAPI 3.0, OpenAPI 3.1 and JSON Schema.

use serde_json::{Map, Value, json};

#[derive(Clone, Debug)]
pub(super) enum Schema {
    /// A reference to a named schema.
    Named(String),
    Text,
    Integer,
    Number,
    Boolean,
    /// Strings or integers.
    Enum(Vec<Value>),
    Constant(Value),
    List(Box<Schema>),
    Map(Box<Schema>),
    Object(Object),
    AllOf(Vec<Schema>),
    AnyOf(Vec<Schema>),
    OneOf(OneOf),
    Base(Base),
    Nullable(Box<Schema>),
}

#[derive(Clone, Debug, Default)]
pub(super) struct Object {
    pub(super) properties: Vec<Property>,
    pub(super) additional: Additional,
}

#[derive(Clone, Debug)]
pub(super) struct Property {
    pub(super) name: String,
    pub(super) schema: Schema,
    pub(super) required: bool,
}

/// `additionalProperties`.
#[derive(Clone, Debug, Default)]
pub(super) enum Additional {
    #[default]
    Absent,
    False,
    Of(Box<Schema>),
}

/// A `oneOf`.
#[derive(Clone, Debug, Default)]
pub(super) struct OneOf {
    pub(super) alternatives: Vec<Schema>,
    pub(super) discriminator: Option<Discriminator>,
    /// The properties next to it.
    pub(super) beside: Option<Object>,
}

#[derive(Clone, Debug)]
pub(super) struct Discriminator {
    pub(super) property: String,
    /// The tag value of each alternative or child.
    pub(super) values: Vec<String>,
}

/// An object with a discriminator, which other schemas extend by `allOf`.
#[derive(Clone, Debug)]
pub(super) struct Base {
    pub(super) object: Object,
    pub(super) discriminator: Discriminator,
    /// The names of the schemas that extend it.
    pub(super) children: Vec<String>,
    /// Whether a `oneOf` in it lists them.
    pub(super) lists_children: bool,
}

/// The dialect of a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    OpenApi3_0,
    OpenApi3_1,
    /// JSON Schema 2020-12, with constants instead of discriminators.
    JsonSchema,
}

impl Schema {
    pub(super) fn write(&self, dialect: Dialect) -> Value {
        let many = |schemas: &[Self]| -> Vec<Value> {
            schemas.iter().map(|schema| schema.write(dialect)).collect()
        };
        match self {
            Self::Named(name) => reference(name),
            Self::Text => json!({"type": "string"}),
            Self::Integer => json!({"type": "integer"}),
            Self::Number => json!({"type": "number"}),
            Self::Boolean => json!({"type": "boolean"}),
            Self::Enum(values) => json!({"type": type_of(&values[0]), "enum": values}),
            Self::Constant(value) if dialect == Dialect::OpenApi3_0 => {
                json!({"type": type_of(value), "enum": [value]})
            }
            Self::Constant(value) => json!({"const": value}),
            Self::List(items) => json!({"type": "array", "items": items.write(dialect)}),
            Self::Map(values) => {
                json!({"type": "object", "additionalProperties": values.write(dialect)})
            }
            Self::Object(object) => object.write(dialect),
            Self::AllOf(parts) => json!({"allOf": many(parts)}),
            Self::AnyOf(parts) => json!({"anyOf": many(parts)}),
            Self::OneOf(one_of) => one_of.write(dialect),
            Self::Base(base) => base.write(dialect),
            Self::Nullable(schema) => nullable(schema.write(dialect), dialect),
        }
    }
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "string",
        Value::Bool(_) => "boolean",
        _ => "integer",
    }
}

impl Object {
    fn write(&self, dialect: Dialect) -> Value {
        let properties: Map<String, Value> = self
            .properties
            .iter()
            .map(|property| (property.name.clone(), property.schema.write(dialect)))
            .collect();
        let required: Vec<&str> = self
            .properties
            .iter()
            .filter(|property| property.required)
            .map(|property| property.name.as_str())
            .collect();
        let mut schema = json!({"type": "object", "properties": properties});
        // OpenAPI 3.0 does not allow an empty list.
        if !required.is_empty() {
            schema["required"] = json!(required);
        }
        match &self.additional {
            Additional::Absent => {}
            Additional::False => schema["additionalProperties"] = json!(false),
            Additional::Of(values) => schema["additionalProperties"] = values.write(dialect),
        }
        schema
    }
}

impl OneOf {
    fn write(&self, dialect: Dialect) -> Value {
        let mut schema = self.beside.as_ref().map_or(json!({}), |beside| beside.write(dialect));
        let mut alternatives: Vec<Value> =
            self.alternatives.iter().map(|schema| schema.write(dialect)).collect();
        if let Some(discriminator) = &self.discriminator {
            if dialect == Dialect::JsonSchema {
                for (alternative, value) in alternatives.iter_mut().zip(&discriminator.values) {
                    *alternative = discriminator.constant(alternative, value);
                }
            } else {
                let references = alternatives.iter().map(|schema| schema["$ref"].clone());
                schema["discriminator"] = discriminator.write(references);
            }
        }
        schema["oneOf"] = json!(alternatives);
        schema
    }
}

impl Discriminator {
    fn write(&self, references: impl Iterator<Item = Value>) -> Value {
        let mapping: Map<String, Value> = self.values.iter().cloned().zip(references).collect();
        json!({"propertyName": self.property, "mapping": mapping})
    }

    fn constant(&self, schema: &Value, value: &str) -> Value {
        let tag =
            json!({"properties": {&self.property: {"const": value}}, "required": [self.property]});
        json!({"allOf": [schema, tag]})
    }
}

impl Base {
    fn write(&self, dialect: Dialect) -> Value {
        let mut schema = self.object.write(dialect);
        let references: Vec<Value> = self.children.iter().map(|name| reference(name)).collect();
        // In JSON Schema, a base that lists its children would be a cycle.
        if dialect != Dialect::JsonSchema {
            schema["discriminator"] =
                self.discriminator.write(references.iter().map(|schema| schema["$ref"].clone()));
            if self.lists_children {
                schema["oneOf"] = json!(references);
            }
        }
        schema
    }
}

/// A schema that also allows `null`.
fn nullable(mut schema: Value, dialect: Dialect) -> Value {
    if dialect == Dialect::OpenApi3_0 {
        if schema.get("$ref").is_some() {
            return json!({"allOf": [schema], "nullable": true});
        }
        schema["nullable"] = json!(true);
    } else if schema["type"].is_string() && schema.get("oneOf").is_none() {
        schema["type"] = json!([schema["type"], "null"]);
    } else {
        return json!({"anyOf": [schema, {"type": "null"}]});
    }
    if let Some(values) = schema.get_mut("enum").and_then(Value::as_array_mut) {
        values.push(Value::Null);
    }
    schema
}
