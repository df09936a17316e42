//! Masks the values of secret properties in JSON, and of secret parameters in queries.

use percent_encoding::percent_decode_str;
use serde_json::Value;

/// Parts of the names of secret properties, ignoring case and separators.
const SECRET: &[&str] = &meraki_dashboard_api_runtime_derive::secret_names!();

/// Replaces a secret value.
pub(crate) const MASK: &str = "***";

/// Whether a property is secret, by its name: it contains a common name of secrets, or is one of the API's own.
pub(crate) fn is_secret_name(name: &str, own: &[&str]) -> bool {
    let name = letters(name);
    SECRET.iter().any(|secret| name.contains(secret)) || own.iter().any(|own| letters(own) == name)
}

/// A name without case and separators.
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect()
}

/// Masks the secret properties in a value. Booleans and `null` are shown.
pub(crate) fn mask_value(value: &mut Value, own: &[&str]) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(|value| mask_value(value, own)),
        Value::Object(properties) => {
            for (name, value) in properties {
                match value {
                    Value::Null | Value::Bool(_) => {}
                    value if is_secret_name(name, own) => *value = MASK.into(),
                    value => mask_value(value, own),
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Masks the secret properties in JSON that may be incomplete, such as the beginning of a body.
pub(super) fn masked_json(text: &str, own: &[&str]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = split_at(rest, rest.find('"')) {
        out.push_str(before);
        let (name, after) = split(after, string_end(after));
        out.push_str(name);
        rest = after;
        let value = after.trim_start().strip_prefix(':').map(str::trim_start);
        let Some(value) = value.filter(|_| is_secret_name(&decoded(name), own)) else {
            continue;
        };
        out.push_str(after.get(..after.len() - value.len()).unwrap_or_default());
        let (value, after) = split(value, value_end(value));
        rest = after;
        match value {
            "null" | "true" | "false" | "" => out.push_str(value),
            _ => out.extend(["\"", MASK, "\""]),
        }
    }
    out.push_str(rest);
    out
}

/// The decoded name of a property, from a string in quotes.
fn decoded(name: &str) -> String {
    serde_json::from_str(name).unwrap_or_else(|_| name.to_owned())
}

fn split_at(text: &str, at: Option<usize>) -> Option<(&str, &str)> {
    at.and_then(|at| text.split_at_checked(at))
}

/// Splits a string at a position, or at its end if the position is invalid.
fn split(text: &str, at: usize) -> (&str, &str) {
    text.split_at_checked(at).unwrap_or((text, ""))
}

/// The end of a string that begins with a quote.
fn string_end(text: &str) -> usize {
    let mut bytes = text.bytes().enumerate().skip(1);
    while let Some((position, byte)) = bytes.next() {
        match byte {
            b'"' => return position + 1,
            b'\\' => drop(bytes.next()),
            _ => {}
        }
    }
    text.len()
}

/// The end of a value.
fn value_end(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut position = 0;
    while let Some(byte) = text.as_bytes().get(position) {
        match byte {
            b'"' => {
                position += string_end(text.get(position..).unwrap_or_default());
                if depth == 0 {
                    return position;
                }
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth <= 1 => return position + depth,
            b'}' | b']' => depth -= 1,
            b',' if depth == 0 => return position,
            byte if depth == 0 && byte.is_ascii_whitespace() => return position,
            _ => {}
        }
        position += 1;
    }
    text.len()
}

/// Masks the secret parameters in a query.
pub(super) fn masked_query(query: &str, own: &[&str]) -> String {
    let pairs = query.split('&').map(|pair| match pair.split_once('=') {
        Some((name, _)) if is_secret_name(&percent_decode_str(name).decode_utf8_lossy(), own) => {
            [name, "=", MASK].concat()
        }
        _ => pair.to_owned(),
    });
    pairs.collect::<Vec<_>>().join("&")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    const BODY: &str = r#"{"name": "n", "psk": "1", "a": [{"wpaPassphrase": ["2", {"x": "]"}], "API-Key": {"b": "3"}}],
        "clientSecret": 4, "radius_secret": "5\"6", "adminPassword": null, "hasPassword": true, "tokenId" : "6",
        "p\u0073k": "7", "pin": "8", "shipping": "a", "V3-Auth-Pass": "9"}"#;

    const OWN: &[&str] = &["pin", "v3AuthPass"];

    fn expected() -> Value {
        json!({
            "name": "n", "psk": "***", "a": [{"wpaPassphrase": "***", "API-Key": "***"}],
            "clientSecret": "***", "radius_secret": "***", "adminPassword": null, "hasPassword": true,
            "tokenId": "***", "pin": "***", "shipping": "a", "V3-Auth-Pass": "***",
        })
    }

    #[test]
    fn secrets_are_masked_at_any_depth() {
        let mut value: Value = serde_json::from_str(BODY).unwrap();
        mask_value(&mut value, OWN);
        assert_eq!(value, expected());
        let text = masked_json(BODY, OWN);
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), expected(), "{text}");
    }

    #[test]
    fn incomplete_json_is_masked() {
        for end in 0..BODY.len() {
            let text = masked_json(BODY.get(..end).unwrap(), OWN);
            for secret in ["\"1", "\"2", "\"3", "4", "5", "\"6", "\"7", "\"8", "\"9"] {
                assert!(!text.replace("v3", "").contains(secret), "{end}: {secret} in {text}");
            }
        }
        assert_eq!(masked_json("no JSON at \"all\"", &[]), "no JSON at \"all\"");
    }

    #[test]
    fn parameters_are_masked() {
        assert_eq!(masked_query("a=1&api_key=2&b&%70sk=3", &[]), "a=1&api_key=***&b&%70sk=***");
        assert_eq!(masked_query("", &[]), "");
    }

    proptest! {
        #[test]
        fn any_text_is_masked(text in any::<String>()) {
            masked_json(&text, &[]);
            masked_json(&format!("{{\"psk\":{text}"), &[]);
        }
    }
}
