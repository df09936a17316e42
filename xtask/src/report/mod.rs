//! In: what a run came to. Out: for people, results on stdout, errors and warnings on stderr; for programs, all of it on
//! stdout, a JSON object a line.

mod finding;
mod json;
mod visible;

use crate::cli::MessageFormat;
use crate::error::Error;
use crate::tree::{Change, Changes};
use finding::{Finding, Place};
use generator::diagnostic::{Diagnostic, Severity};
use generator::source::Source;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::Write as _;
pub(crate) use visible::visible;

/// This many files are listed, unless the caller wants them all.
const READABLE: usize = 20;

/// This many warnings of the same words are told one by one, unless the caller wants them all.
const FEW: usize = 5;

/// Tells what a run came to, in the way that the caller asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reporter {
    /// In which form.
    pub(crate) format: MessageFormat,
    /// Whether each warning and each file is told, however many there are.
    pub(crate) verbose: bool,
}

impl Reporter {
    /// Tells why a run did not do what it was asked.
    pub(crate) fn error(self, error: &Error) {
        match error {
            Error::Plain { message, help } => {
                self.tell(&Finding { severity: Severity::Error, message, help, place: None });
            }
            Error::Documents { sources, diagnostics } => {
                let (errors, others): (Vec<_>, Vec<_>) =
                    diagnostics.iter().partition(|found| found.severity == Severity::Error);
                self.warnings(sources, others);
                errors.into_iter().for_each(|found| self.tell(&Finding::of(found, sources)));
            }
            Error::Denied { number } => self.tell(&Finding {
                severity: Severity::Error,
                message: &format!(
                    "nothing is written: warnings are denied, and there are {number}"
                ),
                help: "correct the documents with an overlay, or do without `--deny-warnings`",
                place: None,
            }),
            Error::Profile { source, error } => {
                let span = error.span.clone().unwrap_or_default();
                self.tell(&Finding {
                    severity: Severity::Error,
                    message: &error.message,
                    help: "the profile of this project, spec/api.toml, shows and explains every key",
                    place: Some(Place { source, span, pointer: "", secret: false }),
                });
            }
        }
    }

    /// Tells what the output has less than the documents say. To people, of many warnings that say the same, and of many
    /// in all, the number is told, unless all are wanted.
    pub(crate) fn warnings<'a>(
        self,
        sources: &[Source],
        found: impl IntoIterator<Item = &'a Diagnostic>,
    ) {
        let found: Vec<&Diagnostic> = found.into_iter().collect();
        if self.verbose || self.format == MessageFormat::Json {
            return found.iter().for_each(|warning| self.tell(&Finding::of(warning, sources)));
        }
        let mut times: HashMap<&str, usize> = HashMap::new();
        for warning in &found {
            *times.entry(&warning.message).or_default() += 1;
        }
        let is_repeated = |warning: &Diagnostic| {
            times.get(warning.message.as_str()).is_some_and(|times| *times > FEW)
        };
        let (repeated, others): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
            found.iter().copied().partition(|warning| is_repeated(warning));
        if others.len() > READABLE {
            return self.tell_number(found.len(), "the documents give cause for warnings", "");
        }
        others.into_iter().for_each(|warning| self.tell(&Finding::of(warning, sources)));
        for warning in repeated {
            if let Some(times) = times.remove(warning.message.as_str()) {
                self.tell_number(times, &warning.message, &format!("{}; ", warning.help));
            }
        }
    }

    /// Tells how often something was found.
    fn tell_number(self, times: usize, message: &str, help: &str) {
        let message = format!("{message} ({times} times)");
        let help = format!("{help}`--verbose` tells them one by one");
        self.tell(&Finding {
            severity: Severity::Warning,
            message: &message,
            help: &help,
            place: None,
        });
    }

    fn tell(self, finding: &Finding<'_>) {
        match self.format {
            MessageFormat::Human => finding.print(),
            MessageFormat::Json => print(&json::finding(finding)),
        }
    }

    /// Tells what was written and removed.
    pub(crate) fn written(self, folder: &str, changes: &Changes, files: usize) {
        if self.format == MessageFormat::Json {
            return print(&json::finished(true, folder, changes, files));
        }
        let removed = changes.values().filter(|change| **change == Change::Stray).count();
        let written = changes.len() - removed;
        let listed = self.verbose || changes.len() <= READABLE;
        let mut text = String::new();
        for (path, change) in changes {
            match change {
                Change::Stray => line(&mut text, "removed", folder, path),
                Change::Stale | Change::Missing if listed => line(&mut text, "wrote", folder, path),
                Change::Stale | Change::Missing => {}
            }
        }
        let unchanged = files - written;
        let _ = writeln!(
            text,
            "{folder}: files written: {written}, removed: {removed}, unchanged: {unchanged}"
        );
        print(&text);
    }

    /// Tells what would be written and removed.
    pub(crate) fn differences(self, folder: &str, changes: &Changes, files: usize) {
        if self.format == MessageFormat::Json {
            return print(&json::finished(changes.is_empty(), folder, changes, files));
        }
        let mut text = String::new();
        for (path, change) in changes {
            line(&mut text, change.word(), folder, path);
        }
        let _ = match changes.len() {
            0 => writeln!(text, "{folder}: up to date, files: {files}"),
            differing => writeln!(
                text,
                "{folder}: out of date, files that differ: {differing}; without --check they are written"
            ),
        };
        print(&text);
    }

    /// Tells how many findings documents gave cause for.
    pub(crate) fn findings(self, documents: &str, number: usize) {
        match (self.format, number) {
            (MessageFormat::Json, _) => print(&json::findings(number)),
            (MessageFormat::Human, 0) => print(&format!("{documents}: nothing found\n")),
            (MessageFormat::Human, _) => print(&format!("{documents}: findings: {number}\n")),
        }
    }
}

fn line(text: &mut String, word: &str, folder: &str, path: &str) {
    let _ = writeln!(text, "{word:8} {folder}/{path}");
}

/// A reader of stdout who has gone away has seen enough.
pub(crate) fn print(text: &str) {
    let _ = anstream::stdout().write_all(text.as_bytes());
}
