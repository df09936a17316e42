//! The query of a request: in come named values, out comes the text after the question mark.

use crate::encode::{push_form_encoded, push_pair};
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
