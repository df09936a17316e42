//! Request bodies, their media types, examples and encodings.

use super::{Header, SchemaUse};
use crate::source::Pointer;
use indexmap::IndexMap;
use serde_json::Value;

/// The body of a request.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestBody {
    /// The JSON pointer.
    pub at: Pointer,
    /// The description, in CommonMark.
    pub description: Option<String>,
    /// Whether the body is required.
    pub required: bool,
    /// The media types of the body.
    pub media: Vec<Media>,
}

/// A media type of a request or response body.
#[derive(Clone, Debug, PartialEq)]
pub struct Media {
    /// The JSON pointer.
    pub at: Pointer,
    /// The media type, or a range such as `text/*`.
    pub media_type: String,
    /// The schema.
    pub schema: Option<SchemaUse>,
    /// The examples, including the `example` of the schema of the body.
    pub examples: Vec<Example>,
    /// How the properties of a form are encoded, by name.
    pub encodings: IndexMap<String, Encoding>,
}

/// A documented example.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// The JSON pointer of the value.
    pub at: Pointer,
    /// The name, if there are several examples.
    pub name: Option<String>,
    /// A one-line summary.
    pub summary: Option<String>,
    /// The value.
    pub value: Value,
}

/// How a property of a form is encoded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Encoding {
    /// The media type of the part.
    pub content_type: Option<String>,
    /// The headers of the part, by name.
    pub headers: IndexMap<String, Header>,
    /// How arrays and objects are serialized.
    pub style: Option<super::Style>,
    /// Whether each item is a separate field.
    pub explode: Option<bool>,
    /// Whether the reserved characters of RFC 3986 are sent without percent-encoding.
    pub allow_reserved: bool,
}
