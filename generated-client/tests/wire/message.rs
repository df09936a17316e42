//! Requests -> parts that are equal if the requests are equivalent.

use serde_json::Value;

/// A request without insignificant differences.
#[derive(Debug, PartialEq)]
pub(crate) struct Message {
    method: String,
    /// Percent-encoded in normal form, so that separators of segments differ from slashes inside them.
    path: String,
    /// Decoded and sorted by name. Pairs with the same name keep their order.
    query: Vec<(String, String)>,
    body: Option<Value>,
}

impl Message {
    pub(crate) fn new(
        method: &str,
        path: &str,
        query: &[(&str, &str)],
        body: Option<Value>,
    ) -> Self {
        let query = query.iter().map(|&(name, value)| (name.to_owned(), value.to_owned()));
        Self {
            method: method.to_owned(),
            path: normalised(path),
            query: sorted(query.collect()),
            body,
        }
    }

    /// A request from its method, raw target and body.
    pub(crate) fn of(method: &str, target: &str, body: Option<Value>) -> Self {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let pairs = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (form_decoded(name), form_decoded(value))
        });
        Self {
            method: method.to_owned(),
            path: normalised(path),
            query: sorted(pairs.collect()),
            body,
        }
    }
}

fn sorted(mut pairs: Vec<(String, String)>) -> Vec<(String, String)> {
    pairs.sort_by(|(one, _), (other, _)| one.cmp(other));
    pairs
}

fn form_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(byte) = rest.bytes().next() {
        match encoded(rest) {
            Some(byte) => {
                bytes.push(byte);
                rest = &rest[3..];
            }
            None => {
                bytes.push(if byte == b'+' { b' ' } else { byte });
                rest = &rest[1..];
            }
        }
    }
    String::from_utf8(bytes).expect("what is encoded is text")
}

/// The normal form of a path: unreserved characters decoded, and hexadecimal digits in upper case (RFC 3986, 6.2.2).
fn normalised(path: &str) -> String {
    let mut out = String::new();
    let mut rest = path;
    while let Some(character) = rest.chars().next() {
        match encoded(rest) {
            Some(byte) if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => {
                out.push(char::from(byte));
                rest = &rest[3..];
            }
            Some(byte) => {
                out.push_str(&format!("%{byte:02X}"));
                rest = &rest[3..];
            }
            None => {
                out.push(character);
                rest = &rest[character.len_utf8()..];
            }
        }
    }
    out
}

/// The percent-encoded byte at the start of a text.
fn encoded(text: &str) -> Option<u8> {
    let digits = text.strip_prefix('%')?.get(..2)?;
    u8::from_str_radix(digits, 16).ok()
}

#[test]
fn equivalent_messages_are_equal() {
    let of = |target| Message::of("GET", target, None);
    assert_eq!(of("/a%2db/%c3%a9?x=1+2&y="), of("/a-b/%C3%A9?y&x=1%202"));
    assert_eq!(of("/a?"), of("/a"));
    assert_eq!(of("/a?x=%2B"), Message::new("GET", "/a", &[("x", "+")], None));
    assert_ne!(of("/a%2Fb"), of("/a/b"));
    assert_ne!(of("/a%252Fb"), of("/a%2Fb"));
    assert_ne!(of("/a+b"), of("/a%20b"));
    assert_ne!(of("/a?x=1&x=2"), of("/a?x=2&x=1"));
    assert_ne!(of("/a?x=1&x=1"), of("/a?x=1"));
    assert_ne!(of("/a"), Message::of("POST", "/a", None));
}
