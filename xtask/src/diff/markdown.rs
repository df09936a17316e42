//! Formats changes as Markdown, for reviews and changelogs.

use super::Summary;
use generator::diff::Class;
use std::fmt::Write as _;

/// A section with the summary and all changes.
pub(super) fn full(summary: &Summary) -> String {
    format!("## {}\n\n{}", summary.diff.new, body(summary))
}

/// The section without its heading.
pub(super) fn body(summary: &Summary) -> String {
    let mut text = format!("{}\n", summary.lines().join("\\\n"));
    for scope in summary.scopes() {
        let Some(first) = scope.first() else { continue };
        let _ = write!(text, "\n### {}\n\n", first.scope);
        let mut operation = None;
        for change in scope {
            if operation != change.operation.as_ref() {
                operation = change.operation.as_ref();
                let _ = writeln!(text, "- `{}`", operation.map_or("", String::as_str));
            }
            let indent = if operation.is_some() { "  " } else { "" };
            let (class, what) = (change.class(), &change.what);
            let _ = match class {
                Class::Documentation => writeln!(text, "{indent}- {class}: {what}"),
                Class::Breaking | Class::Additive => {
                    let (item, why) = (&change.item, change.kind.why());
                    writeln!(text, "{indent}- **{class}**: {what} (`{item}`: {why})")
                }
            };
        }
    }
    text
}
