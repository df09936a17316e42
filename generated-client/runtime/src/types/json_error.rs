//! Says where and why a JSON text does not fit a type.
use super::json_path;
use crate::sanitize::{excerpt, one_line};
use serde::de::{Error as _, IgnoredAny};
use serde_json::Value;
use serde_json::error::Category;

/// Describes where and why a JSON text does not fit.
pub(crate) fn describe(
    what: &str,
    text: &[u8],
    error: &serde_json::Error,
    redact: impl Fn(String) -> String,
) -> String {
    /// More than an excerpt ever shows.
    const ENOUGH: usize = 4 * 1024;
    let location = json_path::at(text, error.line(), error.column());
    let near = text.get(location.start..).unwrap_or_default();
    let near = String::from_utf8_lossy(near.get(..ENOUGH).unwrap_or(near)).into_owned();
    let near = excerpt(&redact(near));
    // The JSON path is more precise than the decoder's line and column.
    let why = redact(error.to_string());
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
