//! Support for [`integer_enum`](macro@crate::integer_enum): decodes integers into enums that keep unknown values.

use super::union::fit;
use serde::Deserializer;
use serde::de::{Error, Unexpected, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// An enum of integers that keeps those it does not know. Implemented by [`integer_enum`](macro@crate::integer_enum).
pub trait IntegerEnum: Copy + 'static {
    /// The known values.
    const VALUES: &'static [Self];

    /// Their integers, in the same order.
    const INTEGERS: &'static [i64];

    /// The value that keeps an unknown integer.
    fn unknown(value: UnknownInteger) -> Self;
}

/// A value that an enum does not list, most likely because it is newer than the crate. It is sent back unchanged.
///
/// Only an enum creates it, from an integer that it does not list. [`integer_enum`](macro@crate::integer_enum) has an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownInteger(i64);

impl UnknownInteger {
    /// The value as it was received, and as it is sent.
    pub fn as_i64(self) -> i64 {
        self.0
    }
}

impl fmt::Display for UnknownInteger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The value of an integer, known or not.
pub fn of<T: IntegerEnum>(integer: i64) -> T {
    T::INTEGERS
        .iter()
        .position(|known| *known == integer)
        .and_then(|index| T::VALUES.get(index).copied())
        .unwrap_or_else(|| {
            fit::report_unknown_value();
            T::unknown(UnknownInteger(integer))
        })
}

/// Decodes an integer.
///
/// # Errors
///
/// When there is none.
pub fn decode<'de, T: IntegerEnum, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_i64(IntegerVisitor(PhantomData))
}

struct IntegerVisitor<T>(PhantomData<fn() -> T>);

impl<T: IntegerEnum> Visitor<'_> for IntegerVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer")
    }

    fn visit_i64<E: Error>(self, integer: i64) -> Result<T, E> {
        Ok(of(integer))
    }

    fn visit_u64<E: Error>(self, integer: u64) -> Result<T, E> {
        i64::try_from(integer)
            .map(of)
            .map_err(|_| E::invalid_value(Unexpected::Unsigned(integer), &self))
    }
}
