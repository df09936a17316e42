//! Reports the results of a run. Human-readable results go to stdout, errors and warnings to stderr. With
//! `--message-format json`, all messages go to stdout, one JSON object per line.

mod finding;
mod groups;
mod json;
mod untyped;
mod visible;

use crate::cli::arguments::{MessageFormat, named};
use crate::cli::error::Error;
use crate::cli::output_files::{Change, Changes};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Source;
use finding::{Finding, Location};
use groups::groups;
use std::fmt::Write as _;
use std::io::Write as _;
pub(crate) use visible::visible;

/// The maximum number of files or warnings that are listed without `--verbose`.
const MAX_LISTED: usize = 20;

/// The maximum number of similar warnings that are listed without `--verbose`.
const MAX_REPEATED: usize = 5;

/// Reports results in the requested format.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reporter {
    /// The format.
    pub(crate) format: MessageFormat,
    /// Whether to list every warning and every file.
    pub(crate) verbose: bool,
    /// The name of the command, for hints.
    pub(crate) program: &'static str,
}

impl Reporter {
    /// Reports why a command failed.
    pub(crate) fn error(self, error: &Error) {
        match error {
            Error::Plain { message, help } => {
                self.report(Finding { severity: Severity::Error, message, help, location: None });
            }
            Error::Documents { sources, diagnostics } => {
                let (errors, others): (Vec<_>, Vec<_>) =
                    diagnostics.iter().partition(|found| found.severity == Severity::Error);
                self.warnings(sources, others);
                errors
                    .into_iter()
                    .for_each(|found| self.report(Finding::from_diagnostic(found, sources)));
            }
            Error::Denied { count } => self.report(Finding {
                severity: Severity::Error,
                message: &format!(
                    "{} denied by `--deny-warnings`; no files were written",
                    plural(*count, "warning")
                ),
                help: "correct the documents with an overlay, or remove `--deny-warnings`",
                location: None,
            }),
            Error::Profile { source, error } => {
                let span = error.span.clone().unwrap_or_default();
                self.report(Finding {
                    severity: Severity::Error,
                    message: &error.message,
                    help: &error.help,
                    location: Some(Location { source, span, pointer: "", secret: false }),
                });
            }
        }
    }

    /// Reports warnings. Without `--verbose`, text output shows one example of each group of similar warnings, if there are
    /// many.
    pub(crate) fn warnings<'a>(
        self,
        sources: &[Source],
        found: impl IntoIterator<Item = &'a Diagnostic>,
    ) {
        let found: Vec<&Diagnostic> = found.into_iter().collect();
        if self.verbose || self.format == MessageFormat::Json {
            return found
                .iter()
                .for_each(|warning| self.report(Finding::from_diagnostic(warning, sources)));
        }
        let groups = groups(found.iter().copied());
        if found.len() <= MAX_LISTED && groups.iter().all(|group| group.all.len() <= MAX_REPEATED) {
            return found
                .iter()
                .for_each(|warning| self.report(Finding::from_diagnostic(warning, sources)));
        }
        for group in groups {
            let finding = Finding::from_diagnostic(group.first, sources);
            match group.all.len() {
                1 => self.report(finding),
                _ => {
                    let message = group.message();
                    let help = format!("{}; use `--verbose` to list each one", finding.help);
                    self.report(Finding { message: &message, help: &help, ..finding });
                }
            }
        }
    }

    /// Reports the values that stay untyped, grouped by reason; with `--verbose`, each of them.
    pub(crate) fn untyped(self, sources: &[Source], found: &[Diagnostic]) {
        if self.format == MessageFormat::Json {
            let lines = found.iter().filter_map(|found| {
                let finding = Finding::from_diagnostic(found, sources);
                Some(json::untyped(&finding, found.untyped?))
            });
            return lines.for_each(|line| print(&line));
        }
        print(&untyped::table(sources, found, self.verbose));
    }

    fn report(self, finding: Finding<'_>) {
        let finding = Finding { help: &named(finding.help, self.program), ..finding };
        match self.format {
            MessageFormat::Human => finding.print(),
            MessageFormat::Json => print(&json::finding(&finding)),
        }
    }

    /// Reports the written and removed files.
    pub(crate) fn written(self, folder: &str, changes: &Changes, files: usize) {
        if self.format == MessageFormat::Json {
            return print(&json::finished(true, folder, changes, files));
        }
        let removed = changes.values().filter(|change| **change == Change::Stray).count();
        let written = changes.len() - removed;
        let listed = self.verbose || changes.len() <= MAX_LISTED;
        let mut text = String::new();
        for (path, change) in changes {
            match change {
                Change::Stray => line(&mut text, "removed", folder, path),
                Change::Stale | Change::Missing if listed => line(&mut text, "wrote", folder, path),
                Change::Stale | Change::Missing => {}
            }
        }
        let unchanged = files - written;
        let written = plural(written, "file");
        let _ =
            writeln!(text, "{folder}: {written} written, {removed} removed, {unchanged} unchanged");
        print(&text);
    }

    /// Reports the files that differ from the output.
    pub(crate) fn differences(self, folder: &str, changes: &Changes, files: usize) {
        if self.format == MessageFormat::Json {
            return print(&json::finished(changes.is_empty(), folder, changes, files));
        }
        let mut text = String::new();
        for (path, change) in changes {
            line(&mut text, change.as_str(), folder, path);
        }
        let _ = match changes.len() {
            0 => writeln!(text, "{folder}: up to date ({})", plural(files, "file")),
            1 => writeln!(
                text,
                "{folder}: out of date, 1 file differs; run without `--check` to update it"
            ),
            count => writeln!(
                text,
                "{folder}: out of date, {count} files differ; run without `--check` to update them"
            ),
        };
        print(&text);
    }

    /// Reports the number of findings.
    pub(crate) fn findings(self, documents: &str, count: usize) {
        match (self.format, count) {
            (MessageFormat::Json, _) => print(&json::findings(count)),
            (MessageFormat::Human, 0) => print(&format!("{documents}: no findings\n")),
            (MessageFormat::Human, _) => {
                print(&format!("{documents}: {}\n", plural(count, "finding")));
            }
        }
    }
}

fn line(text: &mut String, verb: &str, folder: &str, path: &str) {
    let _ = writeln!(text, "{verb:8} {folder}/{path}");
}

/// A count with its noun, such as `1 file` or `2 files`.
pub(crate) fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// Prints to stdout, and ignores a closed pipe.
pub(crate) fn print(text: &str) {
    let _ = anstream::stdout().write_all(text.as_bytes());
}
