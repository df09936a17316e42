//! Makes strings and bodies from outside safe to show in messages: one line, of bounded length, secrets redacted.
//!
//! Uses nothing of this crate; everything that writes a message uses it.

use serde_json::Value;

/// The most characters that a message quotes of one string.
const LIMIT: usize = 500;

/// A string on one line: runs of white space and control characters become one space, and long strings are cut.
pub(crate) fn one_line(text: &str) -> String {
    squash(text.chars(), LIMIT)
}

/// The beginning of a body, for a message.
pub(crate) fn excerpt(body: &str) -> String {
    const CHARACTERS: usize = 80;
    squash(body.chars(), CHARACTERS)
}

fn squash(text: impl Iterator<Item = char>, limit: usize) -> String {
    let mut out = String::new();
    let mut length = 0;
    let mut gap = false;
    for c in text {
        if c.is_whitespace() || c.is_control() || is_invisible(c) {
            gap = length > 0;
            continue;
        }
        if length + usize::from(gap) >= limit {
            out.push('…');
            break;
        }
        if gap {
            out.push(' ');
            length += 1;
            gap = false;
        }
        out.push(c);
        length += 1;
    }
    out
}

/// Whether an invisible character changes how others are displayed.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// The names of secret properties contain one of these, ignoring case and separators.
const SECRET: [&str; 8] =
    ["psk", "secret", "password", "passphrase", "apikey", "token", "privatekey", "credential"];

/// Replaces a secret.
pub(crate) const MASK: &str = "***";

/// A body as JSON, with secret properties redacted; if it is not JSON, only its length.
pub(crate) fn masked(body: &[u8]) -> String {
    match serde_json::from_slice(body) {
        Ok(mut value) => {
            mask(&mut value);
            value.to_string()
        }
        Err(_) => format!("{} bytes", body.len()),
    }
}

fn mask(value: &mut Value) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(mask),
        Value::Object(properties) => {
            for (name, value) in properties {
                match is_secret_name(name) && !value.is_null() {
                    true => *value = MASK.into(),
                    false => mask(value),
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Whether a property is secret, by its name.
pub(crate) fn is_secret_name(name: &str) -> bool {
    let name: String =
        name.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect();
    SECRET.iter().any(|secret| name.contains(secret))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn squashes_and_cuts() {
        assert_eq!(one_line("  a\r\n\tb\u{0}c\u{1b}[31m  "), "a b c [31m");
        assert_eq!(one_line("a\u{202E}b"), "a b");
        assert_eq!(one_line(""), "");
        let long = one_line(&"x".repeat(10_000));
        assert_eq!(long.chars().count(), LIMIT + 1);
        assert!(long.ends_with('…'));
        assert_eq!(excerpt("{\n  \"a\": 1\n}"), r#"{ "a": 1 }"#);
        assert_eq!(excerpt(&"x".repeat(1_000)).chars().count(), 81);
    }

    proptest! {
        #[test]
        fn is_always_one_short_line(text in any::<String>()) {
            let line = one_line(&text);
            prop_assert!(line.chars().count() <= LIMIT + 1);
            prop_assert!(!line.chars().any(|c| c.is_control()));
            prop_assert_eq!(one_line(&line), line);
        }
    }

    #[test]
    fn secrets_are_masked_at_any_depth() {
        let body = r#"{"name": "n", "psk": "1", "a": [{"wpaPassphrase": ["2"], "API-Key": {"b": "3"}}],
            "clientSecret": 4, "radius_secret": "5", "adminPassword": null, "tokenId": "6"}"#;
        let masked_body: Value = serde_json::from_str(&masked(body.as_bytes())).unwrap();
        let expected = json!({
            "name": "n", "psk": "***", "a": [{"wpaPassphrase": "***", "API-Key": "***"}],
            "clientSecret": "***", "radius_secret": "***", "adminPassword": null, "tokenId": "***",
        });
        assert_eq!(masked_body, expected);
        assert_eq!(masked(b"psk=secret"), "10 bytes");
        assert_eq!(masked(b""), "0 bytes");
    }
}
