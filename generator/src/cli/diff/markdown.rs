//! Formats changes as Markdown, for reviews and changelogs.

use super::Summary;
use super::escape::{code, text as escaped};
use super::sections::{ScopeChanges, Section, sections};
use crate::diff::Class;
use std::fmt::Write as _;

/// A section with the summary and all changes.
pub(super) fn full(summary: &Summary) -> String {
    format!("## {}\n\n{}", escaped(&summary.diff.new), body(summary))
}

/// The section without its heading.
fn body(summary: &Summary) -> String {
    let lines: Vec<String> = summary.lines().iter().map(|line| escaped(line)).collect();
    let mut text = format!("{}\n", lines.join("\\\n"));
    for Section { title, count, kinds, scopes } in sections(&summary.diff) {
        let _ = writeln!(text, "\n### {title}: {count}");
        if !kinds.is_empty() {
            let _ = writeln!(text, "\n| changes | kind | effect |\n|---:|---|---|");
        }
        for (count, kind) in kinds {
            let (name, effect) = (code(kind.as_str()), escaped(kind.reason()));
            let _ = writeln!(text, "| {count} | {name} | {effect} |");
        }
        scopes.iter().for_each(|scope| write_scope(&mut text, scope));
    }
    text
}

fn write_scope(text: &mut String, scope: &ScopeChanges<'_>) {
    let ScopeChanges { name, count, shared, operations } = scope;
    let _ = writeln!(text, "\n#### {name}: {count}\n");
    for (description, operations) in shared {
        let operations: Vec<_> = operations.iter().map(|operation| code(operation)).collect();
        let _ = writeln!(text, "- {}: {}", escaped(description), operations.join(", "));
    }
    for (operation, changes) in operations {
        if let Some(operation) = operation {
            let _ = writeln!(text, "- {}", code(operation));
        }
        let indent = if operation.is_some() { "  " } else { "" };
        for change in changes {
            let what = escaped(&change.description);
            let _ = match change.class() {
                Class::Breaking => writeln!(text, "{indent}- {what} ({})", code(&change.item)),
                Class::Additive | Class::Documentation => writeln!(text, "{indent}- {what}"),
            };
        }
    }
}
