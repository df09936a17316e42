//! JSON objects: what [`object`](macro@crate::object) stands on.
//!
//! In come members, out come typed structs, and back. A type says which members it has, and
//! nothing else; how members are read and written is here, once for all types.

mod from_response;
mod reader;
mod writer;

pub use from_response::from_response;
pub use reader::Reader;
pub use serde::de::MapAccess;
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
pub use writer::Writer;

use crate::scalar::Scalar;
use crate::union::fit;
use serde::de::{Error, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// A struct that is a JSON object. Implemented by [`object`](macro@crate::object).
pub trait Object: Sized {
    /// The properties that always have one value.
    const CONSTANTS: &'static [(&'static str, Scalar)] = &[];

    /// Reads all members. `None` if that failed: the reader knows why.
    fn read<'de, A: MapAccess<'de>>(reader: &mut Reader<'de, A>) -> Option<Self>;
}

/// Decodes an object.
///
/// # Errors
///
/// When there is no object, or its members do not fit.
pub fn decode<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

struct ObjectVisitor<T>(PhantomData<fn() -> T>);

impl<'de, T: Object> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<T, A::Error> {
        let mut reader = Reader::new(members, T::CONSTANTS);
        let object = T::read(&mut reader);
        if let Some(absent) = T::CONSTANTS.len().checked_sub(reader.constants_read())
            && !T::CONSTANTS.is_empty()
        {
            fit::report_constants(reader.constants_read(), absent);
        }
        match reader.into_error() {
            None => object.ok_or_else(|| A::Error::custom("an object that cannot be read")),
            Some(error) => Err(error),
        }
    }
}
