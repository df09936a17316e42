//! The other ways to read a JSON scalar: a number in a string, and a string without its quotes.

use crate::types::integer;
use serde_json::Number;

/// The scalars of other types that have the same text: `"10"` for `10`, and `10` for `"10"`.
pub(super) fn readings(scalar: &str) -> Vec<String> {
    match scalar.as_bytes().first() {
        Some(b'-' | b'0'..=b'9' | b't' | b'f') => vec![format!("\"{scalar}\"")],
        Some(b'"') => {
            let Ok(text) = serde_json::from_str::<String>(scalar) else { return Vec::new() };
            let is_number = || {
                !text.contains(char::is_whitespace) && serde_json::from_str::<Number>(&text).is_ok()
            };
            match text.as_str() {
                "true" | "false" => vec![text],
                _ if is_number() => {
                    let integer = integer(&text);
                    [text].into_iter().chain(integer).collect()
                }
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_of_other_types() {
        for (scalar, others) in [
            ("10", vec!["\"10\""]),
            ("5.50", vec!["\"5.50\""]),
            ("true", vec!["\"true\""]),
            ("\"10\"", vec!["10"]),
            ("\"11.0\"", vec!["11.0", "11"]),
            ("\"\\u0031\"", vec!["1"]),
            ("\"false\"", vec!["false"]),
            ("\"\"", vec![]),
            ("\" 1\"", vec![]),
            ("\"0x1\"", vec![]),
            ("\"NaN\"", vec![]),
            ("null", vec![]),
            ("[1]", vec![]),
        ] {
            assert_eq!(readings(scalar), others, "{scalar}");
        }
    }
}
