//! Request bodies and their media types.

use super::Type;

/// The body of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// The type of the argument: that of the only content, or an enum of them all.
    pub ty: Type,
    /// The contents it can have, each with the name of its variant if there are several.
    pub contents: Vec<(String, Content)>,
    /// Whether it is optional.
    pub optional: bool,
}

/// The content of a body in one media type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// The media type.
    pub media_type: String,
    /// How a value is encoded and decoded.
    pub format: Format,
    /// The type of the value.
    pub ty: Type,
    /// The fields of a form whose encoding differs from the default.
    pub fields: Vec<FormField>,
}

/// How a field of a form is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormField {
    /// Its name on the wire.
    pub name: String,
    /// The variant of the runtime's `ObjectStyle` that it is written in, if that is its own.
    pub style: Option<&'static str>,
    /// Whether it is sent as JSON.
    pub json: bool,
    /// Whether reserved characters are sent as they are.
    pub reserved: bool,
}

/// How a value is encoded and decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON (RFC 8259).
    Json,
    /// The fields of a form, as in a query.
    Form,
    /// A multipart form (RFC 7578).
    Multipart,
    /// A string as it is.
    Text,
    /// Bytes as they are; in a response, a stream of bytes.
    Bytes,
    /// In a response, a stream of server-sent events, each with JSON or a string.
    Events,
    /// In a response, a stream of JSON values.
    JsonLines,
}
