//! Bodies: what a request sends, and in which media types.

use super::Type;

/// The body of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// The type of the argument: that of the only content, or an enum of them all.
    pub ty: Type,
    /// What it can be, each under the name of its variant if there are several.
    pub contents: Vec<(String, Content)>,
    /// Whether it may be left out.
    pub optional: bool,
}

/// What a body is in one media type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// The media type.
    pub media_type: String,
    /// How a value becomes a text or bytes, and back.
    pub format: Format,
    /// The type of the value.
    pub ty: Type,
    /// Of a form, the fields that are sent unlike the others.
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

/// How a value becomes a text or bytes, and back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON (RFC 8259).
    Json,
    /// The fields of a form, as in a query.
    Form,
    /// A form of parts (RFC 7578).
    Multipart,
    /// A string as it is.
    Text,
    /// Bytes as they are; in a response, as they come.
    Bytes,
    /// In a response, events that a server sends, as they come, each with JSON or a text.
    Events,
    /// In a response, one JSON text after the other, as they come.
    JsonLines,
}
