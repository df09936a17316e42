//! Escapes and shortens strings from documents for a terminal.

use std::borrow::Cow;

/// The number of characters of a string that is shown whole.
const MAX_SHOWN: usize = 1000;

/// Replaces control characters and bidirectional formatting characters by escapes such as `\u{1b}`.
pub(crate) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => {
                shown.extend(character.escape_unicode());
            }
            control if control.is_control() => shown.extend(control.escape_default()),
            other => shown.push(other),
        }
    }
    shown
}

/// Leaves out the middle of a very long string.
pub(super) fn shortened(text: &str) -> Cow<'_, str> {
    let half = MAX_SHOWN / 2;
    let Some((start, _)) = text.char_indices().nth(half) else { return text.into() };
    match text.char_indices().nth_back(half - 1) {
        Some((end, _)) if text.chars().nth(MAX_SHOWN).is_some() => {
            let (start, end) = (text.get(..start), text.get(end..));
            format!("{} … {}", start.unwrap_or_default(), end.unwrap_or_default()).into()
        }
        _ => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_SHOWN, shortened, visible};

    #[test]
    fn the_middle_of_a_very_long_string_is_left_out() {
        let whole = "é".repeat(MAX_SHOWN);
        assert_eq!(shortened(&whole), whole);
        let half = "é".repeat(MAX_SHOWN / 2);
        assert_eq!(shortened(&format!("{half}a{half}")), format!("{half} … {half}"));
        assert_eq!(shortened("é"), "é");
    }

    #[test]
    fn control_and_bidirectional_characters_are_escaped() {
        assert_eq!(
            visible("a\u{1b}[2J\u{7}\r\nb\u{9b}\u{202e}"),
            r"a\u{1b}[2J\u{7}\r\nb\u{9b}\u{202e}"
        );
        assert_eq!(visible("Bäume und 木"), "Bäume und 木");
    }
}
