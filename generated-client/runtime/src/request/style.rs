//! The parameter styles of OpenAPI, as expansions of RFC 6570: serializes values for paths, queries, headers and
//! cookies.

use crate::types::encoded;
use serde_json::{Number, Value as Json};
use std::borrow::Cow;

/// How an object is serialized as a parameter. Other values are serialized as they would be by themselves.
///
/// As in RFC 6570, `null` and empty lists and objects are undefined: they are not sent. An empty string is sent as such.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ObjectStyle {
    /// `name[a]=1&name[b]=2`, deeper ones too; a list is `name[]=1&name[]=2`, and one of objects `name[]a=1&name[]b=2`
    Brackets,
    /// `name[a]=1&name[b]=2`, deeper ones too; a list is `name[]=1&name[]=2`, and one of objects or lists
    /// `name[0][a]=1&name[0][b]=2`
    DeepObject,
    /// `a=1&b=2`, in a path or a header `a=1,b=2`, in cookies `a=1; b=2`; a list is `name=1&name=2`, in a path or a header
    /// `1,2`
    Exploded,
    /// `name=a,1,b,2`, in a path or a header `a,1,b,2`; a list is `name=1,2`
    Comma,
    /// `name=a%201%20b%202`; a list is `name=1%202`
    Space,
    /// `name=a%7C1%7Cb%7C2`; a list is `name=1%7C2`
    Pipe,
    /// `name=a%091%09b%092`; a list is `name=1%092`
    Tab,
    /// In a path, `.a,1,b,2`; a list is `.1,2`
    Label,
    /// In a path, `.a=1.b=2`; a list is `.1.2`
    LabelExploded,
    /// In a path, `;name=a,1,b,2`; a list is `;name=1,2`
    Matrix,
    /// In a path, `;a=1;b=2`; a list is `;name=1;name=2`
    MatrixExploded,
}

/// An expansion of RFC 6570.
struct Expansion<'a> {
    /// Separates values.
    separator: &'a str,
    /// The name that precedes a value without one, if the style requires it.
    name: Option<&'a str>,
    /// Separates a name from an empty value.
    before_nothing: &'a str,
    /// Whether each item or property is a value of its own.
    explode: bool,
    encode: fn(&str) -> Cow<'_, str>,
}

impl Expansion<'_> {
    fn expand(&self, value: &Json) -> String {
        let parts: Vec<String> = match value {
            Json::Object(properties) if self.explode => properties
                .iter()
                .map(|(name, value)| self.named(name, &(self.encode)(&text(value))))
                .collect(),
            Json::Array(items) if self.explode => {
                items.iter().map(|value| self.alone(&(self.encode)(&text(value)))).collect()
            }
            Json::Object(properties) => {
                let texts = properties.iter().flat_map(|(name, value)| [name.clone(), text(value)]);
                self.joined(texts)
            }
            Json::Array(items) => self.joined(items.iter().map(text)),
            value => vec![self.alone(&(self.encode)(&text(value)))],
        };
        parts.join(self.separator)
    }

    /// Texts that are one value; none, where there are none.
    fn joined(&self, texts: impl Iterator<Item = String>) -> Vec<String> {
        let texts: Vec<String> = texts.map(|text| (self.encode)(&text).into_owned()).collect();
        if texts.is_empty() { Vec::new() } else { vec![self.alone(&texts.join(","))] }
    }

    fn alone(&self, value: &str) -> String {
        self.name.map_or_else(|| value.to_owned(), |name| self.named(name, value))
    }

    fn named(&self, name: &str, value: &str) -> String {
        let equals = if value.is_empty() { self.before_nothing } else { "=" };
        format!("{}{equals}{value}", (self.encode)(name))
    }
}

impl ObjectStyle {
    /// Whether each item or property is a value of its own.
    const fn explodes(self) -> bool {
        matches!(
            self,
            Self::Brackets
                | Self::DeepObject
                | Self::Exploded
                | Self::LabelExploded
                | Self::MatrixExploded
        )
    }

    /// The value in a path.
    pub(super) fn in_path(self, name: &str, value: &Json) -> String {
        let (start, separator, name) = match self {
            Self::Label | Self::LabelExploded => (".", ".", None),
            Self::Matrix | Self::MatrixExploded => (";", ";", Some(name)),
            Self::Brackets
            | Self::DeepObject
            | Self::Exploded
            | Self::Comma
            | Self::Space
            | Self::Pipe
            | Self::Tab => ("", ",", None),
        };
        let explode = self.explodes();
        let expansion = Expansion { separator, name, before_nothing: "", explode, encode: encoded };
        let text = expansion.expand(value);
        // An empty list or object expands to nothing.
        let is_nothing = match value {
            Json::Array(items) => items.is_empty(),
            Json::Object(properties) => properties.is_empty(),
            _ => false,
        };
        if is_nothing { text } else { format!("{start}{text}") }
    }

    /// The value in a header.
    pub(super) fn in_header(self, value: &Json) -> String {
        Expansion {
            separator: ",",
            name: None,
            before_nothing: "=",
            explode: self.explodes(),
            encode: |text| Cow::Borrowed(text),
        }
        .expand(value)
    }

    /// The value as cookies.
    pub(super) fn in_cookies(self, name: &str, value: &Json) -> String {
        Expansion {
            separator: "; ",
            name: Some(name),
            before_nothing: "=",
            explode: self.explodes(),
            encode: encoded,
        }
        .expand(value)
    }

    /// The pairs of a value in a query: each a name, and the strings that form one value.
    pub(super) fn pairs(self, name: &str, value: &Json) -> Vec<(String, Vec<String>)> {
        let own = |value: &Json| vec![text(value)];
        match (self, value) {
            (Self::Brackets, value) => {
                let mut pairs = Vec::new();
                push_bracketed(&mut pairs, name.to_owned(), value);
                pairs
            }
            (Self::DeepObject, value) => {
                let mut pairs = Vec::new();
                push_deep(&mut pairs, name.to_owned(), value);
                pairs
            }
            (style, Json::Object(properties)) if style.explodes() => {
                properties.iter().map(|(name, value)| (name.clone(), own(value))).collect()
            }
            (style, Json::Array(items)) if style.explodes() => {
                items.iter().map(|value| (name.to_owned(), own(value))).collect()
            }
            (_, Json::Object(properties)) => {
                let texts = properties.iter().flat_map(|(name, value)| [name.clone(), text(value)]);
                vec![(name.to_owned(), texts.collect())]
            }
            (_, Json::Array(items)) => {
                vec![(name.to_owned(), items.iter().map(text).collect())]
            }
            (_, value) => vec![(name.to_owned(), own(value))],
        }
    }

    /// The separator between strings that form one value.
    pub(super) const fn delimiter(self) -> &'static str {
        match self {
            Self::Space => " ",
            Self::Pipe => "|",
            Self::Tab => "\t",
            Self::Brackets
            | Self::DeepObject
            | Self::Exploded
            | Self::Comma
            | Self::Label
            | Self::LabelExploded
            | Self::Matrix
            | Self::MatrixExploded => ",",
        }
    }

    /// The same separator in a query, encoded.
    pub(super) fn separator(self) -> &'static str {
        encoded_delimiter(self.delimiter())
    }
}

/// A separator in a query.
pub(super) fn encoded_delimiter(delimiter: &'static str) -> &'static str {
    match delimiter {
        " " => "%20",
        "|" => "%7C",
        "\t" => "%09",
        comma => comma,
    }
}

/// Appends the pairs of a value, with the names of properties in brackets.
fn push_bracketed(pairs: &mut Vec<(String, Vec<String>)>, name: String, value: &Json) {
    match value {
        Json::Null => {}
        Json::Object(properties) => {
            // After the brackets of a list, property names have no brackets.
            let is_element = name.ends_with("[]");
            for (property, value) in properties {
                let name = if is_element {
                    format!("{name}{property}")
                } else {
                    format!("{name}[{property}]")
                };
                push_bracketed(pairs, name, value);
            }
        }
        Json::Array(items) => {
            let name = format!("{name}[]");
            items.iter().for_each(|item| push_bracketed(pairs, name.clone(), item));
        }
        value => pairs.push((name, vec![text(value)])),
    }
}

/// Appends the pairs of a value, with the names of properties and the indexes of composite items in brackets.
fn push_deep(pairs: &mut Vec<(String, Vec<String>)>, name: String, value: &Json) {
    match value {
        Json::Null => {}
        Json::Object(members) => {
            for (member, value) in members {
                push_deep(pairs, format!("{name}[{member}]"), value);
            }
        }
        Json::Array(items) if items.iter().any(|item| item.is_object() || item.is_array()) => {
            for (index, item) in items.iter().filter(|item| !item.is_null()).enumerate() {
                push_deep(pairs, format!("{name}[{index}]"), item);
            }
        }
        Json::Array(items) => {
            let items = items.iter().filter(|item| !item.is_null());
            pairs.extend(items.map(|item| (format!("{name}[]"), vec![text(item)])));
        }
        value => pairs.push((name, vec![text(value)])),
    }
}

/// A value as a string: JSON if it is not a scalar; a number as a person would write it.
fn text(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Number(number) if number.is_f64() => {
            number.as_f64().map_or_else(|| Number::to_string(number), |number| number.to_string())
        }
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::ObjectStyle::{
        Brackets, Comma, DeepObject, Exploded, Label, LabelExploded, Matrix, MatrixExploded,
    };
    use serde_json::json;

    /// The table of OpenAPI 3.0.4, "Style Examples".
    #[test]
    fn the_examples_of_the_specification() {
        let values = [
            json!(""),
            json!("blue"),
            json!(["blue", "black", "brown"]),
            json!({"B": 150, "G": 200, "R": 100}),
        ];
        let path = [
            (
                Matrix,
                [";color", ";color=blue", ";color=blue,black,brown", ";color=B,150,G,200,R,100"],
            ),
            (
                MatrixExploded,
                [
                    ";color",
                    ";color=blue",
                    ";color=blue;color=black;color=brown",
                    ";B=150;G=200;R=100",
                ],
            ),
            (Label, [".", ".blue", ".blue,black,brown", ".B,150,G,200,R,100"]),
            (LabelExploded, [".", ".blue", ".blue.black.brown", ".B=150.G=200.R=100"]),
            (Comma, ["", "blue", "blue,black,brown", "B,150,G,200,R,100"]),
            (Exploded, ["", "blue", "blue,black,brown", "B=150,G=200,R=100"]),
        ];
        for (style, expected) in path {
            let found = values.each_ref().map(|value| style.in_path("color", value));
            assert_eq!(found, expected, "{style:?}");
        }
        for (style, expected) in [
            (Comma, ["", "blue", "blue,black,brown", "B,150,G,200,R,100"]),
            (Exploded, ["", "blue", "blue,black,brown", "B=150,G=200,R=100"]),
        ] {
            let found = values.each_ref().map(|value| style.in_header(value));
            assert_eq!(found, expected, "{style:?}");
        }
        for (style, expected) in [
            (Comma, ["color=", "color=blue", "color=blue,black,brown", "color=B,150,G,200,R,100"]),
            (
                Exploded,
                [
                    "color=",
                    "color=blue",
                    "color=blue; color=black; color=brown",
                    "B=150; G=200; R=100",
                ],
            ),
        ] {
            let found = values.each_ref().map(|value| style.in_cookies("color", value));
            assert_eq!(found, expected, "{style:?}");
        }
    }

    #[test]
    fn lists_of_objects_are_indexed() {
        let value = json!([{"price": "p", "tax": ["a", "b"]}, {"sizes": [[1, 2]]}, {}]);
        let pairs = DeepObject.pairs("items", &value);
        let pairs: Vec<_> = pairs.iter().map(|(name, texts)| (&**name, &*texts[0])).collect();
        assert_eq!(
            pairs,
            [
                ("items[0][price]", "p"),
                ("items[0][tax][]", "a"),
                ("items[0][tax][]", "b"),
                ("items[1][sizes][0][]", "1"),
                ("items[1][sizes][0][]", "2"),
            ]
        );
    }

    #[test]
    fn ambiguous_characters_are_encoded() {
        let value = json!({"a,b": "c;d", "e": 1.0});
        assert_eq!(MatrixExploded.in_path("n", &value), ";a%2Cb=c%3Bd;e=1");
        assert_eq!(LabelExploded.in_path("n", &value), ".a%2Cb=c%3Bd.e=1");
        assert_eq!(Comma.in_cookies("n", &value), "n=a%2Cb,c%3Bd,e,1");
        assert_eq!(Brackets.in_header(&json!([1.5, null])), "1.5,null");
    }

    #[test]
    fn empty_values_are_omitted() {
        for style in [Matrix, MatrixExploded, Label, LabelExploded, Comma, Exploded] {
            assert_eq!(style.in_path("n", &json!([])), "", "{style:?}");
            assert_eq!(style.in_cookies("n", &json!({})), "", "{style:?}");
        }
    }
}
