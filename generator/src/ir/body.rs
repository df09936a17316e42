//! Request bodies and their media types.

use super::Type;

/// The body of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// The type of the argument: the type of the only content, or an enum of all contents.
    pub ty: Type,
    /// The possible contents, each with the name of its variant if there are several.
    pub contents: Vec<(String, Content)>,
    /// Whether it is optional.
    pub optional: bool,
    /// Whether the argument accepts anything that converts into its type: a union, or an alias of a type with conversions. An
    /// optional argument does not.
    pub converts: bool,
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

/// The encoding of a form field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormField {
    /// Its name on the wire.
    pub name: String,
    /// The variant of the runtime's `ObjectStyle`, if it differs from the default.
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
    /// A URL-encoded form.
    Form,
    /// A multipart form (RFC 7578).
    Multipart,
    /// A plain string.
    Text,
    /// Raw bytes; in a response, a stream of bytes.
    Bytes,
    /// In a response, a stream of server-sent events that contain JSON or strings.
    Events,
    /// In a response, a stream of JSON values.
    JsonLines,
}
