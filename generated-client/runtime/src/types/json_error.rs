//! Says where and why a JSON text does not fit a type.
use super::json_path::{self, Location};
use super::union::strict::Misfit;
use crate::sanitize::{MASK, Redact, excerpt, one_line};
use serde::de::{Error as _, IgnoredAny};
use serde_json::Value;
use serde_json::error::Category;

/// Describes where and why a JSON text does not fit.
pub(crate) fn describe(
    what: &str,
    text: &[u8],
    error: &serde_json::Error,
    redact: &impl Redact,
) -> String {
    let location = json_path::at(text, error.line(), error.column());
    describe_at(what, text, &location, error, redact)
}

/// Describes where and why a JSON text does not fit, down to the location inside the union that rejects it.
pub(crate) fn describe_misfit(
    what: &str,
    text: &[u8],
    misfit: Misfit,
    redact: &impl Redact,
) -> String {
    let (location, error) = innermost(text, misfit);
    describe_at(what, text, &location, &error, redact)
}

/// The location and the error inside the union that rejects its value.
fn innermost(
    text: &[u8],
    Misfit { mut error, mut rejection }: Misfit,
) -> (Location, serde_json::Error) {
    let mut location = json_path::at(text, error.line(), error.column());
    let mut end = json_path::offset(text, error.line(), error.column());
    while let Some(value) = text.get(location.start..end)
        && let Ok(value) = std::str::from_utf8(value)
        && let Some(inner) = rejection.and_then(|rejection| rejection.misfit(value))
    {
        Misfit { error, rejection } = inner;
        let (line, column) = (error.line(), error.column());
        let inner = json_path::at(value.as_bytes(), line, column);
        end = location.start + json_path::offset(value.as_bytes(), line, column);
        location.start += inner.start;
        location.path.push_str(inner.path.trim_start_matches('$'));
    }
    (location, error)
}

fn describe_at(
    what: &str,
    text: &[u8],
    location: &Location,
    error: &serde_json::Error,
    redact: &impl Redact,
) -> String {
    /// More than an excerpt ever shows.
    const ENOUGH: usize = 4 * 1024;
    let near = text.get(location.start..).unwrap_or_default();
    let near = String::from_utf8_lossy(near.get(..ENOUGH).unwrap_or(near)).into_owned();
    // The text begins after the names of the objects that it is in.
    let is_secret = location.path.split(['.', '[', '"']).any(|name| redact.is_secret(name));
    let near = if is_secret { MASK.to_owned() } else { excerpt(&redact.redact_json(&near)) };
    // The JSON path is more precise than the decoder's line and column.
    let why = redact.redact(error.to_string());
    let why = why.rsplit_once(" at line ").map_or(why.as_str(), |(why, _)| why);
    // serde_json reports a map key that is not a number, where a number is expected, as a syntax error.
    let failure = match error.classify() {
        Category::Data => "does not fit",
        Category::Syntax if is_json(text) => "does not fit",
        Category::Syntax | Category::Eof | Category::Io => "is not JSON",
    };
    format!("{what} {failure} at {}: {}, near `{near}`", location.path, one_line(why))
}

pub(crate) fn is_json(text: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(text).is_ok()
}

/// A JSON body as a string. It is validated once as a whole, so strings in it are not validated again.
pub(crate) fn utf_8(body: &[u8]) -> Result<&str, serde_json::Error> {
    std::str::from_utf8(body).map_err(|why| {
        // The decoder reports the position.
        let error = serde_json::from_slice::<Value>(body).err();
        error.unwrap_or_else(|| serde_json::Error::custom(why))
    })
}
