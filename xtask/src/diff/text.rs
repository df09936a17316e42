//! In: what changed. Out: text for people: the summary first, then scope by scope, operation by operation.

use super::Summary;
use crate::report::visible;
use generator::diff::{CLIENT, Change, Class};
use std::fmt::Write as _;

/// The summary, and each change.
pub(super) fn whole(summary: &Summary) -> String {
    let mut text = head(summary);
    for scope in summary.scopes() {
        let _ = writeln!(text, "\n{}", name(scope));
        let mut operation = None;
        for change in scope {
            if operation != change.operation.as_ref() {
                operation = change.operation.as_ref();
                let _ = writeln!(text, "  {}", visible(operation.map_or("", String::as_str)));
            }
            let indent = if operation.is_some() { "    " } else { "  " };
            let _ = writeln!(text, "{indent}{:14} {}", change.class(), visible(&change.what));
            if change.class() != Class::Documentation {
                let Change { item, kind, .. } = change;
                let (why, name) = (kind.why(), kind.as_str());
                let _ = writeln!(text, "{indent}{:14} {item}: {why} ({name})", "");
            }
        }
    }
    text
}

/// The summary, and how many changes each scope has.
pub(super) fn short(summary: &Summary) -> String {
    let mut text = head(summary);
    for scope in summary.scopes() {
        let breaking = scope.iter().filter(|change| change.class() == Class::Breaking).count();
        let _ = writeln!(text, "  {}: changes: {}, breaking: {breaking}", name(scope), scope.len());
    }
    text
}

fn head(summary: &Summary) -> String {
    let mut text = String::new();
    for sentence in summary.sentences() {
        let _ = writeln!(text, "{}", visible(&sentence));
    }
    text
}

fn name(scope: &[Change]) -> &str {
    scope.first().map_or(CLIENT, |change| &change.scope)
}
