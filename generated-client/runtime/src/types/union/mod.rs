//! Support for [`union`](macro@crate::union): decodes a value as the variant that fits it best.

mod choice;
pub(crate) mod fit;
mod search;
pub(crate) mod strict;
#[cfg(test)]
mod tests;
mod value_deserializer;
mod whole_value;

use super::memory_budget;
use super::scalar::Scalar;
use choice::{Alternatives, Description};
#[cfg(feature = "client")]
use reqwest::StatusCode;
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, Visitor};
use serde::ser::{Error as _, Serializer};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::cell::Cell;
use std::fmt;
use std::marker::PhantomData;
use value_deserializer::Node;
use whole_value::WholeValue;

/// The name by which a union asks the deserializer of this module for its alternatives. To any other deserializer it is
/// the name of a newtype.
const NAME: &str = "$runtime::union";

/// The name of the newtype as which an object skips a value. The deserializer of this module reads the tag of a variant as
/// a unit instead.
pub(super) const SKIPPED: &str = "$runtime::skipped";

/// An enum whose variants hold values of different types. Implemented by [`union`](macro@crate::union).
pub trait Union: Sized + 'static {
    /// The discriminator property.
    const TAG: Option<&'static str>;

    /// The discriminator values of each variant, in order. Without [`TAG`](Self::TAG) they are statuses of responses.
    const TAGS: &'static [&'static [Scalar]];

    /// The variant for objects whose discriminator is absent or unknown.
    const OTHER: Option<usize>;

    /// The variant that has the properties of all others, for objects that fit several of them.
    const COMBINED: Option<usize> = None;

    /// Decodes a variant by its index; with an index out of range, the variant `Unknown`.
    ///
    /// # Errors
    ///
    /// When the value does not fit.
    fn variant<'de, D: Deserializer<'de>>(index: usize, deserializer: D) -> Result<Self, D::Error>;
}

/// Decodes a union.
///
/// # Errors
///
/// When there is no value.
pub fn decode<'de, U: Union, D: Deserializer<'de>>(deserializer: D) -> Result<U, D::Error> {
    Description::of::<U>().hand_over();
    let union = deserializer.deserialize_newtype_struct(NAME, UnionVisitor(PhantomData))?;
    if memory_budget::spend::<U>() {
        Ok(union)
    } else {
        Err(D::Error::custom(memory_budget::EXCEEDED))
    }
}

struct UnionVisitor<U>(PhantomData<fn() -> U>);

impl<'de, U: Union> Visitor<'de> for UnionVisitor<U> {
    type Value = U;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    /// A value of any other deserializer, which is read as JSON first.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<U, D::Error> {
        Description::take();
        deserializer.deserialize_any(WholeValue(PhantomData))
    }

    /// The alternatives of a union that is inside another one.
    fn visit_map<A: MapAccess<'de>>(self, alternatives: A) -> Result<U, A::Error> {
        decode_best(alternatives)
    }
}

fn decode_value<U: Union>(node: Node<'_>) -> serde_json::Result<U> {
    decode_best(Alternatives::new(node, Description::of::<U>()))
}

fn decode_best<'de, U: Union, A: MapAccess<'de>>(mut alternatives: A) -> Result<U, A::Error> {
    let mut decoded = Err(A::Error::custom("a union without alternatives"));
    while let Some(index) = alternatives.next_key()? {
        decoded = alternatives.next_value_seed(Variant { index, union: PhantomData });
    }
    decoded
}

/// Decodes the value of a variant.
///
/// # Errors
///
/// When the value does not fit.
pub fn variant<'de, T: Deserialize<'de>, U, D: Deserializer<'de>>(
    deserializer: D,
    variant: fn(T) -> U,
) -> Result<U, D::Error> {
    T::deserialize(deserializer).map(variant)
}

/// Decodes one variant.
struct Variant<U> {
    index: usize,
    union: PhantomData<fn() -> U>,
}

impl<'de, U: Union> DeserializeSeed<'de> for Variant<U> {
    type Value = U;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<U, D::Error> {
        U::variant(self.index, deserializer)
    }
}

thread_local! {
    /// The status of the response whose body is being decoded. A thread local, because `Deserialize` passes no
    /// context.
    static STATUS: Cell<Option<u16>> = const { Cell::new(None) };
}

/// Decodes the body of a response with this status.
#[cfg(feature = "client")]
pub(crate) fn of_status<R>(status: StatusCode, decode: impl FnOnce() -> R) -> R {
    let before = STATUS.replace(Some(status.as_u16()));
    let decoded = decode();
    STATUS.set(before);
    decoded
}

/// Encodes a variant, with the discriminator property unless the variant itself has it.
///
/// # Errors
///
/// When the variant cannot be encoded.
pub fn encode_tagged<T: Serialize, S: Serializer>(
    variant: &T,
    name: &str,
    tag: Scalar,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut value = serde_json::to_value(variant).map_err(S::Error::custom)?;
    if let Value::Object(properties) = &mut value {
        properties.entry(name).or_insert_with(|| tag.into());
    }
    value.serialize(serializer)
}
