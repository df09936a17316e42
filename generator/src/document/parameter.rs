//! Parameters of operations.

use super::{Example, SchemaUse};
use crate::source::Pointer;

/// A parameter of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// The JSON pointer.
    pub at: Pointer,
    /// The name on the wire.
    pub name: String,
    /// The part of the request that contains the parameter.
    pub location: ParameterLocation,
    /// The description, in CommonMark.
    pub description: Option<String>,
    /// Whether the parameter is required.
    pub required: bool,
    /// Whether the parameter is deprecated.
    pub deprecated: bool,
    /// Whether the value may be empty.
    pub allow_empty_value: bool,
    /// The schema of the value, and its serialization.
    pub content: ParameterContent,
    /// The examples.
    pub examples: Vec<Example>,
}

/// The part of a request that contains a parameter.
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

/// The schema of a parameter, and its serialization.
#[derive(Clone, Debug, PartialEq)]
pub enum ParameterContent {
    /// The value is serialized in a style.
    Styled {
        /// How arrays and objects are serialized.
        style: Style,
        /// Whether each item of an array, or property of an object, is a separate parameter.
        explode: bool,
        /// Whether the reserved characters of RFC 3986 are sent without percent-encoding.
        allow_reserved: bool,
        /// The schema.
        schema: SchemaUse,
    },
    /// The value is serialized as a media type.
    Media {
        /// The media type.
        media_type: String,
        /// The schema.
        schema: Option<SchemaUse>,
    },
}

/// How arrays and objects are serialized in a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are those of OpenAPI's style")]
pub enum Style {
    Matrix,
    Label,
    Form,
    Simple,
    SpaceDelimited,
    PipeDelimited,
    /// `collectionFormat: tsv` of Swagger 2.0.
    TabDelimited,
    DeepObject,
}
