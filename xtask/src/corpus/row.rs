//! In: what came of documents. Out: the rows of a table.

use generator::figures::Figures;
use std::time::Duration;

/// What came of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Result {
    /// A client that compiles without a warning, or was not compiled.
    Ok,
    /// It is none that a client is made of.
    Skipped,
    /// The generator says what is wrong with it.
    Refused(String),
    /// No client, or one that does not compile without a warning.
    Failed(String),
}

/// A row of the table.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) came: Result,
    pub(super) figures: Option<Figures>,
    pub(super) warnings: usize,
    pub(super) lines: usize,
    pub(super) generated_in: Option<Duration>,
    pub(super) checked_in: Option<Duration>,
}

impl Row {
    /// A row of what came of a document, and nothing else.
    pub(super) fn of(came: Result) -> Self {
        Self { came, figures: None, warnings: 0, lines: 0, generated_in: None, checked_in: None }
    }

    /// The row as a line.
    pub(super) fn to_text(&self, name: &str, widest: usize) -> String {
        let made = |number: usize| match self.figures {
            Some(_) => number.to_string(),
            None => "-".to_owned(),
        };
        let Figures { operations, schemas, untyped } = self.figures.unwrap_or_default();
        let [operations, schemas, warnings, untyped, lines] =
            [operations, schemas, self.warnings, untyped, self.lines].map(made);
        let [generated_in, checked_in] = [self.generated_in, self.checked_in].map(seconds);
        let came = match &self.came {
            Result::Ok => "ok".to_owned(),
            Result::Skipped => "skipped: no OpenAPI document".to_owned(),
            Result::Refused(why) => format!("refused: {why}"),
            Result::Failed(why) => format!("FAILED: {why}"),
        };
        format!(
            "{name:widest$} {operations:>10} {schemas:>7} {warnings:>8} {untyped:>7} {lines:>8} {generated_in:>8} {checked_in:>7}  {came}\n"
        )
    }
}

fn seconds(time: Option<Duration>) -> String {
    time.map_or_else(|| "-".to_owned(), |time| format!("{:.2}", time.as_secs_f64()))
}

/// The first line of the table.
pub(super) fn head(widest: usize) -> String {
    format!(
        "{:widest$} {:>10} {:>7} {:>8} {:>7} {:>8} {:>8} {:>7}  outcome\n",
        "document", "operations", "schemas", "warnings", "untyped", "lines", "generate", "check"
    )
}

/// The last line of the table.
pub(super) fn total(rows: &[Row]) -> String {
    let count = |is: fn(&Result) -> bool| rows.iter().filter(|row| is(&row.came)).count();
    format!(
        "{} documents: {} ok, {} skipped, {} refused, {} failed\n",
        rows.len(),
        count(|came| matches!(came, Result::Ok)),
        count(|came| matches!(came, Result::Skipped)),
        count(|came| matches!(came, Result::Refused(_))),
        count(|came| matches!(came, Result::Failed(_))),
    )
}
