//! Decodes the bodies of errors, as tolerantly as those of successes.

use super::decode_json::decode_error;
use super::drift::Drift;
use crate::error::Error;
use crate::types::{of_status, utf_8};
use serde::de::DeserializeOwned;

impl Error {
    /// The body of the response, decoded into its documented type: the operation's documentation names it. If the errors of
    /// the operation have different types, this is `ErrorBody`, which has a variant for each documented status.
    ///
    /// Values of another type are dropped, as in the response of a success: an optional property is `None`, and a required one
    /// has the default of its type, such as an empty string. The result is `None` if there was no response, a required property is
    /// missing, or the body is not JSON.
    ///
    /// # Example
    ///
    /// ```
    /// # use meraki_dashboard_api_runtime::{Error, Value};
    /// fn code(error: &Error) -> Option<i64> {
    ///     error.json::<Value>()?.get("code")?.as_i64()
    /// }
    /// ```
    pub fn json<T: DeserializeOwned>(&self) -> Option<T> {
        Some(self.json_with_drift()?.0)
    }

    /// Like [`json`](Self::json), with the values that deviate from the API document and were dropped.
    pub fn json_with_drift<T: DeserializeOwned>(&self) -> Option<(T, Vec<Drift>)> {
        let (body, redact) = self.whole_body()?;
        let text = utf_8(body).ok()?;
        of_status(self.status()?, || decode_error(text, redact))
    }
}
