//! Conversions between the types of a named schema in responses and in requests.

/// A conversion of a type of the module `schemas` into another: `impl From<source> for target`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversion {
    /// The type that is converted.
    pub source: String,
    /// The resulting type.
    pub target: String,
    /// The conversions of its parts.
    pub parts: ConversionParts,
}

/// The parts of a conversion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConversionParts {
    /// The fields of a struct.
    Fields(Vec<(String, Convert)>),
    /// The variants of a union. Unknown values are kept.
    Variants(Vec<(String, Convert)>),
}

/// The conversion of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Convert {
    /// None: the types are the same.
    Same,
    /// `into()`.
    Into,
    /// The conversion of the value in an `Option`.
    Optional(Box<Self>),
    /// The conversion of the value in a `Box`.
    Boxed(Box<Self>),
    /// The conversion of each item of a list.
    Items(Box<Self>),
    /// The conversion of each value of a map.
    Values(Box<Self>),
    /// The conversion of the value in an `Option`, which is then wrapped in another `Option`.
    Wrapped(Box<Self>),
}
