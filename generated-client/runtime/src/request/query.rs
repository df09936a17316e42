//! Builds the query of a request.

use super::style::{ObjectStyle, encoded_delimiter};
use crate::types::{defined, push_form_encoded, push_parameter_name, push_reserved};
use serde_json::{Map, Value as Json};
use std::borrow::Cow;

/// How an array is serialized in a query.
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
    /// `name=a%09b`
    Tab,
}

impl ArrayStyle {
    /// The separator of values that form one string; the comma if each value stands alone.
    pub(super) const fn delimiter(self) -> &'static str {
        match self {
            Self::Brackets | Self::Repeat | Self::Comma => ",",
            Self::Space => " ",
            Self::Pipe => "|",
            Self::Tab => "\t",
        }
    }

    /// The same separator in a query, encoded.
    pub(super) fn separator(self) -> &'static str {
        encoded_delimiter(self.delimiter())
    }
}

/// How a form field is encoded, if not in the default way: an array as one field per item, an object with the names of
/// its properties in brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormField {
    name: &'static str,
    style: Option<ObjectStyle>,
    json: bool,
    reserved: bool,
}

impl FormField {
    /// A field in the default encoding.
    pub const fn new(name: &'static str) -> Self {
        Self { name, style: None, json: false, reserved: false }
    }

    /// Encodes it in this style.
    pub const fn style(self, style: ObjectStyle) -> Self {
        Self { style: Some(style), ..self }
    }

    /// Encodes it as JSON.
    pub const fn json(self) -> Self {
        Self { json: true, ..self }
    }

    /// Keeps reserved characters, except those that would end the value.
    pub const fn reserved(self) -> Self {
        Self { reserved: true, ..self }
    }
}

/// The fields of a form, and how those are sent that are unlike the others.
pub(super) fn form(body: &Map<String, Json>, fields: &[FormField]) -> String {
    let mut query = Query::default();
    for (name, value) in body {
        let field = fields.iter().find(|field| field.name == name);
        let Some(defined) = defined(value.clone()) else { continue };
        let style = match (field.and_then(|field| field.style), &defined) {
            (Some(style), _) => style,
            (None, Json::Object(_)) => ObjectStyle::Brackets,
            (None, _) => ObjectStyle::Exploded,
        };
        match field {
            Some(FormField { json: true, .. }) => {
                query.set_object(name.clone(), style, &Json::from(value.to_string()));
            }
            _ => query.set_object(name.clone(), style, &defined),
        }
        if let Some(FormField { reserved: true, name, .. }) = field {
            query.reserve(name);
        }
    }
    query.encode()
}

/// The parameters of a query, in the order in which they were first set.
#[derive(Clone, Debug, Default)]
pub(super) struct Query {
    /// A query that is encoded already.
    start: String,
    parameters: Vec<(Cow<'static, str>, Vec<Pair>)>,
    /// The parameters whose values keep reserved characters.
    reserved: Vec<&'static str>,
}

/// `name=value`; the value is one string, or several with a separator. A pair without values is not sent.
#[derive(Clone, Debug)]
struct Pair {
    name: Cow<'static, str>,
    values: Vec<String>,
    /// The separator, encoded.
    separator: &'static str,
}

impl Pair {
    fn one(name: impl Into<Cow<'static, str>>, value: String) -> Self {
        Self { name: name.into(), values: vec![value], separator: "" }
    }

    /// Appends the pair to a query; values are encoded by `push`.
    fn push_to(&self, query: &mut String, push: fn(&mut String, &str)) {
        for (index, value) in self.values.iter().enumerate() {
            if index > 0 {
                query.push_str(self.separator);
            } else {
                push_parameter_name(query, &self.name);
            }
            push(query, value);
        }
    }
}

impl Query {
    /// Begins with a query that is encoded already.
    pub(super) fn start_with(&mut self, query: &str) {
        self.start = query.replace('#', "%23");
    }

    pub(super) fn set_one(&mut self, name: &'static str, value: String) {
        self.set(name.into(), vec![Pair::one(name, value)]);
    }

    pub(super) fn set_many(&mut self, name: &'static str, style: ArrayStyle, values: Vec<String>) {
        let pairs = match style {
            ArrayStyle::Brackets => {
                values.into_iter().map(|value| Pair::one(format!("{name}[]"), value)).collect()
            }
            ArrayStyle::Repeat => values.into_iter().map(|value| Pair::one(name, value)).collect(),
            ArrayStyle::Comma | ArrayStyle::Space | ArrayStyle::Pipe | ArrayStyle::Tab => {
                vec![Pair { name: name.into(), values, separator: style.separator() }]
            }
        };
        self.set(name.into(), pairs);
    }

    pub(super) fn set_object(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        style: ObjectStyle,
        value: &Json,
    ) {
        let name = name.into();
        let separator = style.separator();
        let pairs = style.pairs(&name, value).into_iter();
        let pairs = pairs.map(|(name, values)| Pair { name: name.into(), values, separator });
        let pairs = pairs.collect();
        self.set(name, pairs);
    }

    /// Says that the values of a parameter keep reserved characters.
    pub(super) fn reserve(&mut self, name: &'static str) {
        self.reserved.push(name);
    }

    /// Adds a pair, whether there is one of that name or not.
    pub(super) fn add(&mut self, name: String, value: String) {
        self.parameters.push((name.clone().into(), vec![Pair::one(name, value)]));
    }

    fn set(&mut self, name: Cow<'static, str>, pairs: Vec<Pair>) {
        match self.parameters.iter_mut().find(|(set, _)| *set == name) {
            Some((_, set)) => *set = pairs,
            None => self.parameters.push((name, pairs)),
        }
    }

    /// The query as it is sent; empty if nothing is.
    pub(super) fn encode(&self) -> String {
        let mut query = String::new();
        self.push_to(&mut query);
        query
    }

    /// Whether a parameter is set.
    pub(super) fn has(&self, name: &str) -> bool {
        self.parameters.iter().any(|(known, _)| known == name)
    }

    /// Appends the query to one that is encoded already.
    pub(super) fn push_to(&self, query: &mut String) {
        // Room for most names and values; none where there are none.
        query.reserve(self.start.len() + 32 * self.parameters.len());
        if !query.is_empty() && !self.start.is_empty() {
            query.push('&');
        }
        query.push_str(&self.start);
        for (name, pairs) in &self.parameters {
            let is_reserved = self.reserved.iter().any(|reserved| reserved == name);
            let push = if is_reserved { push_reserved } else { push_form_encoded };
            pairs.iter().for_each(|pair| pair.push_to(query, push));
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
        use ArrayStyle::{Brackets, Comma, Pipe, Repeat, Space, Tab};
        let values = ["a b", "c,d", "e&f"];
        let cases = [
            (Brackets, "n%5B%5D=a+b&n%5B%5D=c%2Cd&n%5B%5D=e%26f"),
            (Repeat, "n=a+b&n=c%2Cd&n=e%26f"),
            (Comma, "n=a+b,c%2Cd,e%26f"),
            (Space, "n=a+b%20c%2Cd%20e%26f"),
            (Pipe, "n=a+b%7Cc%2Cd%7Ce%26f"),
            (Tab, "n=a+b%09c%2Cd%09e%26f"),
        ];
        for (style, expected) in cases {
            assert_eq!(list(style, &values), expected);
            assert_eq!(list(style, &[]), "");
        }
    }

    #[test]
    fn objects() {
        use ObjectStyle::{Brackets, Comma, Exploded, Pipe, Space};
        // Exploded in the order of their names: that order is serde_json's, unless another crate asks it to keep theirs.
        let object = serde_json::json!({"deep": {"a b": true}, "lt": "2026-01-31", "n": 1});
        let list = serde_json::json!([1, {"a": 2}]);
        let one = serde_json::json!("a&b");
        let cases = [
            (Brackets, &object, "n%5Bdeep%5D%5Ba+b%5D=true&n%5Blt%5D=2026-01-31&n%5Bn%5D=1"),
            (Brackets, &list, "n%5B%5D=1&n%5B%5Da=2"),
            (Brackets, &one, "n=a%26b"),
            (Exploded, &object, "deep=%7B%22a+b%22%3Atrue%7D&lt=2026-01-31&n=1"),
            (Exploded, &list, "n=1&n=%7B%22a%22%3A2%7D"),
            (Exploded, &one, "n=a%26b"),
            (Comma, &object, "n=deep,%7B%22a+b%22%3Atrue%7D,lt,2026-01-31,n,1"),
            (Comma, &list, "n=1,%7B%22a%22%3A2%7D"),
            (Comma, &one, "n=a%26b"),
            (Space, &object, "n=deep%20%7B%22a+b%22%3Atrue%7D%20lt%202026-01-31%20n%201"),
            (Pipe, &list, "n=1%7C%7B%22a%22%3A2%7D"),
        ];
        for (style, value, expected) in cases {
            let mut query = Query::default();
            query.set_object("n", style, value);
            assert_eq!(query.encode(), expected, "{style:?} {value}");
        }
    }

    #[test]
    fn reserved_characters() {
        let mut query = Query::default();
        query.set_one("q", "a/b?c=d,e f&g#h+i%20[j]".to_owned());
        query.set_many("l", ArrayStyle::Comma, vec!["a/b".to_owned(), "c".to_owned()]);
        query.reserve("q");
        assert_eq!(query.encode(), "q=a/b?c=d,e%20f%26g%23h%2Bi%2520[j]&l=a%2Fb,c");
    }

    #[test]
    fn forms() {
        let fields =
            serde_json::json!({"a": "b c", "l": [1, true], "n": null, "o": {"x": {"y": 1}}});
        let fields = fields.as_object().unwrap();
        assert_eq!(form(fields, &[]), "a=b+c&l=1&l=true&o%5Bx%5D%5By%5D=1");
        let own = [
            FormField::new("a").reserved(),
            FormField::new("l").style(ObjectStyle::Pipe),
            FormField::new("o").json(),
        ];
        assert_eq!(form(fields, &own), "a=b%20c&l=1%7Ctrue&o=%7B%22x%22%3A%7B%22y%22%3A1%7D%7D");
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
