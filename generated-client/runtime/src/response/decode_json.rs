//! Decodes a JSON text, tolerantly unless the caller asks for strict decoding. Text -> value and drift.

use super::drift::Drift;
use super::tolerant::{Replaced, fit};
use crate::policy::Decoding;
use crate::sanitize::Redact;
use crate::types::{Misfit, memory, strict};
use serde::de::DeserializeOwned;

/// A value and its drift.
pub(super) type Decoded<T> = (T, Vec<Drift>);

/// Decodes a JSON text; `root` is the path of its root, `max_body` the limit of bodies. `redact` removes secrets from what the
/// drift shows.
pub(super) fn decode_json<T: DeserializeOwned>(
    text: &str,
    root: &str,
    decoding: Decoding,
    max_body: usize,
    redact: &dyn Redact,
) -> Result<Decoded<T>, Misfit> {
    let budget = memory::budget(text, max_body).map_err(serde_json::Error::from)?;
    match decode(text, budget)? {
        Ok(value) => Ok((value, Vec::new())),
        Err(misfit) if decoding == Decoding::Strict => Err(misfit),
        Err(misfit) => tolerantly(text, root, Replaced::Items, budget, redact)?.ok_or(misfit),
    }
}

/// Decodes the JSON body of an error, tolerantly. A required property that does not fit has its default, because callers need
/// the other properties more.
pub(super) fn decode_error<T: DeserializeOwned>(
    text: &str,
    redact: &dyn Redact,
) -> Option<Decoded<T>> {
    let budget = memory::budget(text, usize::MAX).ok()?;
    match decode(text, budget).ok()? {
        Ok(value) => Some((value, Vec::new())),
        Err(_) => tolerantly(text, "$", Replaced::Properties, budget, redact).ok()?,
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
    replaced: Replaced,
    budget: usize,
    redact: &dyn Redact,
) -> Result<Option<Decoded<T>>, serde_json::Error> {
    let attempt = |text: &str| match decode::<T>(text, budget) {
        Ok(decoded) => decoded.err(),
        Err(exceeded) => Some(exceeded.into()),
    };
    let Some(fitted) = fit(text, root, replaced, &attempt, redact) else { return Ok(None) };
    // Required properties may be missing now.
    let decoded = memory::within(budget, || serde_json::from_str(&fitted.text));
    let value = decoded.map_err(serde_json::Error::from)?;
    Ok(value.ok().map(|value| (value, fitted.drift)))
}
