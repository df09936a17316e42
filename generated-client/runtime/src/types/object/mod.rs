//! Support for [`object`](macro@crate::object): encodes and decodes structs as JSON objects.
//!
//! A generated type lists its properties and nothing else; the code that reads and writes them is here, compiled once
//! for all types.

mod debug;
#[cfg(feature = "client")]
mod from_response;
mod reader;
mod writer;

pub use debug::{Hidden, Masked, debug};
#[cfg(feature = "client")]
pub use from_response::from_response;
pub use reader::Reader;
pub use serde::de::MapAccess;
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
pub use writer::Writer;

use super::memory;
use super::scalar::Scalar;
use super::union::fit;
use serde::de::{Error, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// A struct that is a JSON object. Implemented by [`object`](macro@crate::object).
pub trait Object: Sized {
    /// The properties that always have one value.
    const CONSTANTS: &'static [(&'static str, Scalar)] = &[];

    /// Reads all properties. `None` if that failed: the reader keeps the error.
    fn read<'de, A: MapAccess<'de>>(reader: &mut Reader<'de, A>) -> Option<Self>;
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
        if let Some(absent) = T::CONSTANTS.len().checked_sub(reader.constants_read())
            && !T::CONSTANTS.is_empty()
        {
            fit::report_constants(reader.constants_read(), absent);
        }
        match reader.into_error() {
            None if !memory::spend::<T>() => Err(A::Error::custom(memory::EXCEEDED)),
            None => object.ok_or_else(|| A::Error::custom("the object cannot be decoded")),
            Some(error) => Err(error),
        }
    }
}
