//! `Debug` of objects, which masks secrets, as in traces.

use super::Serialize;
use crate::sanitize::{MASK, mask_value};
use std::fmt::{self, Debug, Formatter};

/// Formats a struct.
///
/// # Errors
///
/// Returns an error if the formatter fails.
pub fn debug(f: &mut Formatter<'_>, name: &str, fields: &[(&str, &dyn Debug)]) -> fmt::Result {
    let mut out = f.debug_struct(name);
    for (field, value) in fields {
        out.field(field, value);
    }
    out.finish()
}

/// The value of a secret property. Absent values and booleans are shown.
pub struct Hidden<'a, T>(pub &'a T);

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
