//! The value of a property that an object has no field for.

use crate::types::undocumented;
use crate::types::union::{SKIPPED, fit};
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, Visitor};
use std::fmt;

/// A value that is not kept, which it reports, unless it is the tag of a variant: encoding adds that again.
pub(super) struct Skipped;

impl<'de> Deserialize<'de> for Skipped {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(SKIPPED, Self)
    }
}

impl<'de> Visitor<'de> for Skipped {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, value: D) -> Result<Self, D::Error> {
        if undocumented::are_rejected() {
            return Err(D::Error::custom(undocumented::REJECTED));
        }
        match Option::<IgnoredAny>::deserialize(value)? {
            Some(_) => fit::report_lost(),
            None => fit::report_lost_null(),
        }
        Ok(self)
    }
}
