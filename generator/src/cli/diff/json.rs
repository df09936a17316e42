//! Formats changes as JSON.

use super::Summary;
use crate::diff::{Change, Class};
use serde_json::{Value, json};

/// One indented object.
pub(super) fn full(summary: &Summary) -> String {
    format!("{:#}\n", value(summary))
}

/// One object on one line, with its `reason`.
pub(super) fn line(summary: &Summary) -> String {
    format!("{}\n", json!({ "reason": "changes", "diff": value(summary) }))
}

fn value(summary: &Summary) -> Value {
    let Summary { diff, bump } = summary;
    let counts = [Class::Breaking, Class::Additive, Class::Documentation]
        .map(|class| (class.to_string(), Value::from(diff.count(class))));
    json!({
        "old": diff.old,
        "new": diff.new,
        "counts": counts.into_iter().collect::<Value>(),
        "suggested_version": bump.as_ref().map(ToString::to_string),
        "changes": diff.changes.iter().map(change).collect::<Vec<_>>(),
    })
}

fn change(change: &Change) -> Value {
    let Change { kind, scope, operation, description, item } = change;
    json!({
        "class": change.class().to_string(),
        "kind": kind.as_str(),
        "effect": kind.reason(),
        "scope": scope,
        "operation": operation,
        "description": description,
        "item": item,
    })
}
