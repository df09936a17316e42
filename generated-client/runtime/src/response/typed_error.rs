//! Decodes the bodies of errors, as tolerantly as those of successes.

use super::decode_json::decode_json;
use super::drift::Drift;
use crate::error::Error;
use crate::policy::DecodeOptions;
use crate::sanitize::Unredacted;
use crate::types::{memory, utf_8};
use serde::de::DeserializeOwned;

impl Error {
    /// The body of the response, decoded into its documented type: the operation's documentation names it.
    ///
    /// Values that do not fit are dropped, as in the response of a success. `None` if there was no response, or its body as a
    /// whole does not fit.
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
        let text = utf_8(self.whole_body()?).ok()?;
        let budget = memory::budget(text, usize::MAX);
        decode_json(text, "$", DecodeOptions::default(), budget, &Unredacted).ok()
    }
}
