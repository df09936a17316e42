//! Formats changes as text: the summary, then the changes by class, scope and operation.

use super::Summary;
use super::sections::{ScopeChanges, Section, sections};
use crate::cli::report::{plural, visible};
use crate::diff::{CLIENT, Class};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The summary and all changes.
pub(super) fn full(summary: &Summary) -> String {
    let mut text = header(summary);
    for Section { title, count, kinds, scopes } in sections(&summary.diff) {
        let _ = writeln!(text, "\n{title}: {count}");
        for (count, kind) in kinds {
            let _ = writeln!(text, "{count:6} {}: {}", kind.as_str(), kind.reason());
        }
        scopes.iter().for_each(|scope| write_scope(&mut text, scope));
    }
    text
}

fn write_scope(text: &mut String, scope: &ScopeChanges<'_>) {
    let ScopeChanges { name, count, shared, operations } = scope;
    let _ = writeln!(text, "\n  {name}: {count}");
    for (description, operations) in shared {
        let _ = writeln!(text, "    {}: {}", visible(description), operations.len());
        for operation in operations {
            let _ = writeln!(text, "      {}", visible(operation));
        }
    }
    for (operation, changes) in operations {
        if let Some(operation) = operation {
            let _ = writeln!(text, "    {}", visible(operation));
        }
        let indent = if operation.is_some() { "      " } else { "    " };
        for change in changes {
            let _ = writeln!(text, "{indent}{}", visible(&change.description));
            if change.class() == Class::Breaking {
                let _ = writeln!(text, "{indent}  {} ({})", change.item, change.kind.as_str());
            }
        }
    }
}

/// The summary, and the number of changes per scope.
pub(super) fn summary(summary: &Summary) -> String {
    let mut text = header(summary);
    let mut scopes = BTreeMap::<(bool, &str), (usize, usize)>::new();
    for change in &summary.diff.changes {
        let counts = scopes.entry((change.scope != CLIENT, &change.scope)).or_default();
        counts.0 += 1;
        counts.1 += usize::from(change.class() == Class::Breaking);
    }
    for ((_, name), (count, breaking)) in scopes {
        let _ = writeln!(text, "  {name}: {}, {breaking} breaking", plural(count, "change"));
    }
    text
}

fn header(summary: &Summary) -> String {
    summary.lines().iter().map(|line| visible(line) + "\n").collect()
}
