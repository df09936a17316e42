//! Examples: those that are documented, and the values that snippets pass.

use super::Type;

/// A documented example.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// The part of the exchange that it shows.
    pub part: ExamplePart,
    /// The name that the document gives it.
    pub name: Option<String>,
    /// The example.
    pub value: serde_json::Value,
    /// JSON pointers to the properties that the schema does not document.
    pub undocumented: Vec<String>,
    /// Whether it has the properties that its schema requires. One that does not is no value of the type.
    pub is_complete: bool,
}

/// The part of the exchange that an example shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExamplePart {
    /// Of the request's body.
    Request,
    /// Of the response's body.
    Response,
}

/// A value in the documentation's snippet.
#[derive(Clone, Debug, PartialEq)]
pub enum SnippetValue {
    /// A string.
    Text(String),
    /// An integer.
    Integer(i64),
    /// A number.
    Number(f64),
    /// A boolean.
    Bool(bool),
    /// Bytes.
    Bytes,
    /// `null`, as any value.
    Null,
    /// `null`, in place of a value of some type.
    None,
    /// A variant of an enum.
    Variant(Type, String),
    /// A variant of a union, which holds this.
    Holding(Type, String, Box<Self>),
    /// A struct, made by `new` of these.
    New(Type, Vec<Self>),
    /// A list of these.
    List(Vec<Self>),
}
