//! Support for [`string_enum`](macro@crate::string_enum): decodes strings into enums that keep unknown values.

use super::union::fit;
use serde::Deserializer;
use serde::de::{Error, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// An enum of strings that keeps those it does not know. Implemented by [`string_enum`](macro@crate::string_enum).
pub trait StringEnum: Clone + 'static {
    /// The known values.
    const VALUES: &'static [Self];

    /// Their strings, in the same order.
    const STRINGS: &'static [&'static str];

    /// The value that keeps an unknown string.
    fn unknown(value: UnknownValue) -> Self;
}

/// A value that an enum does not list, most likely because it is newer than the crate. It is sent back unchanged.
///
/// Only an enum creates it, from a string that it does not list. [`string_enum`](macro@crate::string_enum) has an example.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    /// The value as it was received, and as it is sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// The value of a string, known or not.
pub fn parse<T: StringEnum>(text: &str) -> T {
    T::STRINGS
        .iter()
        .position(|known| *known == text)
        .and_then(|index| T::VALUES.get(index).cloned())
        .unwrap_or_else(|| {
            fit::report_unknown_value();
            T::unknown(UnknownValue(text.into()))
        })
}

/// Decodes a string.
///
/// # Errors
///
/// When there is none.
pub fn decode<'de, T: StringEnum, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_str(TextVisitor(PhantomData))
}

struct TextVisitor<T>(PhantomData<fn() -> T>);

impl<T: StringEnum> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        Ok(parse(text))
    }
}
