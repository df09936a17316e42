//! Untyped values -> a table of the reasons, with the remedy for each.

use super::groups::groups;
use super::{plural, visible};
use crate::diagnostic::{Diagnostic, Recovery};
use crate::source::Source;
use std::fmt::Write as _;

/// The table. Without `verbose`, it contains one location for each reason.
pub(super) fn table(sources: &[Source], found: &[Diagnostic], verbose: bool) -> String {
    let mut text = format!("{}\n", plural(found.len(), "untyped value"));
    for group in groups(found) {
        let Some(untyped) = group.first.untyped else { continue };
        let _ = writeln!(
            text,
            "\n{}: {}\n  remedy: {}",
            untyped.ty.as_str(),
            visible(&group.message()),
            remedy(untyped.recovery)
        );
        let shown = if verbose { group.all.len() } else { 1 };
        for one in group.all.iter().take(shown) {
            let _ = writeln!(text, "  {}", location(one, sources));
        }
    }
    text
}

/// The file, the line, the column and the JSON pointer of a value.
fn location(found: &Diagnostic, sources: &[Source]) -> String {
    let pointer = visible(found.location.pointer.as_str());
    match sources.get(found.location.file) {
        Some(source) => {
            let (line, column) = source.line_column(found.span(source).start);
            format!("{}:{line}:{column} {pointer}", visible(source.name()))
        }
        None => pointer,
    }
}

/// The way to a type.
fn remedy(recovery: Recovery) -> String {
    match recovery {
        Recovery::Profile(key) => format!("set the profile key `{key}`"),
        Recovery::Overlay => "correct the document, for example with an overlay".to_owned(),
        Recovery::Unsupported => "none; the generator does not support this format".to_owned(),
    }
}
