//! The `Debug` text of a value without fields at their defaults, so that a snapshot shows only the content of a document.

use std::fmt::Debug;

/// Formats a value, with one field per line.
pub(crate) fn compact_debug(value: &impl Debug) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in format!("{value:#?}").lines() {
        if is_default(line) {
            continue;
        }
        let closes = matches!(line.trim(), "}," | "}" | ")," | ")" | "]," | "]");
        if closes && closes_nothing(&lines) {
            lines.pop();
        } else if closes && closes_one_line(&lines) {
            let inner = lines.pop().unwrap_or_default();
            let opener = lines.pop().unwrap_or_default();
            let inner = inner.trim().trim_end_matches(',');
            lines.push(format!("{opener}{inner}{}", line.trim()));
        } else {
            lines.push(line.to_owned());
        }
    }
    lines.join("\n") + "\n"
}

/// Whether a line is a field with its default value.
fn is_default(line: &str) -> bool {
    let defaults = ["None", "false", "[]", "{}", "Unspecified"];
    let field = line.trim().trim_end_matches(',').split_once(": ");
    field.is_some_and(|(name, value)| !name.starts_with('"') && defaults.contains(&value))
}

/// Whether the last line opens a struct without other fields than defaults. An entry of a map is kept for its key.
fn closes_nothing(lines: &[String]) -> bool {
    lines.last().is_some_and(|last| {
        last.ends_with('{') && last.contains(": ") && !last.trim_start().starts_with('"')
    })
}

/// Whether the last line is the only field of a tuple.
fn closes_one_line(lines: &[String]) -> bool {
    let mut last = lines.iter().rev();
    let inner = last
        .next()
        .is_some_and(|line| !line.ends_with(['(', '[', '{', '}', ']']) && !line.ends_with("},"));
    inner && last.next().is_some_and(|line| line.ends_with('('))
}
