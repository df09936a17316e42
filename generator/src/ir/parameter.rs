//! Parameters of a request.

use super::Type;

/// A parameter and how it is sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Its name on the wire.
    pub wire_name: String,
    /// The part of the request that holds it.
    pub place: ParameterPlace,
    /// The shape of its values.
    pub shape: ParameterShape,
    /// Whether reserved characters are sent as they are.
    pub reserved: bool,
}

/// The part of a request that holds a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of OpenAPI's `in`")]
pub enum ParameterPlace {
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
    /// A list of values of a type, written in a variant of the runtime's `ArrayStyle`.
    Array(Type, &'static str),
    /// An object, one of several types, or any value that has a style of its own, written in a variant of the runtime's
    /// `ObjectStyle`.
    Object(Type, &'static str),
    /// Any value, sent as JSON.
    Json(Type),
}
