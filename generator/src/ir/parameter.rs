//! Parameters of a request.

use super::Type;

/// A parameter and its serialization.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Its name on the wire.
    pub wire_name: String,
    /// Its location in the request.
    pub location: ParameterLocation,
    /// The shape of its values.
    pub shape: ParameterShape,
    /// Whether reserved characters are sent as they are.
    pub reserved: bool,
    /// Whether the argument accepts anything that converts into its type: a union, or an alias of a type with conversions.
    pub converts: bool,
}

/// The location of a parameter in the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of OpenAPI's `in`")]
pub enum ParameterLocation {
    Path,
    Query,
    Header,
    Cookie,
}

/// The shape of the values of a parameter.
#[derive(Clone, Debug, PartialEq)]
pub enum ParameterShape {
    /// A single value, sent as a string.
    Scalar(Type),
    /// A list, with a variant of the runtime's `ArrayStyle`.
    Array(Type, &'static str),
    /// An object, a union or any other value, with a variant of the runtime's `ObjectStyle`.
    Object(Type, &'static str),
    /// Any value, sent as JSON.
    Json(Type),
}
