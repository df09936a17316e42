//! Documented examples, and the values in code examples.

use super::Type;

/// A documented example.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// Whether it is a request or a response.
    pub part: ExamplePart,
    /// Its name in the document.
    pub name: Option<String>,
    /// The example.
    pub value: serde_json::Value,
    /// JSON pointers to undocumented properties.
    pub undocumented: Vec<String>,
    /// Whether it has all required properties. Otherwise it is not a value of the type.
    pub is_complete: bool,
}

/// The part of an exchange that an example shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExamplePart {
    /// The request body.
    Request,
    /// The response body.
    Response,
}

/// The operation that the quick start calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuickStart {
    /// The module of its scope.
    pub scope: String,
    /// The name of its function.
    pub function: String,
}

/// A value in a code example.
#[derive(Clone, Debug, PartialEq)]
pub enum SnippetValue {
    /// A string.
    Text(String),
    /// An owned string.
    OwnedText(String),
    /// An integer.
    Integer(i64),
    /// A number.
    Number(f64),
    /// A boolean.
    Bool(bool),
    /// Bytes.
    Bytes,
    /// A file in a form.
    Part,
    /// `null` as a JSON value.
    Null,
    /// `None`.
    None,
    /// A variant of an enum.
    Variant(Type, String),
    /// A variant of a union with its value.
    Holding(Type, String, Box<Self>),
    /// A call of `new` with these arguments.
    New(Type, Vec<Self>),
    /// The value, with one property set: the setter, and its argument.
    With(Box<Self>, String, Box<Self>),
    /// A list of values.
    List(Vec<Self>),
    /// A map of one entry.
    Entry(String, Box<Self>),
}

impl SnippetValue {
    /// The value, with owned strings if it is a list: an array converts into an alias of a list, but its items do not.
    #[must_use]
    pub fn into_owned(self) -> Self {
        let owned = |item| match item {
            Self::Text(text) => Self::OwnedText(text),
            other => other,
        };
        match self {
            Self::List(items) => Self::List(items.into_iter().map(owned).collect()),
            other => other,
        }
    }

    /// Whether it is a literal, which needs no imports.
    #[must_use]
    pub const fn is_plain(&self) -> bool {
        match self {
            Self::Text(_) | Self::Integer(_) | Self::Number(_) | Self::Bool(_) => true,
            Self::OwnedText(_)
            | Self::Bytes
            | Self::Part
            | Self::Null
            | Self::None
            | Self::Variant(..)
            | Self::Holding(..)
            | Self::New(..)
            | Self::With(..)
            | Self::List(_)
            | Self::Entry(..) => false,
        }
    }
}
