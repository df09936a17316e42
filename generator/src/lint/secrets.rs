//! Finds strings that look like secrets. Only their locations are reported, never their values.

use super::Linter;
use crate::source::Pointer;
use regex::Regex;
use serde_json::Value;

/// The formats of secrets that are recognizable by themselves.
const PATTERNS: [(&str, &str); 9] = [
    ("an AWS access key", r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    ("a GitHub token", r"\b(?:gh[pousr]_[0-9A-Za-z]{36}|github_pat_[0-9A-Za-z_]{40})"),
    ("a Slack token", r"\bxox[abprs]-[0-9A-Za-z]+-[0-9A-Za-z-]{8}"),
    ("a Stripe key", r"\b[rs]k_live_[0-9A-Za-z]{20}"),
    ("a Google API key", r"\bAIza[0-9A-Za-z_-]{35}"),
    ("a private key", r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    ("a JSON Web Token", r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}"),
    ("a password in a URL", r"://[^/\s:@{}]+:[^/\s:@{}]+@[\w.-]"),
    ("HTTP credentials", r"(?i)\b(?:bearer|basic)\s+[0-9a-z+/_.=-]{24,}"),
];

/// The names of properties that contain secrets, in lower case and without `-` and `_`.
///
/// Whole names, unlike the list of the runtime (`runtime/derive/src/secret_names.rs`): masking too much is harmless there, but
/// here a report on `tokenCount` would be wrong.
const NAMES: [&str; 11] = [
    "accesskey",
    "accesstoken",
    "apikey",
    "authorization",
    "authtoken",
    "clientsecret",
    "password",
    "privatekey",
    "refreshtoken",
    "secret",
    "token",
];

/// Properties that contain a value of the parent property.
const HOLDERS: [&str; 4] = ["default", "example", "examples", "value"];

/// Parts of placeholder values.
const PLACEHOLDERS: [&str; 7] = ["example", "xxx", "***", "...", "1234567", "your", "<"];

impl Linter<'_, '_> {
    /// Reports strings that look like secrets.
    pub(super) fn secrets(&mut self, root: &Value) {
        let patterns: Vec<(&str, Regex)> = PATTERNS
            .into_iter()
            .filter_map(|(noun, form)| Some((noun, Regex::new(form).ok()?)))
            .collect();
        let mut pending = vec![(Pointer::root(), root)];
        while let Some((at, value)) = pending.pop() {
            match value {
                Value::Array(items) => {
                    let items = items.iter().enumerate().rev();
                    pending.extend(items.map(|(index, value)| (at.child(index), value)));
                }
                Value::Object(properties) => {
                    let properties = properties.iter().rev();
                    pending.extend(properties.map(|(name, value)| (at.child(name), value)));
                }
                Value::String(text) if !is_placeholder(text) => {
                    let form = patterns.iter().find(|(_, form)| form.is_match(text));
                    let named = || looks_random(text) && has_secret_name(&at);
                    if let Some((noun, _)) = form {
                        self.secret(&at, noun);
                    } else if named() {
                        self.secret(&at, "a secret");
                    }
                }
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
            }
        }
    }

    fn secret(&mut self, at: &Pointer, noun: &str) {
        self.diagnostics.secret(
            at,
            format_args!("this looks like {noun}; it would be published with the client"),
            "if it is a secret, revoke it and replace it with a placeholder",
        );
    }
}

fn is_placeholder(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    PLACEHOLDERS.iter().any(|placeholder| text.contains(placeholder))
}

/// Whether a string looks random: long, and made of letters and digits without recognizable words.
fn looks_random(text: &str) -> bool {
    let is_one_of = |c: char| c.is_ascii_alphanumeric() || "+/_=-".contains(c);
    text.len() >= 20
        && text.chars().all(is_one_of)
        && text.chars().filter(char::is_ascii_digit).count() >= 4
        && text.chars().any(|c| c.is_ascii_alphabetic())
}

/// Whether the property at a location has the name of a secret.
fn has_secret_name(at: &Pointer) -> bool {
    let tokens: Vec<String> = at.tokens().collect();
    let name = tokens.iter().rev().find(|token| {
        !HOLDERS.contains(&token.as_str()) && !token.bytes().all(|byte| byte.is_ascii_digit())
    });
    name.is_some_and(|name| {
        let name = name.replace(['-', '_'], "").to_ascii_lowercase();
        NAMES.contains(&name.as_str())
    })
}
