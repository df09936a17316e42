//! Decodes the bodies of errors, as tolerantly as those of successes.

use super::tolerant::fit;
use crate::error::Error;
use crate::sanitize::Unredacted;
use crate::types::{strict, utf_8};
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
        let body = self.whole_body()?;
        serde_json::from_slice(body).ok().or_else(|| {
            let attempt = |text: &str| strict::from_str::<T>(text).err();
            let fitted = fit(utf_8(body).ok()?, "$", &attempt, &Unredacted)?;
            serde_json::from_str(&fitted.text).ok()
        })
    }
}
