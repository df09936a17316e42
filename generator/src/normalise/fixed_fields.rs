//! Parses an object of the document with `openapiv3`, property by property and without inner objects, so that each error has an
//! exact location.

use super::{Node, Normaliser};
use crate::nearest::nearest;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

/// A property of an OpenAPI object.
#[derive(Clone, Copy)]
pub(super) struct FixedField {
    name: &'static str,
    kind: ValueKind,
    presence: Presence,
}

/// The kind of value of a property.
#[derive(Clone, Copy)]
pub(super) enum ValueKind {
    /// A string.
    Text,
    /// A list of strings.
    Strings,
    /// A map of strings.
    StringMap,
    /// A boolean.
    Bool,
    /// A non-negative integer.
    Count,
    /// A number.
    Number,
    /// One of these strings.
    Enum(&'static [&'static str]),
    /// Any value. It is read from the node, because `openapiv3` does not distinguish `null` from an absent value.
    Any,
    /// A list, which is read separately.
    List,
    /// An object, which is read separately.
    Object,
    /// An object or reference, which is read separately. `openapiv3` gets a placeholder.
    Child,
    /// A list of objects or references.
    Children,
    /// A map of objects or references.
    Named,
    /// An object, a reference or a boolean.
    ChildOrBool,
}

/// Whether a property is required.
#[derive(Clone, Copy, PartialEq)]
enum Presence {
    Optional,
    /// Optional and unused.
    Unused,
    /// Required by OpenAPI, but the generator does not depend on it.
    Expected,
    Required,
}

/// An optional property.
pub(super) const fn may(name: &'static str, kind: ValueKind) -> FixedField {
    FixedField { name, kind, presence: Presence::Optional }
}

/// An optional property that is not used.
pub(super) const fn unused(name: &'static str, kind: ValueKind) -> FixedField {
    FixedField { name, kind, presence: Presence::Unused }
}

/// A property that OpenAPI requires, but that the generator does not depend on.
pub(super) const fn should(name: &'static str, kind: ValueKind) -> FixedField {
    FixedField { name, kind, presence: Presence::Expected }
}

/// A required property.
pub(super) const fn must(name: &'static str, kind: ValueKind) -> FixedField {
    FixedField { name, kind, presence: Presence::Required }
}

impl FixedField {
    fn is_expected(&self) -> bool {
        matches!(self.presence, Presence::Expected | Presence::Required)
    }
}

impl ValueKind {
    fn expected(self) -> String {
        match self {
            Self::Text => "a string".to_owned(),
            Self::Strings => "a list of strings".to_owned(),
            Self::StringMap => "an object of strings".to_owned(),
            Self::Bool => "a boolean".to_owned(),
            Self::Count => "a non-negative integer".to_owned(),
            Self::Number => "a number".to_owned(),
            Self::Enum([choice]) => format!("\"{choice}\""),
            Self::Enum(choices) => format!("one of \"{}\"", choices.join("\", \"")),
            Self::Any => "a value".to_owned(),
            Self::List | Self::Children => "a list".to_owned(),
            Self::Object | Self::Child | Self::Named => "an object".to_owned(),
            Self::ChildOrBool => "an object or a boolean".to_owned(),
        }
    }

    /// The valid string that is nearest to an invalid one.
    fn nearest(self, value: &Value) -> Option<String> {
        match self {
            Self::Enum(choices) => nearest(value.as_str()?, choices.iter().copied())
                .map(|known| format!("\"{known}\"")),
            _ => None,
        }
    }

    fn accepts(self, value: &Value) -> bool {
        match self {
            Self::Text => value.is_string(),
            Self::Strings => value.as_array().is_some_and(|list| list.iter().all(Value::is_string)),
            Self::StringMap => value
                .as_object()
                .is_some_and(|properties| properties.values().all(Value::is_string)),
            Self::Bool => value.is_boolean(),
            Self::Count => count(value).is_some(),
            Self::Number => value.is_number(),
            Self::Enum(choices) => value.as_str().is_some_and(|text| choices.contains(&text)),
            Self::Any => true,
            Self::List | Self::Children => value.is_array(),
            Self::Object | Self::Child | Self::Named => value.is_object(),
            Self::ChildOrBool => value.is_object() || value.is_boolean(),
        }
    }

    /// The value for `openapiv3`: without inner objects.
    fn shallow(self, value: &Value) -> Option<Value> {
        let placeholder = || json!({ "$ref": "" });
        match self {
            Self::Text
            | Self::Strings
            | Self::StringMap
            | Self::Bool
            | Self::Number
            | Self::Enum(_) => Some(value.clone()),
            Self::Count => count(value).map(Value::from),
            Self::Any | Self::List | Self::Object => None,
            Self::Child => Some(placeholder()),
            Self::Children => {
                Some(value.as_array().into_iter().flatten().map(|_| placeholder()).collect())
            }
            Self::Named => {
                let names = value.as_object().into_iter().flat_map(Map::keys);
                Some(names.map(|name| (name.clone(), placeholder())).collect())
            }
            Self::ChildOrBool => {
                Some(if value.is_boolean() { value.clone() } else { placeholder() })
            }
        }
    }

    /// Converts a number or boolean to the expected string. In YAML, quotes are easily forgotten.
    fn coerce(self, value: &Value) -> Option<Value> {
        match (self, value) {
            (Self::Text, Value::Number(_) | Value::Bool(_)) => Some(value.to_string().into()),
            (Self::Strings, Value::Array(list)) => list
                .iter()
                .map(|item| match item {
                    Value::String(_) => Some(item.clone()),
                    item => Self::Text.coerce(item),
                })
                .collect(),
            _ => None,
        }
    }

    /// The value for `openapiv3` if the property is missing.
    fn default_value(self) -> Option<Value> {
        match self {
            Self::Text => Some(json!("")),
            Self::Strings | Self::Children => Some(json!([])),
            Self::Bool => Some(json!(false)),
            Self::Count | Self::Number => Some(json!(0)),
            Self::Enum(choices) => choices.first().map(|choice| json!(choice)),
            Self::Any | Self::List | Self::Object => None,
            Self::StringMap | Self::Child | Self::Named | Self::ChildOrBool => Some(json!({})),
        }
    }
}

/// Parses a non-negative integer. In JSON Schema, `1.0` is an integer.
fn count(value: &Value) -> Option<usize> {
    let text = value.as_number()?.to_string();
    text.strip_suffix(".0").unwrap_or(&text).parse().ok()
}

impl<'a> Normaliser<'a, '_> {
    /// Reads an object of the document, property by property. Errors are reported, and invalid properties left out.
    pub(super) fn read<T: DeserializeOwned>(
        &mut self,
        node: &Node<'a>,
        noun: &str,
        fields: &[FixedField],
    ) -> Option<T> {
        let Some(properties) = node.value.as_object() else {
            let message = format!("expected {noun}, found {}", describe(node.value));
            self.error(&node.at, message, format!("replace it with {noun} object"));
            return None;
        };
        let mut shallow = Map::new();
        let mut misspelt = Vec::new();
        for (name, value) in properties {
            let Some(field) = fields.iter().find(|field| field.name == name) else {
                misspelt.extend(self.unknown(node, noun, name, fields));
                continue;
            };
            if field.kind.accepts(value) {
                shallow.extend(field.kind.shallow(value).map(|value| (name.clone(), value)));
            } else if let Some(text) = field.kind.coerce(value) {
                shallow.insert(name.clone(), text);
                let message = format!(
                    "`{name}` of {noun} is {}, expected a string; it is read as one",
                    describe(value)
                );
                self.violation(&node.at.child(name), message, "put the value in quotes");
            } else {
                self.mismatch(node, noun, field, value);
            }
        }
        for field in fields.iter().filter(|field| field.is_expected()) {
            if !properties.contains_key(field.name) && !misspelt.contains(&field.name) {
                self.missing(node, noun, field);
            }
            if !shallow.contains_key(field.name) {
                shallow
                    .extend(field.kind.default_value().map(|value| (field.name.to_owned(), value)));
            }
        }
        match serde_json::from_value(Value::Object(shallow)) {
            Ok(read) => Some(read),
            Err(error) => {
                let message = format!("invalid {noun}: {error}");
                self.error(
                    &node.at,
                    message,
                    format!("correct it according to the {} specification", self.version),
                );
                None
            }
        }
    }

    fn mismatch(&mut self, node: &Node<'a>, noun: &str, field: &FixedField, value: &Value) {
        let FixedField { name, kind, presence } = field;
        let at = node.at.child(name);
        let expected = kind.expected();
        if value.is_null() && *presence != Presence::Required {
            let message = format!("`{name}` of {noun} is null; it is treated as absent");
            self.violation(&at, message, format!("remove it, or use {expected}"));
        } else if *presence == Presence::Unused {
            let found = describe(value);
            let message =
                format!("`{name}` of {noun} is {found}, expected {expected}; it is ignored");
            self.violation(&at, message, format!("use {expected}"));
        } else {
            let message = format!("`{name}` of {noun} is {}, expected {expected}", describe(value));
            self.error(&at, message, format!("use {}", kind.nearest(value).unwrap_or(expected)));
        }
    }

    fn missing(&mut self, node: &Node<'a>, noun: &str, field: &FixedField) {
        let FixedField { name, kind, presence } = field;
        let message = format!("`{name}` of {noun} is missing");
        let help = format!("add `{name}`: {}", kind.expected());
        match presence {
            Presence::Required => self.error(&node.at, message, help),
            Presence::Optional | Presence::Unused | Presence::Expected => {
                self.violation(&node.at, message, help);
            }
        }
    }

    /// Reports an unknown property. Returns the name that was probably meant.
    fn unknown(
        &mut self,
        node: &Node<'a>,
        noun: &str,
        name: &str,
        fields: &[FixedField],
    ) -> Option<&'static str> {
        // Extensions are read from the node, if at all.
        if name.starts_with("x-") {
            return None;
        }
        let at = node.at.child(name);
        if node.reference().is_some() {
            let message = format!("`{name}` next to a `$ref` is ignored");
            let help = "move it to the referenced object, or wrap the reference in an `allOf`";
            self.key_warning(&at, message, help);
            return None;
        }
        let message = format!(
            "unknown property `{name}` in {noun} is ignored; {} does not define it",
            self.version
        );
        let meant = nearest(name, fields.iter().map(|field| field.name));
        let help = match meant {
            Some(meant) => format!("did you mean `{meant}`?"),
            // The YAML `{description: One, two}` has a property `two`.
            None if node.get(name).is_some_and(|value| value.value.is_null()) => {
                "remove it, or put the text in quotes if this is the rest of it: a comma ends an unquoted text".to_owned()
            }
            None => format!("remove it, or rename it to an extension: `x-{name}`"),
        };
        self.key_warning(&at, message, help);
        meant
    }
}

/// A short description of a value.
pub(super) fn describe(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) => {
            let bounded: String = text.chars().take(40).collect();
            let more = if bounded.len() < text.len() { "…" } else { "" };
            format!("the string \"{bounded}{more}\"")
        }
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}
