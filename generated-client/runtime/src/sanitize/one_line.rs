//! Turns a string from outside into one line of bounded length.

/// The maximum number of characters of a quoted string in a message.
const LIMIT: usize = 500;

/// Joins a string into one line: whitespace and control characters become single spaces, and long strings are cut.
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
}
