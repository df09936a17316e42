//! Prints the results of documents, as a table or as JSON with one object per line.

use super::row::{Row, Status, Total};
use crate::cli::arguments::MessageFormat;
use crate::cli::report;
use crate::stats::Stats;
use serde_json::json;
use std::time::Duration;

/// The output, line by line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table {
    pub(super) format: MessageFormat,
    /// The length of the longest document name.
    pub(super) name_width: usize,
}

impl Table {
    /// Prints the column names. JSON objects need no header.
    pub(super) fn header(self) {
        if self.format == MessageFormat::Human {
            report::print(&format!(
                "{:name_width$} {:>10} {:>7} {:>8} {:>7} {:>8} {:>8} {:>7}  outcome\n",
                "document",
                "operations",
                "schemas",
                "warnings",
                "untyped",
                "lines",
                "generate",
                "check",
                name_width = self.name_width
            ));
        }
    }

    pub(super) fn row(self, name: &str, row: &Row) {
        report::print(&match self.format {
            MessageFormat::Human => to_text(row, name, self.name_width),
            MessageFormat::Json => to_json(row, name),
        });
    }

    pub(super) fn total(self, total: Total) {
        let Total { documents, ok, skipped, refused, failed } = total;
        report::print(&match self.format {
            MessageFormat::Human => format!(
                "{}: {ok} ok, {skipped} skipped, {refused} refused, {failed} failed\n",
                report::plural(documents, "document")
            ),
            MessageFormat::Json => {
                let line = json!({
                    "reason": "finished",
                    "success": failed == 0,
                    "documents": documents,
                    "ok": ok,
                    "skipped": skipped,
                    "refused": refused,
                    "failed": failed,
                });
                format!("{line}\n")
            }
        });
    }
}

fn to_text(row: &Row, name: &str, name_width: usize) -> String {
    let name = report::visible(name);
    let count = |number: usize| match row.stats {
        Some(_) => number.to_string(),
        None => "-".to_owned(),
    };
    let Stats { operations, schemas, untyped } = row.stats.unwrap_or_default();
    let [operations, schemas, warnings, untyped, lines] =
        [operations, schemas, row.warnings, untyped, row.lines].map(count);
    let seconds = |time: Option<Duration>| {
        time.map_or_else(|| "-".to_owned(), |time| format!("{:.2}", time.as_secs_f64()))
    };
    let [generate_time, check_time] = [row.generate_time, row.check_time].map(seconds);
    let mut outcome = match &row.status {
        // Failures stand out in capitals.
        Status::Failed(_) => "FAILED",
        other => as_str(other),
    }
    .to_owned();
    if let Some(reason) = row.status.reason() {
        outcome.push_str(": ");
        outcome.push_str(&report::visible(reason));
    }
    format!(
        "{name:name_width$} {operations:>10} {schemas:>7} {warnings:>8} {untyped:>7} {lines:>8} {generate_time:>8} {check_time:>7}  {outcome}\n"
    )
}

/// The row as an object. Missing statistics are `null`.
fn to_json(row: &Row, name: &str) -> String {
    let count = |number: usize| row.stats.is_some().then_some(number);
    let line = json!({
        "reason": "document",
        "document": name,
        "outcome": as_str(&row.status),
        "message": row.status.reason(),
        "operations": row.stats.map(|stats| stats.operations),
        "schemas": row.stats.map(|stats| stats.schemas),
        "warnings": count(row.warnings),
        "untyped": row.stats.map(|stats| stats.untyped),
        "lines": count(row.lines),
        "generate_seconds": row.generate_time.map(|time| time.as_secs_f64()),
        "check_seconds": row.check_time.map(|time| time.as_secs_f64()),
    });
    format!("{line}\n")
}

const fn as_str(status: &Status) -> &'static str {
    match status {
        Status::Ok => "ok",
        Status::Skipped => "skipped",
        Status::Refused(_) => "refused",
        Status::Failed(_) => "failed",
    }
}
