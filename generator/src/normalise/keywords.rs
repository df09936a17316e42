//! An object of the document, and the members that OpenAPI gives such an object -> the same as `openapiv3` has
//! it, with the objects inside it left out, so that what is wrong is found right where it stands.

use super::{Node, Normaliser};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

/// A member that OpenAPI gives an object.
#[derive(Clone, Copy)]
pub(super) struct Keyword {
    name: &'static str,
    kind: ValueKind,
    presence: Presence,
}

/// What a member kind.
#[derive(Clone, Copy)]
pub(super) enum ValueKind {
    /// A string.
    Text,
    /// A list of strings.
    Strings,
    /// Strings by name.
    StringMap,
    /// True or false.
    Bool,
    /// How many.
    Count,
    /// A number.
    Number,
    /// One of these strings.
    Enum(&'static [&'static str]),
    /// Any value. It is read from the node: to `openapiv3`, `null` is the same as nothing.
    Any,
    /// A list, which is read by itself.
    List,
    /// An object, which is read by itself.
    Object,
    /// An object or a reference to one, which is read by itself; `openapiv3` gets a placeholder.
    Child,
    /// A list of such.
    Children,
    /// Such by name.
    Named,
    /// Such, or true or false.
    ChildOrBool,
}

/// Whether a member has to be there.
#[derive(Clone, Copy, PartialEq)]
enum Presence {
    Optional,
    /// It may be there, and nothing reads it.
    Unused,
    /// By OpenAPI's rules; but nothing depends on it.
    Expected,
    Required,
}

/// A member that may be there.
pub(super) const fn may(name: &'static str, kind: ValueKind) -> Keyword {
    Keyword { name, kind, presence: Presence::Optional }
}

/// A member that may be there, and that nothing reads.
pub(super) const fn unused(name: &'static str, kind: ValueKind) -> Keyword {
    Keyword { name, kind, presence: Presence::Unused }
}

/// A member that should be there.
pub(super) const fn should(name: &'static str, kind: ValueKind) -> Keyword {
    Keyword { name, kind, presence: Presence::Expected }
}

/// A member that must be there.
pub(super) const fn must(name: &'static str, kind: ValueKind) -> Keyword {
    Keyword { name, kind, presence: Presence::Required }
}

impl Keyword {
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

    fn accepts(self, value: &Value) -> bool {
        match self {
            Self::Text => value.is_string(),
            Self::Strings => value.as_array().is_some_and(|list| list.iter().all(Value::is_string)),
            Self::StringMap => {
                value.as_object().is_some_and(|members| members.values().all(Value::is_string))
            }
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

    /// What `openapiv3` is given in place of the value.
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

    /// A number or a flag as the text that is asked for: in YAML, quotes are easily forgotten.
    fn coerce(self, value: &Value) -> Option<Value> {
        match (self, value) {
            (Self::Text, Value::Number(_) | Value::Bool(_)) => Some(value.to_string().into()),
            (Self::Strings, Value::Array(list)) => list
                .iter()
                .map(|element| match element {
                    Value::String(_) => Some(element.clone()),
                    element => Self::Text.coerce(element),
                })
                .collect(),
            _ => None,
        }
    }

    /// What `openapiv3` is given in place of a value that is missing.
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

/// A whole number from 0, which may be written with an empty fraction: to JSON Schema, that is the same number.
fn count(value: &Value) -> Option<usize> {
    let text = value.as_number()?.to_string();
    text.strip_suffix(".0").unwrap_or(&text).parse().ok()
}

impl<'a> Normaliser<'a, '_> {
    /// Reads an object of the document, member by member. What is wrong is reported and left out.
    pub(super) fn read<T: DeserializeOwned>(
        &mut self,
        node: &Node<'a>,
        noun: &str,
        keywords: &[Keyword],
    ) -> Option<T> {
        let Some(members) = node.value.as_object() else {
            let message = format!("expected {noun}, found {}", describe(node.value));
            self.error(&node.at, message, format!("replace it with {noun} object"));
            return None;
        };
        let mut shallow = Map::new();
        for (name, value) in members {
            let Some(keyword) = keywords.iter().find(|keyword| keyword.name == name) else {
                self.unknown(node, noun, name, keywords);
                continue;
            };
            if keyword.kind.accepts(value) {
                shallow.extend(keyword.kind.shallow(value).map(|value| (name.clone(), value)));
            } else if let Some(text) = keyword.kind.coerce(value) {
                shallow.insert(name.clone(), text);
                let message = format!(
                    "`{name}` of {noun} is {}, expected a string; it is read as one",
                    describe(value)
                );
                self.violation(&node.at.child(name), message, "put the value in quotes");
            } else {
                self.mismatch(node, noun, keyword, value);
            }
        }
        for keyword in keywords.iter().filter(|keyword| keyword.is_expected()) {
            if !members.contains_key(keyword.name) {
                self.missing(node, noun, keyword);
            }
            if !shallow.contains_key(keyword.name) {
                shallow.extend(
                    keyword.kind.default_value().map(|value| (keyword.name.to_owned(), value)),
                );
            }
        }
        match serde_json::from_value(Value::Object(shallow)) {
            Ok(read) => Some(read),
            Err(error) => {
                let message = format!("invalid {noun}: {error}");
                self.error(
                    &node.at,
                    message,
                    "correct it according to the OpenAPI 3.0 specification",
                );
                None
            }
        }
    }

    fn mismatch(&mut self, node: &Node<'a>, noun: &str, keyword: &Keyword, value: &Value) {
        let Keyword { name, kind, presence } = keyword;
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
            self.error(&at, message, format!("use {expected}"));
        }
    }

    fn missing(&mut self, node: &Node<'a>, noun: &str, keyword: &Keyword) {
        let Keyword { name, kind, presence } = keyword;
        let message = format!("`{name}` of {noun} is missing");
        let help = format!("add `{name}`: {}", kind.expected());
        match presence {
            Presence::Required => self.error(&node.at, message, help),
            Presence::Optional | Presence::Unused | Presence::Expected => {
                self.violation(&node.at, message, help);
            }
        }
    }

    fn unknown(&mut self, node: &Node<'a>, noun: &str, name: &str, keywords: &[Keyword]) {
        // Extensions are read from the node, where they have a reader.
        if name.starts_with("x-") {
            return;
        }
        let at = node.at.child(name);
        if node.reference().is_some() {
            let message = format!("`{name}` next to a `$ref` is ignored");
            let help = "move it to the referenced object, or wrap the reference in an `allOf`";
            return self.warning(&at, message, help);
        }
        let message = format!(
            "unknown property `{name}` in {noun} is ignored; OpenAPI 3.0 does not define it"
        );
        let meant = keywords.iter().find(|keyword| keyword.name.eq_ignore_ascii_case(name));
        let help = match meant {
            Some(keyword) => format!("did you mean `{}`?", keyword.name),
            None => format!("remove it, or rename it to an extension: `x-{name}`"),
        };
        self.warning(&at, message, help);
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
