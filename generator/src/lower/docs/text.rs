//! Strings of a document -> text that is safe within a line of documentation.

use super::escape::escape_with_links;
use crate::ir::Docs;

/// Escapes plain text within a line, after text of the generator.
pub(crate) fn escaped_line(text: &str) -> String {
    printable(text).split_whitespace().map(escape_with_links).collect::<Vec<_>>().join(" ")
}

/// Formats inline code.
pub(crate) fn code(text: &str) -> String {
    let text: String = printable(text).replace(['\n', '\t'], " ");
    if text.trim().is_empty() {
        return "(empty)".to_owned();
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// The documentation of an enum value: the string as code, unless the name of the variant shows it.
pub(crate) fn unless_plain(text: &str) -> Docs {
    let code = code(text);
    Docs(if code == format!("`{text}`") { Vec::new() } else { vec![code] })
}

/// Removes invisible characters: control characters and marks that change the direction of the text.
pub(crate) fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' => printable.push('\n'),
            _ if matches!(character, '\n' | '\t') || !is_invisible(character) => {
                printable.push(character);
            }
            _ => {}
        }
    }
    printable
}

/// Escapes invisible characters in a line of JSON.
pub(crate) fn visible(line: &str) -> String {
    line.chars().fold(String::with_capacity(line.len()), |mut text, c| {
        if is_invisible(c) {
            text.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            text.push(c);
        }
        text
    })
}

pub(super) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Joins a string into a single line.
pub(crate) fn one_line(text: &str) -> String {
    printable(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
