//! The query of a request: in come named values, out comes the text after the question mark.

use crate::encode::{push_form_encoded, push_pair};
use serde_json::Value as Json;
use std::borrow::Cow;

/// How a list stands in a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ArrayStyle {
    /// `name[]=a&name[]=b`
    Brackets,
    /// `name=a&name=b`
    Repeat,
    /// `name=a,b`
    Comma,
    /// `name=a%20b`
    Space,
    /// `name=a%7Cb`
    Pipe,
}

impl ArrayStyle {
    /// What stands between values that are one text, encoded; where each value stands alone, the comma.
    pub(super) const fn separator(self) -> &'static str {
        match self {
            Self::Brackets | Self::Repeat | Self::Comma => ",",
            Self::Space => "%20",
            Self::Pipe => "%7C",
        }
    }
}

/// How an object stands in a query; what is no object stands there as it would by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ObjectStyle {
    /// `name[a]=1&name[b]=2`, deeper ones too; a list is `name[]=1&name[]=2`, and one of objects `name[]a=1&name[]b=2`
    Brackets,
    /// `a=1&b=2`; a list is `name=1&name=2`
    Members,
    /// `name=a,1,b,2`; a list is `name=1,2`
    Comma,
}

impl ObjectStyle {
    /// The pairs of a value: names, and texts between which there are commas.
    fn pairs(self, name: &str, value: &Json) -> Vec<(String, Vec<String>)> {
        match self {
            Self::Brackets => {
                let mut pairs = Vec::new();
                push_bracketed(&mut pairs, name.to_owned(), value);
                pairs
            }
            Self::Members => match value {
                Json::Object(members) => {
                    members.iter().map(|(name, value)| (name.clone(), vec![text(value)])).collect()
                }
                Json::Array(elements) => {
                    elements.iter().map(|value| (name.to_owned(), vec![text(value)])).collect()
                }
                value => vec![(name.to_owned(), vec![text(value)])],
            },
            Self::Comma => {
                let texts = match value {
                    Json::Object(members) => members
                        .iter()
                        .flat_map(|(name, value)| [name.clone(), text(value)])
                        .collect(),
                    Json::Array(elements) => elements.iter().map(text).collect(),
                    value => vec![text(value)],
                };
                vec![(name.to_owned(), texts)]
            }
        }
    }
}

/// Appends the pairs of a value, the names of its members in brackets.
fn push_bracketed(pairs: &mut Vec<(String, Vec<String>)>, name: String, value: &Json) {
    match value {
        Json::Object(members) => {
            // Behind the brackets of a list, members have none of their own.
            let is_element = name.ends_with("[]");
            for (member, value) in members {
                let name = if is_element {
                    format!("{name}{member}")
                } else {
                    format!("{name}[{member}]")
                };
                push_bracketed(pairs, name, value);
            }
        }
        Json::Array(elements) => {
            let name = format!("{name}[]");
            elements.iter().for_each(|element| push_bracketed(pairs, name.clone(), element));
        }
        value => pairs.push((name, vec![text(value)])),
    }
}

/// The fields of a form: a list is a field for each element, and members of members have their names in brackets.
pub(super) fn form(value: &Json) -> String {
    let mut query = String::new();
    let Json::Object(fields) = value else { return query };
    for (name, value) in fields {
        let style = match value {
            Json::Null => continue,
            Json::Object(_) => ObjectStyle::Brackets,
            _ => ObjectStyle::Members,
        };
        for (name, texts) in style.pairs(name, value) {
            push_list(&mut query, &name, &texts, ArrayStyle::Comma.separator());
        }
    }
    query
}

/// The text of a value: of one that is no single value, its JSON.
fn text(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        value => value.to_string(),
    }
}

/// The parameters of a query, in the order in which they were first set.
#[derive(Clone, Debug, Default)]
pub(super) struct Query {
    /// What stands there already, encoded.
    start: String,
    parameters: Vec<(Cow<'static, str>, Value)>,
}

#[derive(Clone, Debug)]
enum Value {
    One(String),
    Many(ArrayStyle, Vec<String>),
    /// Pairs with names of their own; the values of each are one text, with commas.
    Pairs(Vec<(String, Vec<String>)>),
}

impl Query {
    /// Begins with a query that is encoded already.
    pub(super) fn start_with(&mut self, query: &str) {
        query.clone_into(&mut self.start);
    }

    pub(super) fn set_one(&mut self, name: &'static str, value: String) {
        self.set(name, Value::One(value));
    }

    pub(super) fn set_many(&mut self, name: &'static str, style: ArrayStyle, values: Vec<String>) {
        self.set(name, Value::Many(style, values));
    }

    pub(super) fn set_object(&mut self, name: &'static str, style: ObjectStyle, value: &Json) {
        self.set(name, Value::Pairs(style.pairs(name, value)));
    }

    /// Adds a pair, whether there is one of that name or not.
    pub(super) fn add(&mut self, name: String, value: String) {
        self.parameters.push((name.into(), Value::One(value)));
    }

    fn set(&mut self, name: &'static str, value: Value) {
        match self.parameters.iter_mut().find(|(set, _)| set == name) {
            Some((_, set)) => *set = value,
            None => self.parameters.push((name.into(), value)),
        }
    }

    /// The query as it is sent; empty if nothing is.
    pub(super) fn encode(&self) -> String {
        let mut query = self.start.clone();
        for (name, value) in &self.parameters {
            match value {
                Value::One(value) => push_pair(&mut query, name, value),
                Value::Many(ArrayStyle::Brackets, values) => {
                    let name = format!("{name}[]");
                    values.iter().for_each(|v| push_pair(&mut query, &name, v));
                }
                Value::Many(ArrayStyle::Repeat, values) => {
                    values.iter().for_each(|v| push_pair(&mut query, name, v));
                }
                Value::Many(style, values) => {
                    push_list(&mut query, name, values, style.separator())
                }
                Value::Pairs(pairs) => {
                    let comma = ArrayStyle::Comma.separator();
                    pairs
                        .iter()
                        .for_each(|(name, values)| push_list(&mut query, name, values, comma));
                }
            }
        }
        query
    }
}

/// Appends a list as one value. An empty list is not sent.
fn push_list(query: &mut String, name: &str, values: &[String], separator: &str) {
    for (index, value) in values.iter().enumerate() {
        if index == 0 {
            push_pair(query, name, value);
        } else {
            query.push_str(separator);
            push_form_encoded(query, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(style: ArrayStyle, values: &[&str]) -> String {
        let mut query = Query::default();
        let values = values.iter().map(|&v| v.to_owned()).collect();
        query.set_many("n", style, values);
        query.encode()
    }

    #[test]
    fn lists() {
        use ArrayStyle::{Brackets, Comma, Pipe, Repeat, Space};
        let values = ["a b", "c,d", "e&f"];
        let cases = [
            (Brackets, "n%5B%5D=a+b&n%5B%5D=c%2Cd&n%5B%5D=e%26f"),
            (Repeat, "n=a+b&n=c%2Cd&n=e%26f"),
            (Comma, "n=a+b,c%2Cd,e%26f"),
            (Space, "n=a+b%20c%2Cd%20e%26f"),
            (Pipe, "n=a+b%7Cc%2Cd%7Ce%26f"),
        ];
        for (style, expected) in cases {
            assert_eq!(list(style, &values), expected);
            assert_eq!(list(style, &[]), "");
        }
    }

    #[test]
    fn objects() {
        use ObjectStyle::{Brackets, Comma, Members};
        // Members in the order of their names: that order is serde_json's, unless another crate asks it to keep theirs.
        let object = serde_json::json!({"deep": {"a b": true}, "lt": "2026-01-31", "n": 1});
        let list = serde_json::json!([1, {"a": 2}]);
        let one = serde_json::json!("a&b");
        let cases = [
            (Brackets, &object, "n%5Bdeep%5D%5Ba+b%5D=true&n%5Blt%5D=2026-01-31&n%5Bn%5D=1"),
            (Brackets, &list, "n%5B%5D=1&n%5B%5Da=2"),
            (Brackets, &one, "n=a%26b"),
            (Members, &object, "deep=%7B%22a+b%22%3Atrue%7D&lt=2026-01-31&n=1"),
            (Members, &list, "n=1&n=%7B%22a%22%3A2%7D"),
            (Members, &one, "n=a%26b"),
            (Comma, &object, "n=deep,%7B%22a+b%22%3Atrue%7D,lt,2026-01-31,n,1"),
            (Comma, &list, "n=1,%7B%22a%22%3A2%7D"),
            (Comma, &one, "n=a%26b"),
        ];
        for (style, value, expected) in cases {
            let mut query = Query::default();
            query.set_object("n", style, value);
            assert_eq!(query.encode(), expected, "{style:?} {value}");
        }
    }

    #[test]
    fn forms() {
        let fields =
            serde_json::json!({"a": "b c", "l": [1, true], "n": null, "o": {"x": {"y": 1}}});
        assert_eq!(form(&fields), "a=b+c&l=1&l=true&o%5Bx%5D%5By%5D=1");
    }

    #[test]
    fn setting_again_replaces_in_place() {
        let mut query = Query::default();
        query.set_one("a", "1".to_owned());
        query.set_many("b", ArrayStyle::Repeat, vec!["2".to_owned(), "3".to_owned()]);
        query.set_one("a", "4".to_owned());
        assert_eq!(query.encode(), "a=4&b=2&b=3");
        query.set_many("b", ArrayStyle::Repeat, Vec::new());
        assert_eq!(query.encode(), "a=4");
    }

    #[test]
    fn adding_keeps_what_is_there() {
        let mut query = Query::default();
        query.start_with("x=%20");
        query.add("a".to_owned(), "1".to_owned());
        query.add("a".to_owned(), "2".to_owned());
        assert_eq!(query.encode(), "x=%20&a=1&a=2");
    }
}
