//! Bodies as they may be shown: in they come as they are, out they come without what is secret.

use serde_json::Value;

/// What the names of secret members contain, in any case and without what separates words.
const SECRET: [&str; 8] =
    ["psk", "secret", "password", "passphrase", "apikey", "token", "privatekey", "credential"];

/// What stands in the place of a secret.
pub(crate) const MASK: &str = "***";

/// A body as JSON, its secret members masked; of what is not JSON, only how long it is.
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
        Value::Object(members) => {
            for (name, value) in members {
                match is_secret(name) && !value.is_null() {
                    true => *value = MASK.into(),
                    false => mask(value),
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Whether a member is secret, by its name.
pub(crate) fn is_secret(name: &str) -> bool {
    let name: String =
        name.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect();
    SECRET.iter().any(|secret| name.contains(secret))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn secrets_are_masked_wherever_they_are() {
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
