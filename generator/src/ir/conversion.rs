//! Conversions between the types of a named schema in responses and in requests.

/// A conversion of a type of the module `schemas` into another: `impl From<source> for target`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversion {
    /// The type that is converted.
    pub source: String,
    /// The type that it becomes.
    pub target: String,
    /// How its parts are converted.
    pub parts: ConversionParts,
}

/// The parts of a conversion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConversionParts {
    /// The fields of a struct.
    Fields(Vec<(String, Convert)>),
    /// The variants of a union, whose unknown values are kept.
    Variants(Vec<(String, Convert)>),
}

/// How a value is converted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Convert {
    /// It is the same in both types.
    Same,
    /// By its own conversion.
    Into,
    /// The value in the `Option` is.
    Optional(Box<Self>),
    /// The value in the `Box` is.
    Boxed(Box<Self>),
    /// Each item of the list is.
    Items(Box<Self>),
    /// Each value of the map is.
    Values(Box<Self>),
    /// What is there is wrapped in another `Option`.
    Wrapped(Box<Self>),
}
