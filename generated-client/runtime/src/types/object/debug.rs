//! `Debug` of objects, which shows no secrets: their values are masked, as in traces.

use super::Serialize;
use crate::sanitize::{MASK, is_secret_name, mask_value};
use std::fmt::{self, Debug, Formatter};

/// A field of a struct, as `Debug` shows it.
#[derive(Clone, Copy)]
pub struct Field<'a> {
    name: &'static str,
    /// The name of the property; `None` if it is secret in any case.
    property: Option<&'static str>,
    value: &'a dyn Debug,
}

impl<'a> Field<'a> {
    /// A field whose value is masked if the name of the property says that it is secret.
    #[inline]
    pub fn new(name: &'static str, property: &'static str, value: &'a dyn Debug) -> Self {
        Self { name, property: Some(property), value }
    }

    /// A field whose value is masked.
    #[inline]
    pub fn secret(name: &'static str, value: &'a dyn Debug) -> Self {
        Self { name, property: None, value }
    }
}

impl Debug for Field<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.property.is_some_and(|property| !is_secret_name(property, &[])) {
            return self.value.fmt(f);
        }
        // An absent value or a boolean tells no secret.
        match format!("{:?}", self.value).as_str() {
            shown @ ("None" | "true" | "false" | "Some(true)" | "Some(false)") => {
                f.write_str(shown)
            }
            _ => f.write_str(MASK),
        }
    }
}

/// Formats a struct.
///
/// # Errors
///
/// When the formatter fails.
pub fn debug(f: &mut Formatter<'_>, name: &str, fields: &[Field<'_>]) -> fmt::Result {
    let mut out = f.debug_struct(name);
    for field in fields {
        out.field(field.name, field);
    }
    out.finish()
}

/// A value of any form, such as a [`Value`](serde_json::Value), in which `Debug` masks secret properties.
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
