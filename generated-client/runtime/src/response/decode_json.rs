//! Decodes a JSON text, tolerantly unless the caller asks for strict decoding. Text -> value and drift.

use super::drift::Drift;
use super::tolerant::fit;
use crate::policy::Decoding;
use crate::types::{Misfit, strict};
use serde::de::DeserializeOwned;

/// A value and its drift.
pub(super) type Decoded<T> = (T, Vec<Drift>);

/// Decodes a JSON text; `root` is the path of its root. `redact` removes secrets from what the drift shows.
pub(super) fn decode_json<T: DeserializeOwned>(
    text: &str,
    root: &str,
    decoding: Decoding,
    redact: &dyn Fn(String) -> String,
) -> Result<Decoded<T>, Misfit> {
    match strict::from_str(text) {
        Ok(value) => Ok((value, Vec::new())),
        Err(misfit) if decoding == Decoding::Strict => Err(misfit),
        Err(misfit) => tolerantly(text, root, redact).ok_or(misfit),
    }
}

/// The value without the parts that do not fit.
#[cold]
fn tolerantly<T: DeserializeOwned>(
    text: &str,
    root: &str,
    redact: &dyn Fn(String) -> String,
) -> Option<Decoded<T>> {
    let attempt = |text: &str| strict::from_str::<T>(text).err();
    let fitted = fit(text, root, &attempt, redact)?;
    // Required properties may be missing now.
    let value = serde_json::from_str(&fitted.text).ok()?;
    Some((value, fitted.drift))
}
