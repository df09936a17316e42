//! Text from outside -> text that is safe to show on a terminal.

/// A text without characters that control a terminal. Line breaks and tabs stay.
pub(crate) fn visible(text: &str) -> String {
    text.chars()
        .filter(|c| matches!(c, '\n' | '\t') || !(c.is_control() || is_invisible(*c)))
        .collect()
}

/// Whether an invisible character changes how others are displayed.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}
