//! In: what came of documents. Out: a table for people, or JSON for programs, an object a line.

use super::row::{Result, Row, Total};
use crate::cli::MessageFormat;
use crate::report;
use generator::figures::Figures;
use serde_json::json;
use std::time::Duration;

/// What is told, line by line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table {
    pub(super) format: MessageFormat,
    /// The length of the longest name.
    pub(super) widest: usize,
}

impl Table {
    /// The names of the columns, which JSON has in each line.
    pub(super) fn head(self) {
        if self.format == MessageFormat::Human {
            report::print(&format!(
                "{:widest$} {:>10} {:>7} {:>8} {:>7} {:>8} {:>8} {:>7}  outcome\n",
                "document",
                "operations",
                "schemas",
                "warnings",
                "untyped",
                "lines",
                "generate",
                "check",
                widest = self.widest
            ));
        }
    }

    pub(super) fn row(self, name: &str, row: &Row) {
        report::print(&match self.format {
            MessageFormat::Human => to_text(row, name, self.widest),
            MessageFormat::Json => to_json(row, name),
        });
    }

    pub(super) fn total(self, total: Total) {
        let Total { documents, ok, skipped, refused, failed } = total;
        report::print(&match self.format {
            MessageFormat::Human => format!(
                "{documents} documents: {ok} ok, {skipped} skipped, {refused} refused, {failed} failed\n"
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

fn to_text(row: &Row, name: &str, widest: usize) -> String {
    let name = report::visible(name);
    let made = |number: usize| match row.figures {
        Some(_) => number.to_string(),
        None => "-".to_owned(),
    };
    let Figures { operations, schemas, untyped } = row.figures.unwrap_or_default();
    let [operations, schemas, warnings, untyped, lines] =
        [operations, schemas, row.warnings, untyped, row.lines].map(made);
    let seconds = |time: Option<Duration>| {
        time.map_or_else(|| "-".to_owned(), |time| format!("{:.2}", time.as_secs_f64()))
    };
    let [generated_in, checked_in] = [row.generated_in, row.checked_in].map(seconds);
    let mut came = match &row.came {
        // What is to be looked into is to be seen.
        Result::Failed(_) => "FAILED",
        other => word(other),
    }
    .to_owned();
    if let Some(why) = row.came.why() {
        came.push_str(": ");
        came.push_str(&report::visible(why));
    }
    format!(
        "{name:widest$} {operations:>10} {schemas:>7} {warnings:>8} {untyped:>7} {lines:>8} {generated_in:>8} {checked_in:>7}  {came}\n"
    )
}

/// The row as an object; what there is none of is `null`.
fn to_json(row: &Row, name: &str) -> String {
    let made = |number: usize| row.figures.is_some().then_some(number);
    let line = json!({
        "reason": "document",
        "document": name,
        "outcome": word(&row.came),
        "message": row.came.why(),
        "operations": row.figures.map(|figures| figures.operations),
        "schemas": row.figures.map(|figures| figures.schemas),
        "warnings": made(row.warnings),
        "untyped": row.figures.map(|figures| figures.untyped),
        "lines": made(row.lines),
        "generate_seconds": row.generated_in.map(|time| time.as_secs_f64()),
        "check_seconds": row.checked_in.map(|time| time.as_secs_f64()),
    });
    format!("{line}\n")
}

const fn word(came: &Result) -> &'static str {
    match came {
        Result::Ok => "ok",
        Result::Skipped => "skipped",
        Result::Refused(_) => "refused",
        Result::Failed(_) => "failed",
    }
}
