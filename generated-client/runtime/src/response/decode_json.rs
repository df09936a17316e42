//! Decodes a JSON text, tolerantly unless the caller asks for strict decoding. Text -> value and drift.

use super::drift::Drift;
use super::tolerant::fit;
use crate::policy::Decoding;
use crate::sanitize::Redact;
use crate::types::{Misfit, memory, strict};
use serde::de::DeserializeOwned;

/// A value and its drift.
pub(super) type Decoded<T> = (T, Vec<Drift>);

/// Decodes a JSON text; `root` is the path of its root, `budget` the bytes that its values may take. `redact` removes secrets
/// from what the drift shows.
pub(super) fn decode_json<T: DeserializeOwned>(
    text: &str,
    root: &str,
    decoding: Decoding,
    budget: usize,
    redact: &dyn Redact,
) -> Result<Decoded<T>, Misfit> {
    match decode(text, budget)? {
        Ok(value) => Ok((value, Vec::new())),
        Err(misfit) if decoding == Decoding::Strict => Err(misfit),
        Err(misfit) => tolerantly(text, root, budget, redact)?.ok_or(misfit),
    }
}

/// Decodes a text within the budget. The outer error is that the budget is exceeded.
fn decode<T: DeserializeOwned>(
    text: &str,
    budget: usize,
) -> Result<Result<T, Misfit>, serde_json::Error> {
    memory::within(budget, || strict::from_str(text)).map_err(serde_json::Error::from)
}

/// The value without the parts that do not fit.
#[cold]
fn tolerantly<T: DeserializeOwned>(
    text: &str,
    root: &str,
    budget: usize,
    redact: &dyn Redact,
) -> Result<Option<Decoded<T>>, serde_json::Error> {
    let attempt = |text: &str| match decode::<T>(text, budget) {
        Ok(decoded) => decoded.err(),
        Err(exceeded) => Some(exceeded.into()),
    };
    let Some(fitted) = fit(text, root, &attempt, redact) else { return Ok(None) };
    // Required properties may be missing now.
    let decoded = memory::within(budget, || serde_json::from_str(&fitted.text));
    let value = decoded.map_err(serde_json::Error::from)?;
    Ok(value.ok().map(|value| (value, fitted.drift)))
}
