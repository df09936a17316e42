//! Support for [`scalar_enum`](macro@crate::scalar_enum): decodes scalars into enums that keep unknown values.

use super::scalar::Scalar;
use super::union::fit;
use serde::Deserializer;
use serde::de::{Error, Unexpected, Visitor};
use serde_json::Value;
use std::fmt;
use std::marker::PhantomData;

/// An enum of scalars that keeps those it does not know. Implemented by [`scalar_enum`](macro@crate::scalar_enum).
pub trait ScalarEnum: Clone + 'static {
    /// The known values.
    const VALUES: &'static [Self];

    /// Their scalars, in the same order.
    const SCALARS: &'static [Scalar];

    /// The value that keeps an unknown scalar.
    fn unknown(value: UnknownScalar) -> Self;
}

/// A value that an enum does not list, most likely because it is newer than the crate. It is sent back unchanged.
///
/// Only an enum creates it, from a scalar that it does not list. [`scalar_enum`](macro@crate::scalar_enum) has an example.
#[derive(Clone, Debug, PartialEq)]
pub struct UnknownScalar(Value);

impl UnknownScalar {
    /// The value as it was received, and as it is sent: a string, a number or a boolean.
    pub fn as_value(&self) -> &Value {
        &self.0
    }
}

impl fmt::Display for UnknownScalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        display(&self.0, f)
    }
}

/// Writes a string as it is, and any other value as JSON.
///
/// # Errors
///
/// When the formatter fails.
pub fn display(value: &Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match value {
        Value::String(text) => f.pad(text),
        other => f.pad(&other.to_string()),
    }
}

/// Decodes a scalar.
///
/// # Errors
///
/// When there is none of a type that the enum lists.
pub fn decode<'de, T: ScalarEnum, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(ScalarVisitor(PhantomData))
}

struct ScalarVisitor<T>(PhantomData<fn() -> T>);

impl<T: ScalarEnum> ScalarVisitor<T> {
    fn find<E: Error>(&self, value: Value, found: Unexpected<'_>) -> Result<T, E> {
        let position = T::SCALARS.iter().position(|known| known.is(&value));
        if let Some(known) = position.and_then(|index| T::VALUES.get(index)) {
            return Ok(known.clone());
        }
        if !T::SCALARS.iter().any(|known| is_of_type(*known, &value)) {
            return Err(E::invalid_type(found, self));
        }
        fit::report_unknown_value();
        Ok(T::unknown(UnknownScalar(value)))
    }
}

/// Whether a value is of the type of a scalar.
fn is_of_type(scalar: Scalar, value: &Value) -> bool {
    match scalar {
        Scalar::Bool(_) => value.is_boolean(),
        Scalar::Integer(_) | Scalar::Unsigned(_) => value.is_i64() || value.is_u64(),
        Scalar::Float(_) => value.is_number(),
        Scalar::String(_) => value.is_string(),
    }
}

impl<T: ScalarEnum> Visitor<'_> for ScalarVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = T::SCALARS.iter().map(|scalar| match scalar {
            Scalar::Bool(_) => "a boolean",
            Scalar::Integer(_) | Scalar::Unsigned(_) => "an integer",
            Scalar::Float(_) => "a number",
            Scalar::String(_) => "a string",
        });
        let mut names: Vec<_> = names.collect();
        names.sort_unstable();
        names.dedup();
        f.write_str(&names.join(" or "))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<T, E> {
        self.find(value.into(), Unexpected::Bool(value))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        self.find(number.into(), Unexpected::Signed(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        self.find(number.into(), Unexpected::Unsigned(number))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<T, E> {
        self.find(number.into(), Unexpected::Float(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        self.find(text.into(), Unexpected::Str(text))
    }
}
