//! A YAML scalar -> its JSON value by the core schema of YAML 1.2.

use granit_parser::{ScalarStyle, Tag};
use serde_json::{Number, Value};
use std::borrow::Cow;

/// Returns the value of a scalar, or the problem.
pub(super) fn value(
    text: Cow<'_, str>,
    style: ScalarStyle,
    tag: Option<&Tag>,
) -> Result<Value, &'static str> {
    let Some(tag) = tag else {
        return match style {
            ScalarStyle::Plain => plain(text),
            _ => Ok(Value::String(text.into_owned())),
        };
    };
    let kind = tag.core_suffix().ok_or(FOREIGN)?;
    if kind == "str" {
        return Ok(Value::String(text.into_owned()));
    }
    let value = plain(text)?;
    let fits = match &value {
        Value::Null => kind == "null",
        Value::Bool(_) => kind == "bool",
        Value::Number(number) => kind == "float" || kind == "int" && !number.is_f64(),
        Value::String(_) | Value::Array(_) | Value::Object(_) => false,
    };
    if fits { Ok(value) } else { Err("the value does not match its tag") }
}

/// The error for a tag that is not in the core schema.
pub(super) const FOREIGN: &str = "the tag has no equivalent in JSON";

/// Returns the value of a plain (unquoted) scalar.
fn plain(text: Cow<'_, str>) -> Result<Value, &'static str> {
    match text.as_ref() {
        "" | "~" | "null" | "Null" | "NULL" => return Ok(Value::Null),
        "true" | "True" | "TRUE" => return Ok(Value::Bool(true)),
        "false" | "False" | "FALSE" => return Ok(Value::Bool(false)),
        _ => {}
    }
    match number(&text) {
        Some(Some(number)) => Ok(Value::Number(number)),
        Some(None) => Err("the number has no equivalent in JSON"),
        None => Ok(Value::String(text.into_owned())),
    }
}

/// Parses a number. Returns `Some(None)` if JSON cannot represent it.
fn number(text: &str) -> Option<Option<Number>> {
    for (prefix, radix) in [("0x", 16), ("0o", 8)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            let is_number = !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix));
            return is_number.then(|| u64::from_str_radix(digits, radix).ok().map(Number::from));
        }
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return Some(None);
    }
    // Rust also parses names such as `inf`, which are strings in YAML.
    let is_number = unsigned.starts_with(|first: char| first.is_ascii_digit() || first == '.')
        && unsigned.chars().all(|c| c.is_ascii_digit() || ".eE+-".contains(c));
    let float = text.parse::<f64>().ok().filter(|_| is_number)?;
    // JSON parsing keeps more digits than 64-bit numbers.
    let exact = text.parse().ok().or_else(|| text.parse::<i64>().ok().map(Number::from));
    Some(exact.or_else(|| Number::from_f64(float)))
}
