//! In: an object of the document, and the members that OpenAPI gives such an object. Out: the same as `openapiv3` has
//! it, with the objects inside it left out, so that what is wrong is found right where it stands.

use super::{Node, Normaliser};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

/// A member that OpenAPI gives an object.
#[derive(Clone, Copy)]
pub(super) struct Keyword {
    name: &'static str,
    holds: Holds,
    need: Need,
}

/// What a member holds.
#[derive(Clone, Copy)]
pub(super) enum Holds {
    /// A string.
    Text,
    /// A list of strings.
    Texts,
    /// Strings by name.
    NamedTexts,
    /// True or false.
    Flag,
    /// How many.
    Count,
    /// A number.
    Number,
    /// One of these strings.
    Choice(&'static [&'static str]),
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
    ChildOrFlag,
}

/// Whether a member has to be there.
#[derive(Clone, Copy, PartialEq)]
enum Need {
    Optional,
    /// By OpenAPI's rules; but nothing depends on it.
    Expected,
    Required,
}

/// A member that may be there.
pub(super) const fn may(name: &'static str, holds: Holds) -> Keyword {
    Keyword { name, holds, need: Need::Optional }
}

/// A member that should be there.
pub(super) const fn should(name: &'static str, holds: Holds) -> Keyword {
    Keyword { name, holds, need: Need::Expected }
}

/// A member that must be there.
pub(super) const fn must(name: &'static str, holds: Holds) -> Keyword {
    Keyword { name, holds, need: Need::Required }
}

impl Holds {
    fn expected(self) -> String {
        match self {
            Self::Text => "a string".to_owned(),
            Self::Texts => "a list of strings".to_owned(),
            Self::NamedTexts => "an object of strings".to_owned(),
            Self::Flag => "true or false".to_owned(),
            Self::Count => "a whole number from 0".to_owned(),
            Self::Number => "a number".to_owned(),
            Self::Choice([choice]) => format!("\"{choice}\""),
            Self::Choice(choices) => format!("one of \"{}\"", choices.join("\", \"")),
            Self::Any => "a value".to_owned(),
            Self::List | Self::Children => "a list".to_owned(),
            Self::Object | Self::Child | Self::Named => "an object".to_owned(),
            Self::ChildOrFlag => "an object, or true or false".to_owned(),
        }
    }

    fn accepts(self, value: &Value) -> bool {
        match self {
            Self::Text => value.is_string(),
            Self::Texts => value.as_array().is_some_and(|list| list.iter().all(Value::is_string)),
            Self::NamedTexts => {
                value.as_object().is_some_and(|members| members.values().all(Value::is_string))
            }
            Self::Flag => value.is_boolean(),
            Self::Count => count(value).is_some(),
            Self::Number => value.is_number(),
            Self::Choice(choices) => value.as_str().is_some_and(|text| choices.contains(&text)),
            Self::Any => true,
            Self::List | Self::Children => value.is_array(),
            Self::Object | Self::Child | Self::Named => value.is_object(),
            Self::ChildOrFlag => value.is_object() || value.is_boolean(),
        }
    }

    /// What `openapiv3` is given in place of the value.
    fn shallow(self, value: &Value) -> Option<Value> {
        let placeholder = || json!({ "$ref": "" });
        match self {
            Self::Text
            | Self::Texts
            | Self::NamedTexts
            | Self::Flag
            | Self::Number
            | Self::Choice(_) => Some(value.clone()),
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
            Self::ChildOrFlag => {
                Some(if value.is_boolean() { value.clone() } else { placeholder() })
            }
        }
    }

    /// A number or a flag as the text that is asked for: in YAML, quotes are easily forgotten.
    fn as_written(self, value: &Value) -> Option<Value> {
        match (self, value) {
            (Self::Text, Value::Number(_) | Value::Bool(_)) => Some(value.to_string().into()),
            (Self::Texts, Value::Array(list)) => list
                .iter()
                .map(|element| match element {
                    Value::String(_) => Some(element.clone()),
                    element => Self::Text.as_written(element),
                })
                .collect(),
            _ => None,
        }
    }

    /// What `openapiv3` is given in place of a value that is missing.
    fn stand_in(self) -> Option<Value> {
        match self {
            Self::Text => Some(json!("")),
            Self::Texts | Self::Children => Some(json!([])),
            Self::Flag => Some(json!(false)),
            Self::Count | Self::Number => Some(json!(0)),
            Self::Choice(choices) => choices.first().map(|choice| json!(choice)),
            Self::Any | Self::List | Self::Object => None,
            Self::NamedTexts | Self::Child | Self::Named | Self::ChildOrFlag => Some(json!({})),
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
            let message = format!("{} stands where {noun} is expected", describe(node.value));
            self.error(&node.at, message, format!("write {noun}: an object"));
            return None;
        };
        let mut shallow = Map::new();
        for (name, value) in members {
            let Some(keyword) = keywords.iter().find(|keyword| keyword.name == name) else {
                self.unknown(node, noun, name, keywords);
                continue;
            };
            if keyword.holds.accepts(value) {
                shallow.extend(keyword.holds.shallow(value).map(|value| (name.clone(), value)));
            } else if let Some(text) = keyword.holds.as_written(value) {
                shallow.insert(name.clone(), text);
                let message =
                    format!("`{name}` of {noun} is {}, and is taken as text", describe(value));
                self.warning(&node.at.child(name), message, "put it in quotes");
            } else {
                self.mismatch(node, noun, keyword, value);
            }
        }
        for keyword in keywords.iter().filter(|keyword| keyword.need != Need::Optional) {
            if !members.contains_key(keyword.name) {
                self.missing(node, noun, keyword);
            }
            if !shallow.contains_key(keyword.name) {
                shallow
                    .extend(keyword.holds.stand_in().map(|value| (keyword.name.to_owned(), value)));
            }
        }
        match serde_json::from_value(Value::Object(shallow)) {
            Ok(read) => Some(read),
            Err(error) => {
                let message = format!("this cannot be read as {noun}: {error}");
                self.error(&node.at, message, "correct it by the OpenAPI 3.0 specification");
                None
            }
        }
    }

    fn mismatch(&mut self, node: &Node<'a>, noun: &str, keyword: &Keyword, value: &Value) {
        let Keyword { name, holds, need } = keyword;
        let at = node.at.child(name);
        let expected = holds.expected();
        if value.is_null() && *need != Need::Required {
            let message = format!("`{name}` of {noun} is null, and is taken as absent");
            self.warning(&at, message, format!("remove it, or write {expected}"));
        } else {
            let message = format!("`{name}` of {noun} is {}, not {expected}", describe(value));
            self.error(&at, message, format!("write {expected}"));
        }
    }

    fn missing(&mut self, node: &Node<'a>, noun: &str, keyword: &Keyword) {
        let Keyword { name, holds, need } = keyword;
        let message = format!("`{name}` of {noun} is missing");
        let help = format!("add `{name}`: {}", holds.expected());
        match need {
            Need::Required => self.error(&node.at, message, help),
            Need::Optional | Need::Expected => self.warning(&node.at, message, help),
        }
    }

    fn unknown(&mut self, node: &Node<'a>, noun: &str, name: &str, keywords: &[Keyword]) {
        // Extensions are read from the node, where they have a reader.
        if name.starts_with("x-") {
            return;
        }
        let at = node.at.child(name);
        if node.reference().is_some() {
            let message = format!("`{name}` stands beside a `$ref`, which hides it");
            let help = "move it to where the reference leads, or put the reference into an `allOf`";
            return self.warning(&at, message, help);
        }
        let message = format!("`{name}` is not a member of {noun} in OpenAPI 3.0, and is ignored");
        let meant = keywords.iter().find(|keyword| keyword.name.eq_ignore_ascii_case(name));
        let help = match meant {
            Some(keyword) => format!("write `{}`", keyword.name),
            None => format!("remove it, or make it an extension: `x-{name}`"),
        };
        self.warning(&at, message, help);
    }
}

/// A value in a few words.
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
