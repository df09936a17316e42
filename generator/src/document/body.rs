//! The body of a request, and what bodies hold: media types.

use super::{Header, SchemaUse};
use crate::source::Pointer;
use indexmap::IndexMap;
use serde_json::Value;

/// The body of a request.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestBody {
    /// Its JSON pointer.
    pub at: Pointer,
    /// Its description, in CommonMark.
    pub description: Option<String>,
    /// Whether a request must hold it.
    pub required: bool,
    /// The media types it can be sent as.
    pub media: Vec<Media>,
}

/// A media type of a body, and what is said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Media {
    /// Its JSON pointer.
    pub at: Pointer,
    /// The media type, or a range such as `text/*`.
    pub media_type: String,
    /// Its schema.
    pub schema: Option<SchemaUse>,
    /// Documented examples, those in the body schema's own `example` included.
    pub examples: Vec<Example>,
    /// How single members of a form are sent, by name.
    pub encodings: IndexMap<String, Encoding>,
}

/// A documented example.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// Where its value stands.
    pub at: Pointer,
    /// The name it has, where there are several.
    pub name: Option<String>,
    /// What it shows, in a line.
    pub summary: Option<String>,
    /// The example.
    pub value: Value,
}

/// How a member of a form is sent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Encoding {
    /// The media type of the part.
    pub content_type: Option<String>,
    /// The headers of the part, by name.
    pub headers: IndexMap<String, Header>,
    /// How arrays and objects are written.
    pub style: Option<super::Style>,
    /// Whether each element is a field of its own.
    pub explode: Option<bool>,
    /// Whether RFC 3986's reserved characters are sent as they are.
    pub allow_reserved: bool,
}
