//! Decodes a JSON text, tolerantly unless the caller asks for strict decoding. Text -> value and drift.

use super::drift::Drift;
use super::tolerant::{self, Fitted, Replaced};
use crate::policy::{DecodeOptions, Decoding};
use crate::sanitize::Redact;
use crate::types::{Misfit, fit, memory_budget, strict, undocumented};
use serde::de::DeserializeOwned;

/// A value and its drift.
pub(crate) type Decoded<T> = (T, Vec<Drift>);

/// Decodes a JSON text; `root` is the path of its root, `max_body` the limit of bodies. `redact` removes secrets from what the
/// drift shows.
pub(crate) fn decode_json<T: DeserializeOwned>(
    text: &str,
    root: &str,
    options: DecodeOptions,
    max_body: usize,
    redact: &dyn Redact,
) -> Result<Decoded<T>, Misfit> {
    let budget = memory_budget::for_text(text, max_body).map_err(serde_json::Error::from)?;
    let (value, drift) = match decode(text, budget)? {
        Ok(value) => (value, Vec::new()),
        Err(misfit) => match tolerantly(text, root, Replaced::Items, budget, redact)? {
            // Strictly, a value may still be written in another way: `11.0` is an integer.
            Some((value, drift)) if options.decoding == Decoding::Tolerant || drift.is_empty() => {
                (value, drift)
            }
            Some(_) | None => return Err(misfit),
        },
    };
    if !options.list_undocumented {
        return Ok((value, drift));
    }
    let all = undocumented::rejected(|| fitted::<T>(text, root, Replaced::Items, budget, redact));
    Ok((value, all.map_or(drift, |fitted| fitted.drift)))
}

/// Decodes the JSON body of an error, tolerantly. A required property that does not fit has its default, because callers need
/// the other properties more.
pub(super) fn decode_error<T: DeserializeOwned>(
    text: &str,
    redact: &dyn Redact,
) -> Option<Decoded<T>> {
    let budget = memory_budget::for_text(text, usize::MAX).ok()?;
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
    let decoded = memory_budget::within(budget, || fit::if_decoded(|| strict::from_str(text)));
    decoded.map_err(serde_json::Error::from)
}

/// The value of the parts that fit, some of them converted.
#[cold]
fn tolerantly<T: DeserializeOwned>(
    text: &str,
    root: &str,
    replaced: Replaced,
    budget: usize,
    redact: &dyn Redact,
) -> Result<Option<Decoded<T>>, serde_json::Error> {
    let Some(fitted) = fitted::<T>(text, root, replaced, budget, redact) else { return Ok(None) };
    // Required properties may be missing now.
    let decoded = memory_budget::within(budget, || serde_json::from_str(&fitted.text));
    let value = decoded.map_err(serde_json::Error::from)?;
    Ok(value.ok().map(|value| (value, fitted.drift)))
}

/// The text that fits a type.
fn fitted<T: DeserializeOwned>(
    text: &str,
    root: &str,
    replaced: Replaced,
    budget: usize,
    redact: &dyn Redact,
) -> Option<Fitted> {
    let attempt = |text: &str| match decode::<T>(text, budget) {
        Ok(decoded) => decoded.err(),
        Err(exceeded) => Some(exceeded.into()),
    };
    // The attempts keep nothing.
    fit::observe(|| tolerant::fit(text, root, replaced, &attempt, redact)).0
}
