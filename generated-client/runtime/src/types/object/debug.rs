//! `Debug` of objects, which masks secrets, as in traces.

use super::writer::Properties;
use super::{Object, Serialize};
use crate::sanitize::{MASK, mask_value};
use serde::Serializer;
use std::collections::BTreeMap;
use std::fmt::{self, Debug, DebugStruct, Formatter};

/// Formats an object as a struct.
///
/// # Errors
///
/// Returns an error if the formatter fails.
pub fn debug<T: Object>(object: &T, name: &str, f: &mut Formatter<'_>) -> fmt::Result {
    let mut fields = Fields(f.debug_struct(name));
    object.write(&mut fields);
    fields.0.finish()
}

/// The fields of a struct, as `Debug` shows them.
struct Fields<'a, 'b>(DebugStruct<'a, 'b>);

impl Properties for Fields<'_, '_> {
    fn required<T: Serialize + Debug>(&mut self, _: &'static str, field: &'static str, value: &T) {
        self.0.field(field, value);
    }

    fn optional<T: Serialize + Debug>(
        &mut self,
        _: &'static str,
        field: &'static str,
        value: &Option<T>,
    ) {
        self.0.field(field, value);
    }

    fn extra<T: Serialize>(&mut self, field: &'static str, properties: &BTreeMap<String, T>) {
        self.0.field(field, &Masked(properties));
    }

    fn undocumented<T: Serialize>(
        &mut self,
        field: &'static str,
        properties: &BTreeMap<String, T>,
    ) {
        self.0.field(field, &Masked(properties));
    }
}

/// The value of a secret property. Absent values and booleans are shown.
pub struct Hidden<'a, T>(pub &'a T);

impl<T: Serialize> Serialize for Hidden<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<T: Debug> Debug for Hidden<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match format!("{:?}", self.0).as_str() {
            shown @ ("None" | "true" | "false" | "Some(true)" | "Some(false)") => {
                f.write_str(shown)
            }
            _ => f.write_str(MASK),
        }
    }
}

/// An untyped value, such as a [`Value`](serde_json::Value), in which secret properties are masked.
pub struct Masked<'a, T>(pub &'a T);

impl<T: Serialize> Serialize for Masked<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<T: Serialize> Debug for Masked<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match serde_json::to_value(self.0) {
            Ok(mut value) => {
                mask_value(&mut value, &[]);
                value.fmt(f)
            }
            Err(_) => f.write_str(MASK),
        }
    }
}
