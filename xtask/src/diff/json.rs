//! In: what changed. Out: JSON, for programs.

use super::Summary;
use generator::diff::{Change, Class};
use serde_json::{Value, json};

/// One object, on lines.
pub(super) fn whole(summary: &Summary) -> String {
    format!("{:#}\n", value(summary))
}

/// One object on a line, with the reason that it is there for.
pub(super) fn line(summary: &Summary) -> String {
    format!("{}\n", json!({ "reason": "changes", "diff": value(summary) }))
}

fn value(summary: &Summary) -> Value {
    let Summary { diff, step } = summary;
    let counts = [Class::Breaking, Class::Additive, Class::Documentation]
        .map(|class| (class.to_string(), Value::from(diff.count(class))));
    json!({
        "old": diff.old,
        "new": diff.new,
        "counts": counts.into_iter().collect::<Value>(),
        "step": step.as_ref().map(ToString::to_string),
        "changes": diff.changes.iter().map(change).collect::<Vec<_>>(),
    })
}

fn change(change: &Change) -> Value {
    let Change { kind, scope, operation, description, item } = change;
    json!({
        "class": change.class().to_string(),
        "kind": kind.as_str(),
        "why": kind.reason(),
        "scope": scope,
        "operation": operation,
        "what": description,
        "item": item,
    })
}
