//! Formats changes as Markdown, for reviews and changelogs.

use super::Summary;
use super::escape::{code, text as escaped};
use crate::diff::Class;
use std::fmt::Write as _;

/// A section with the summary and all changes.
pub(super) fn full(summary: &Summary) -> String {
    format!("## {}\n\n{}", escaped(&summary.diff.new), body(summary))
}

/// The section without its heading.
pub(super) fn body(summary: &Summary) -> String {
    let lines: Vec<String> = summary.lines().iter().map(|line| escaped(line)).collect();
    let mut text = format!("{}\n", lines.join("\\\n"));
    for scope in summary.scopes() {
        let Some(first) = scope.first() else { continue };
        let _ = write!(text, "\n### {}\n\n", first.scope);
        let mut operation = None;
        for change in scope {
            if operation != change.operation.as_ref() {
                operation = change.operation.as_ref();
                let _ = writeln!(text, "- {}", code(operation.map_or("", String::as_str)));
            }
            let indent = if operation.is_some() { "  " } else { "" };
            let (class, what) = (change.class(), escaped(&change.description));
            let _ = match class {
                Class::Documentation => writeln!(text, "{indent}- {class}: {what}"),
                Class::Breaking | Class::Additive => {
                    let (item, why) = (code(&change.item), change.kind.reason());
                    writeln!(text, "{indent}- **{class}**: {what} ({item}: {why})")
                }
            };
        }
    }
    text
}
