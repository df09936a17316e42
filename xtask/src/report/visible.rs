//! Escapes strings from documents for a terminal.

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

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn control_and_bidirectional_characters_are_escaped() {
        assert_eq!(
            visible("a\u{1b}[2J\u{7}\r\nb\u{9b}\u{202e}"),
            r"a\u{1b}[2J\u{7}\r\nb\u{9b}\u{202e}"
        );
        assert_eq!(visible("Bäume und 木"), "Bäume und 木");
    }
}
