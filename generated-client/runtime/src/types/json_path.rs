//! Turns the line and column at which a JSON decoder stopped into a JSON path.
//!
//! Decoders do not track their path, because that would slow down every success. After a failure the input is scanned
//! once more, for its structure only, up to the position where the decoder stopped.

use crate::sanitize::one_line;

/// The location at which a decoder stopped.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Location {
    /// The path of the innermost value there, from `$` on.
    pub(super) path: String,
    /// The offset of that value.
    pub(super) start: usize,
}

/// An object or list that is not closed yet.
enum Open<'a> {
    Object { start: usize, key: Option<&'a [u8]> },
    List { start: usize, index: usize },
}

/// The location of a decoder's line and column: lines count from one, and the column counts the bytes read.
pub(super) fn at(text: &[u8], line: usize, column: usize) -> Location {
    let read = text.get(..offset(text, line, column)).unwrap_or(text);
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut start = 0;
    let mut position = 0;
    while let Some(&byte) = read.get(position) {
        let token = position;
        position += 1;
        match byte {
            b'{' => {
                start = token;
                open.push(Open::Object { start, key: None });
            }
            b'[' => {
                start = position;
                open.push(Open::List { start: token, index: 0 });
            }
            b'}' | b']' => {
                if let Some(Open::Object { start: s, .. } | Open::List { start: s, .. }) =
                    open.pop()
                {
                    start = s;
                }
            }
            b',' => match open.last_mut() {
                Some(Open::Object { key, start: s }) => {
                    *key = None;
                    start = *s;
                }
                Some(Open::List { index, .. }) => {
                    *index += 1;
                    start = position;
                }
                None => {}
            },
            b':' => start = position,
            b'"' => {
                let content = position;
                position = string_end(read, position);
                match open.last_mut() {
                    Some(Open::Object { key: key @ None, .. }) => {
                        *key = read.get(content..position.saturating_sub(1));
                    }
                    _ => start = token,
                }
            }
            byte if byte.is_ascii_whitespace() => {}
            _ => {
                start = token;
                position += read
                    .get(position..)
                    .unwrap_or_default()
                    .iter()
                    .take_while(|b| {
                        !matches!(b, b',' | b'}' | b']' | b':') && !b.is_ascii_whitespace()
                    })
                    .count();
            }
        }
    }
    // The value may not have been reached yet.
    let gap = text.get(start..).unwrap_or_default();
    start += gap.iter().take_while(|b| b.is_ascii_whitespace()).count();
    Location { path: path(&open), start }
}

/// The end of a string whose content begins at `position`, after its closing quote.
pub(crate) fn string_end(text: &[u8], mut position: usize) -> usize {
    while let Some(byte) = text.get(position) {
        position += match byte {
            b'"' => return position + 1,
            b'\\' => 2,
            _ => 1,
        };
    }
    text.len()
}

/// How many bytes were read.
pub(super) fn offset(text: &[u8], line: usize, column: usize) -> usize {
    let lines = text.split_inclusive(|&byte| byte == b'\n');
    let before: usize = lines.take(line.saturating_sub(1)).map(<[u8]>::len).sum();
    before.saturating_add(column).min(text.len())
}

fn path(open: &[Open<'_>]) -> String {
    let mut path = String::from("$");
    for open in open {
        match open {
            Open::List { index, .. } => path.push_str(&format!("[{index}]")),
            Open::Object { key: None, .. } => {}
            Open::Object { key: Some(key), .. } => {
                push_name(&mut path, &String::from_utf8_lossy(key));
            }
        }
    }
    path
}

/// Adds the name of a property to a path, as it is in the text, with its escapes.
pub(crate) fn push_name(path: &mut String, key: &str) {
    let key = one_line(key);
    let is_name = key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        && !key.bytes().next().is_none_or(|b| b.is_ascii_digit());
    let parts: [&str; 3] = if is_name { [".", &key, ""] } else { ["[\"", &key, "\"]"] };
    path.extend(parts);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde::de::DeserializeOwned;
    use serde_json::Value;
    use std::collections::BTreeMap;

    /// The path at which a decoder of `T` stops, and the value there.
    fn location<T: DeserializeOwned>(text: &str) -> (String, &str) {
        let error = serde_json::from_slice::<T>(text.as_bytes()).err().unwrap();
        let Location { path, start } = at(text.as_bytes(), error.line(), error.column());
        (path, text.get(start..).unwrap())
    }

    fn path_of<T: DeserializeOwned>(text: &str) -> String {
        location::<T>(text).0
    }

    type Lists = BTreeMap<String, Vec<u8>>;

    #[test]
    fn values_that_do_not_fit() {
        assert_eq!(
            location::<Lists>(r#"{"a": [1], "b": [2, "x"]}"#),
            ("$.b[1]".into(), r#""x"]}"#)
        );
        assert_eq!(
            location::<Lists>(r#"{"a": [1, {"b": 3}]}"#),
            ("$.a[1]".into(), r#"{"b": 3}]}"#)
        );
        assert_eq!(location::<Lists>(r#"{"a": [[], 1]}"#), ("$.a[0]".into(), "[], 1]}"));
        assert_eq!(location::<Lists>(r#"{"a":{}}"#), ("$.a".into(), "{}}"));
        assert_eq!(location::<Lists>("{\n  \"a\": [\n    1,\n    300\n  ]\n}").0, "$.a[1]");
        assert_eq!(location::<Lists>(r#"{"a": [1, null]}"#), ("$.a[1]".into(), "null]}"));
        assert_eq!(location::<Lists>(r#"{"a": [true]}"#), ("$.a[0]".into(), "true]}"));
        assert_eq!(location::<Lists>(r#""text""#), ("$".into(), r#""text""#));
        assert_eq!(location::<Vec<u8>>("{}"), ("$".into(), "{}"));
    }

    #[test]
    fn names_are_quoted_if_needed() {
        assert_eq!(path_of::<Lists>(r#"{"left/right": 1}"#), r#"$["left/right"]"#);
        assert_eq!(path_of::<Lists>(r#"{"0": 1}"#), r#"$["0"]"#);
        assert_eq!(path_of::<Lists>(r#"{"": 1}"#), r#"$[""]"#);
        assert_eq!(path_of::<Lists>(r#"{"a\"},[": 1}"#), r#"$["a\"},["]"#);
        assert_eq!(path_of::<Lists>(r#"{"é": 1}"#), r#"$["é"]"#);
    }

    #[test]
    fn values_that_lack_an_item() {
        type Pair = (u8, u8);
        assert_eq!(location::<Vec<Pair>>("[[1, 2], [3], [4]]"), ("$[1]".into(), "[3], [4]]"));
    }

    #[test]
    fn texts_that_are_not_json() {
        assert_eq!(path_of::<Value>(r#"{"a": [1, "#), "$.a[1]");
        assert_eq!(path_of::<Value>(r#"{"a": {"b": tru"#), "$.a.b");
        assert_eq!(path_of::<Value>(r#"{"a": "never ends"#), "$.a");
        assert_eq!(path_of::<Value>("oops"), "$");
        assert_eq!(path_of::<Value>("{} {}"), "$");
    }

    proptest! {
        #[test]
        fn any_text_at_any_place(text in any::<Vec<u8>>(), line in any::<usize>(), column in any::<usize>()) {
            let location = at(&text, line, column);
            prop_assert!(location.start <= text.len());
        }

        #[test]
        fn any_structure_at_any_place(text in r#"[\[\]{}:,"\\a1 \n]{0,40}"#, column in 0_usize..50) {
            let location = at(text.as_bytes(), 1, column);
            prop_assert!(location.path.starts_with('$'));
        }
    }
}
