//! A parameter of an operation.

use super::{Example, SchemaUse};
use crate::source::Pointer;

/// A parameter of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Its JSON pointer.
    pub at: Pointer,
    /// Its name on the wire.
    pub name: String,
    /// The part of the request that holds it.
    pub location: ParameterLocation,
    /// Its description, in CommonMark.
    pub description: Option<String>,
    /// Whether a request must hold it.
    pub required: bool,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Whether it may be sent without a value.
    pub allow_empty_value: bool,
    /// Its values.
    pub content: ParameterContent,
    /// Values it may have.
    pub examples: Vec<Example>,
}

/// The part of a request that holds a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParameterLocation {
    /// The path.
    Path,
    /// The query.
    Query,
    /// A header.
    Header,
    /// The `Cookie` header.
    Cookie,
}

/// The values of a parameter.
#[derive(Clone, Debug, PartialEq)]
pub enum ParameterContent {
    /// They are serialised as a style says.
    Styled {
        /// How arrays and objects are written.
        style: Style,
        /// Whether each element of an array, or member of an object, is a parameter of its own.
        explode: bool,
        /// Whether RFC 3986's reserved characters are sent as they are.
        allow_reserved: bool,
        /// What the values are.
        schema: SchemaUse,
    },
    /// They are a document of a media type, sent as text.
    Media {
        /// The media type.
        media_type: String,
        /// What the values are.
        schema: Option<SchemaUse>,
    },
}

/// How arrays and objects are written into a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are those of OpenAPI's style")]
pub enum Style {
    Matrix,
    Label,
    Form,
    Simple,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
}
