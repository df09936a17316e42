//! Support for [`object`](macro@crate::object): encodes and decodes structs as JSON objects.
//!
//! A generated type lists its properties and nothing else; the code that reads and writes them is here, compiled once
//! for all types.

mod debug;
mod reader;
mod skipped;
mod writer;

pub use debug::{Hidden, Masked, debug};
pub use reader::Reader;
pub use serde::de::MapAccess;
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
pub use writer::{Properties, encode};

use super::memory_budget;
use super::scalar::Scalar;
use super::union::strict;
use serde::de::{DeserializeOwned, Error, Visitor};
use serde_json::Value;
use std::fmt;
use std::marker::PhantomData;

/// A property that always has one value.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Constant {
    pub(crate) name: &'static str,
    pub(crate) value: Scalar,
    /// Whether what is decoded must have it.
    pub(crate) is_required: bool,
}

impl Constant {
    /// A property that every object has.
    pub const fn required(name: &'static str, value: Scalar) -> Self {
        Self { name, value, is_required: true }
    }

    /// A property that is always written, but may be absent in what is decoded.
    pub const fn optional(name: &'static str, value: Scalar) -> Self {
        Self { name, value, is_required: false }
    }
}

/// A struct that is a JSON object. Implemented by [`object`](macro@crate::object).
pub trait Object: Sized {
    /// The properties that always have one value.
    const CONSTANTS: &'static [Constant] = &[];

    /// Reads all properties. `None` if that failed: the reader keeps the error.
    fn read<'de, A: MapAccess<'de>>(reader: &mut Reader<'de, A>) -> Option<Self>;

    /// Passes on all properties.
    fn write<P: Properties>(&self, properties: &mut P);
}

/// The only value of an optional property, which `new` sets.
pub fn constant<T: DeserializeOwned>(value: Scalar) -> Option<T> {
    T::deserialize(Value::from(value)).ok()
}

/// Decodes an object.
///
/// # Errors
///
/// When the input is not an object, or its properties do not fit.
pub fn decode<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

struct ObjectVisitor<T>(PhantomData<fn() -> T>);

impl<'de, T: Object> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, properties: A) -> Result<T, A::Error> {
        let mut reader = Reader::new(properties, T::CONSTANTS);
        let object = T::read(&mut reader);
        let absent = reader.report_constants();
        match (reader.into_error(), absent) {
            (Some(error), _) => Err(error),
            (None, _) if !memory_budget::spend::<T>() => {
                Err(A::Error::custom(memory_budget::EXCEEDED))
            }
            // Tolerant decoding fills it in.
            (None, Some(Constant { name, value, .. })) if strict::is_strict() => {
                Err(A::Error::custom(format_args!("missing property, expected `{name}`: {value}")))
            }
            (None, _) => object.ok_or_else(|| A::Error::custom("the object cannot be decoded")),
        }
    }
}
