//! In: what changed. Out: Markdown, for a review or a changelog.

use super::Summary;
use super::escape::{code, text as escaped};
use generator::diff::Class;
use std::fmt::Write as _;

/// The summary, and each change.
pub(super) fn whole(summary: &Summary) -> String {
    format!("## {}\n\n{}", escaped(&summary.diff.new), section(summary))
}

/// The same without a heading of its own.
pub(super) fn section(summary: &Summary) -> String {
    let sentences: Vec<String> =
        summary.sentences().iter().map(|sentence| escaped(sentence)).collect();
    let mut text = format!("{}\n", sentences.join("\\\n"));
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
            let (class, what) = (change.class(), escaped(&change.what));
            let _ = match class {
                Class::Documentation => writeln!(text, "{indent}- {class}: {what}"),
                Class::Breaking | Class::Additive => {
                    let (item, why) = (code(&change.item), change.kind.why());
                    writeln!(text, "{indent}- **{class}**: {what} ({item}: {why})")
                }
            };
        }
    }
    text
}
