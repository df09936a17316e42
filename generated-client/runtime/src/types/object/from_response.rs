//! Makes the body of an update from the response of a read.

use super::{Deserialize, Serialize};
use crate::error::Error;
use crate::sanitize::Unredacted;
use crate::types::json_error::describe;
use serde_json::Value;

/// The body with the response's properties that it documents, except those that are `null`.
///
/// # Errors
///
/// Returns an error if the response lacks a property that the body requires, or has one of a type that the body rejects.
pub fn from_response<B: for<'de> Deserialize<'de>, R: Serialize>(response: &R) -> Result<B, Error> {
    let json = to_json(response)
        .map_err(|why| Error::request(format!("the response cannot be written as JSON: {why}")))?;
    serde_json::from_str(&json).map_err(|error| {
        let what = "the response, taken as a body,";
        Error::request(describe(what, json.as_bytes(), &error, &Unredacted))
    })
}

fn to_json(response: &impl Serialize) -> serde_json::Result<String> {
    let mut value = serde_json::to_value(response)?;
    drop_nulls(&mut value);
    serde_json::to_string(&value)
}

/// Removes properties that are `null`. Servers return `null` for unset properties, and often reject it.
fn drop_nulls(value: &mut Value) {
    match value {
        Value::Object(properties) => {
            properties.retain(|_, property| !property.is_null());
            properties.values_mut().for_each(drop_nulls);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_nulls),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
