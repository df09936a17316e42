//! Extracts the messages from the body of an error.

use crate::sanitize::{excerpt, one_line};
use serde_json::Value;

/// The most messages that are taken from one body.
const MOST: usize = 20;

/// The properties in which errors commonly put their message, in order of preference.
const COMMON: [&str; 6] = ["errors", "error", "message", "detail", "title", "error_description"];

/// The messages of an error's body, preferably at `pointer`.
pub(super) fn messages(body: &str, pointer: &str) -> Vec<String> {
    let mut messages = Vec::new();
    if let Ok(value) = serde_json::from_str::<Value>(body) {
        if let Some(value) = value.pointer(pointer) {
            collect(value, &mut messages);
        }
        if messages.is_empty() {
            collect(&value, &mut messages);
        }
    } else if let Some(title) = page_title(body) {
        messages.extend(title);
    } else {
        messages.push(excerpt(body));
    }
    messages.retain(|message| !message.trim().is_empty());
    messages.truncate(MOST);
    messages
}

/// All messages in a value.
fn collect(value: &Value, messages: &mut Vec<String>) {
    match value {
        Value::String(text) => messages.push(text.clone()),
        Value::Array(values) => values.iter().take(MOST).for_each(|value| collect(value, messages)),
        Value::Object(properties) => {
            let common = COMMON.iter().find_map(|name| properties.get(*name));
            match common {
                Some(value) => collect(value, messages),
                None if properties.is_empty() => {}
                None => messages.push(one_line(&value.to_string())),
            }
        }
        Value::Number(_) | Value::Bool(_) => messages.push(value.to_string()),
        Value::Null => {}
    }
}

/// `None` if a body is not an HTML page, else its title, if it has one.
pub(crate) fn page_title(body: &str) -> Option<Option<String>> {
    let body = body.trim_start_matches('\u{FEFF}').trim_start();
    // Only ASCII, so that byte offsets are the same in both strings.
    let lower = body.to_ascii_lowercase();
    let is_page = ["<!doctype html", "<html", "<head", "<body", "<title", "<h1"]
        .iter()
        .any(|tag| lower.starts_with(tag));
    if !is_page {
        return None;
    }
    let title = || {
        let start = lower.find("<title")?;
        let start = start + lower.get(start..)?.find('>')? + 1;
        let end = start + lower.get(start..)?.find("</title")?;
        let title = one_line(&unescape(body.get(start..end)?));
        (!title.is_empty()).then_some(title)
    };
    Some(title())
}

/// Decodes the character references that are common in titles.
fn unescape(text: &str) -> String {
    const REFERENCES: [(&str, &str); 6] = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        // Last, so that its result is not decoded again.
        ("&amp;", "&"),
    ];
    REFERENCES.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn messages_of_bodies() {
        let cases: [(&str, &[&str]); 16] = [
            (r#"{"errors": ["a", "b"]}"#, &["a", "b"]),
            (r#"{"errors": "a"}"#, &["a"]),
            (r#"{"errors": []}"#, &[]),
            (r#"{"errors": [{"message": "a", "code": 7}]}"#, &["a"]),
            (r#"{"errors": {"name": ["is too long"]}}"#, &[r#"{"name":["is too long"]}"#]),
            (r#"{"error": {"message": "a"}}"#, &["a"]),
            (r#"{"type": "x", "title": "t", "detail": "d"}"#, &["d"]),
            (r#"{"code": 7}"#, &[r#"{"code":7}"#]),
            (r#""a""#, &["a"]),
            ("null", &[]),
            ("{}", &[]),
            ("", &[]),
            ("  \n", &[]),
            ("upstream\n down", &["upstream down"]),
            (
                "<!DOCTYPE html>\n<html><head><TITLE id=x>502 Bad &amp; Gateway\n</TITLE></head><body>secret</body>",
                &["502 Bad & Gateway"],
            ),
            ("<html><body>a whole page</body></html>", &[]),
        ];
        for (body, expected) in cases {
            assert_eq!(messages(body, "/errors"), expected, "{body}");
        }
    }

    #[test]
    fn the_pointer_leads() {
        let body = r#"{"message": "general", "problem": {"text": "exact"}}"#;
        assert_eq!(messages(body, "/problem/text"), ["exact"]);
        assert_eq!(messages(body, "/nowhere"), ["general"]);
    }

    proptest! {
        #[test]
        fn any_body_is_read(body in any::<String>()) {
            prop_assert!(messages(&body, "/errors").len() <= MOST);
        }

        #[test]
        fn any_page_is_read(rest in any::<String>()) {
            let page = format!("<html><title>{rest}");
            prop_assert!(page_title(&page).is_some());
        }
    }
}
