//! A value -> JSON with indentation, and with colors on a terminal.

use serde_json::Value;
use std::io::{self, Write};

const KEY: &str = "\u{1b}[34m";
const TEXT: &str = "\u{1b}[32m";
const SCALAR: &str = "\u{1b}[33m";
const RESET: &str = "\u{1b}[0m";

/// Writes a value that begins at a depth of indentation.
pub(super) fn write(
    out: &mut impl Write,
    value: &Value,
    depth: usize,
    colors: bool,
) -> io::Result<()> {
    let colored = |out: &mut dyn Write, color: &str, text: &str| match colors {
        true => write!(out, "{color}{text}{RESET}"),
        false => write!(out, "{text}"),
    };
    let indent = |out: &mut dyn Write, depth: usize| write!(out, "\n{:1$}", "", 2 * depth);
    match value {
        Value::Array(items) if !items.is_empty() => {
            write!(out, "[")?;
            for (index, item) in items.iter().enumerate() {
                write!(out, "{}", if index > 0 { "," } else { "" })?;
                indent(out, depth + 1)?;
                write(out, item, depth + 1, colors)?;
            }
            indent(out, depth)?;
            write!(out, "]")
        }
        Value::Object(properties) if !properties.is_empty() => {
            write!(out, "{{")?;
            for (index, (name, value)) in properties.iter().enumerate() {
                write!(out, "{}", if index > 0 { "," } else { "" })?;
                indent(out, depth + 1)?;
                colored(out, KEY, &compact_json(&Value::from(name.as_str())))?;
                write!(out, ": ")?;
                write(out, value, depth + 1, colors)?;
            }
            indent(out, depth)?;
            write!(out, "}}")
        }
        Value::String(_) => colored(out, TEXT, &compact_json(value)),
        Value::Array(_) | Value::Object(_) => write!(out, "{value}"),
        Value::Null | Value::Bool(_) | Value::Number(_) => colored(out, SCALAR, &value.to_string()),
    }
}

/// A value on one line. Control characters that JSON need not escape are escaped too, because terminals obey them.
pub(in crate::cli) fn compact_json(value: &Value) -> String {
    let json = value.to_string();
    if !json.contains(char::is_control) {
        return json;
    }
    json.chars().fold(String::new(), |mut escaped, c| {
        match c.is_control() {
            true => escaped.push_str(&format!("\\u{:04x}", u32::from(c))),
            false => escaped.push(c),
        }
        escaped
    })
}

#[cfg(test)]
mod tests {
    use super::write;
    use serde_json::json;

    #[test]
    fn json_is_indented_and_its_control_characters_are_escaped() {
        let value = json!({"a": [1, {"b": []}], "c": "x\u{9b}31m", "d": {}});
        let mut out = Vec::new();
        write(&mut out, &value, 0, false).unwrap();
        let text = String::from_utf8(out).unwrap();
        let pretty = serde_json::to_string_pretty(&value).unwrap();
        assert_eq!(text, pretty.replace('\u{9b}', "\\u009b"));
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), value);
    }
}
