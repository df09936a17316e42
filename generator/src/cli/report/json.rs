//! JSON messages, one object per line. As in cargo's JSON messages, `reason` names the kind of message.

use super::finding::{Finding, Location};
use crate::cli::output_files::Changes;
use crate::diagnostic::{Recovery, Severity, Untyped};
use annotate_snippets::Renderer;
use serde_json::{Value, json};

/// An error or a warning.
pub(super) fn finding(finding: &Finding<'_>) -> String {
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Note => "note",
        Severity::Warning => "warning",
    };
    line(&json!({
        "reason": "diagnostic",
        "severity": severity,
        "message": finding.message,
        "help": finding.help,
        "location": finding.location.as_ref().map(location),
        "rendered": finding.render(&Renderer::plain()),
    }))
}

/// A value that stays untyped.
pub(super) fn untyped(finding: &Finding<'_>, untyped: Untyped) -> String {
    let remedy = match untyped.recovery {
        Recovery::Profile(key) => json!({ "profile": key }),
        Recovery::Overlay => json!("overlay"),
        Recovery::Unsupported => Value::Null,
    };
    line(&json!({
        "reason": "untyped",
        "type": untyped.ty.as_str(),
        "message": finding.message,
        "remedy": remedy,
        "location": finding.location.as_ref().map(location),
    }))
}

/// The location of a finding. Lines and columns start at 1, and columns count characters.
fn location(location: &Location<'_>) -> Value {
    let Location { source, span, pointer, secret: _ } = location; // contains no excerpt
    let (line, column) = source.line_column(span.start);
    json!({ "file": source.name(), "line": line, "column": column, "pointer": pointer })
}

/// The result of writing or checking the output.
pub(super) fn finished(success: bool, folder: &str, changes: &Changes, files: usize) -> String {
    let changes: Vec<Value> = changes
        .iter()
        .map(|(path, change)| json!({ "path": format!("{folder}/{path}"), "status": change.as_str() }))
        .collect();
    line(&json!({ "reason": "finished", "success": success, "files": files, "changes": changes }))
}

/// The number of findings.
pub(super) fn findings(count: usize) -> String {
    line(&json!({ "reason": "finished", "success": count == 0, "findings": count }))
}

fn line(value: &Value) -> String {
    format!("{value}\n")
}
