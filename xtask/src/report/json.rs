//! In: what a run came to. Out: JSON, an object a line, each with the `reason` that it is there for, as cargo does it.

use super::finding::{Finding, Place};
use crate::tree::Changes;
use annotate_snippets::Renderer;
use generator::diagnostic::Severity;
use serde_json::{Value, json};

/// Something found in the documents or in the way.
pub(super) fn finding(finding: &Finding<'_>) -> String {
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    line(&json!({
        "reason": "diagnostic",
        "severity": severity,
        "message": finding.message,
        "help": finding.help,
        "place": finding.place.as_ref().map(place),
        "rendered": finding.render(&Renderer::plain()),
    }))
}

/// Where it is; lines and columns count from 1, columns count characters.
fn place(place: &Place<'_>) -> Value {
    let Place { source, span, pointer, secret: _ } = place; // no excerpt here
    let (line, column) = source.line_column(span.start);
    json!({ "file": source.name(), "line": line, "column": column, "pointer": pointer })
}

/// What became of the files.
pub(super) fn finished(success: bool, folder: &str, changes: &Changes, files: usize) -> String {
    let changes: Vec<Value> = changes
        .iter()
        .map(|(path, change)| json!({ "path": format!("{folder}/{path}"), "was": change.word() }))
        .collect();
    line(&json!({ "reason": "finished", "success": success, "files": files, "changes": changes }))
}

/// How much was found.
pub(super) fn findings(number: usize) -> String {
    line(&json!({ "reason": "finished", "success": number == 0, "findings": number }))
}

fn line(value: &Value) -> String {
    format!("{value}\n")
}
