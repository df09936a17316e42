//! Formats changes as text: the summary, then the changes by scope and operation.

use super::Summary;
use crate::cli::report::{plural, visible};
use crate::diff::{CLIENT, Change, Class};
use std::fmt::Write as _;

/// The summary and all changes.
pub(super) fn full(summary: &Summary) -> String {
    let mut text = header(summary);
    for scope in summary.scopes() {
        let _ = writeln!(text, "\n{}", name(scope));
        let mut operation = None;
        for change in scope {
            if operation != change.operation.as_ref() {
                operation = change.operation.as_ref();
                let _ = writeln!(text, "  {}", visible(operation.map_or("", String::as_str)));
            }
            let indent = if operation.is_some() { "    " } else { "  " };
            let _ =
                writeln!(text, "{indent}{:14} {}", change.class(), visible(&change.description));
            if change.class() != Class::Documentation {
                let Change { item, kind, .. } = change;
                let (why, name) = (kind.reason(), kind.as_str());
                let _ = writeln!(text, "{indent}{:14} {item}: {why} ({name})", "");
            }
        }
    }
    text
}

/// The summary, and the number of changes per scope.
pub(super) fn summary(summary: &Summary) -> String {
    let mut text = header(summary);
    for scope in summary.scopes() {
        let breaking = scope.iter().filter(|change| change.class() == Class::Breaking).count();
        let _ = writeln!(
            text,
            "  {}: {}, {breaking} breaking",
            name(scope),
            plural(scope.len(), "change")
        );
    }
    text
}

fn header(summary: &Summary) -> String {
    summary.lines().iter().map(|line| visible(line) + "\n").collect()
}

fn name(scope: &[Change]) -> &str {
    scope.first().map_or(CLIENT, |change| &change.scope)
}
