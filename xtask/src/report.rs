//! In: what a run came to. Out: results on stdout; errors and warnings on stderr, rendered as a compiler's are.

use crate::error::Error;
use crate::tree::{Change, Changes};
use annotate_snippets::{
    AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};
use generator::diagnostic::{Diagnostic, Severity};
use generator::source::Source;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::ops::Range;

/// This many files are listed, unless the caller wants them all.
const READABLE: usize = 20;

/// This many warnings of the same words are told one by one, unless the caller wants them all.
const FEW: usize = 5;

/// Lines of at most this many bytes are shown whole.
const LINE: usize = 140;

/// Of a value on a longer line, this many characters are shown, and this many of what stands before it.
const VALUE: usize = 60;
const BEFORE: usize = 40;

/// Tells why a run did not do what it was asked.
pub(crate) fn error(error: &Error) {
    match error {
        Error::Plain { message, help } => {
            tell(&Finding { level: Level::ERROR, message, help, place: None })
        }
        Error::Documents { sources, diagnostics } => {
            let (errors, others): (Vec<_>, Vec<_>) =
                diagnostics.iter().partition(|found| found.severity == Severity::Error);
            warnings(sources, others, false);
            errors.into_iter().for_each(|found| tell(&Finding::of(found, sources)));
        }
        Error::Profile { source, error } => {
            let span = error.span.clone().unwrap_or_default();
            tell(&Finding {
                level: Level::ERROR,
                message: &error.message,
                help: "the profile of this project, spec/api.toml, shows and explains every key",
                place: Some(Place { source, span, label: "" }),
            });
        }
    }
}

/// Tells what the output has less than the documents say. Of many warnings that say the same, and of many in all, the
/// number is told, unless all are wanted.
pub(crate) fn warnings<'a>(
    sources: &[Source],
    found: impl IntoIterator<Item = &'a Diagnostic>,
    verbose: bool,
) {
    let found: Vec<&Diagnostic> = found.into_iter().collect();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for warning in &found {
        *times.entry(&warning.message).or_default() += 1;
    }
    let is_repeated = |warning: &Diagnostic| {
        !verbose && times.get(warning.message.as_str()).is_some_and(|times| *times > FEW)
    };
    let (repeated, others): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        found.iter().copied().partition(|warning| is_repeated(warning));
    if !verbose && others.len() > READABLE {
        return tell_number(found.len(), "the documents give cause for warnings", "");
    }
    others.into_iter().for_each(|warning| tell(&Finding::of(warning, sources)));
    for warning in repeated {
        if let Some(times) = times.remove(warning.message.as_str()) {
            tell_number(times, &warning.message, &format!("{}; ", warning.help));
        }
    }
}

/// Tells how often something was found.
fn tell_number(times: usize, message: &str, help: &str) {
    let message = format!("{message} ({times} times)");
    let help = format!("{help}`--verbose` tells them one by one");
    tell(&Finding { level: Level::WARNING, message: &message, help: &help, place: None });
}

/// Tells what was written and removed.
pub(crate) fn written(folder: &str, changes: &Changes, files: usize, verbose: bool) {
    let removed = changes.values().filter(|change| **change == Change::Stray).count();
    let written = changes.len() - removed;
    let listed = verbose || changes.len() <= READABLE;
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
pub(crate) fn differences(folder: &str, changes: &Changes, files: usize) {
    let mut text = String::new();
    for (path, change) in changes {
        let word = match change {
            Change::Stale => "stale",
            Change::Missing => "missing",
            Change::Stray => "stray",
        };
        line(&mut text, word, folder, path);
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

fn line(text: &mut String, word: &str, folder: &str, path: &str) {
    let _ = writeln!(text, "{word:8} {folder}/{path}");
}

/// A reader of stdout who has gone away has seen enough.
fn print(text: &str) {
    let _ = anstream::stdout().write_all(text.as_bytes());
}

/// Something to tell.
struct Finding<'a> {
    level: Level<'static>,
    message: &'a str,
    help: &'a str,
    place: Option<Place<'a>>,
}

/// Where it is.
struct Place<'a> {
    source: &'a Source,
    span: Range<usize>,
    label: &'a str,
}

impl<'a> Finding<'a> {
    fn of(found: &'a Diagnostic, sources: &'a [Source]) -> Self {
        Self {
            level: match found.severity {
                Severity::Error => Level::ERROR,
                Severity::Warning => Level::WARNING,
            },
            message: &found.message,
            help: &found.help,
            place: sources.get(found.location.file).map(|source| Place {
                source,
                span: source.locate(&found.location.pointer),
                label: found.location.pointer.as_str(),
            }),
        }
    }
}

/// Writes a finding to stderr, coloured where that is wanted.
fn tell(finding: &Finding<'_>) {
    let help = normalize_untrusted_str(finding.help);
    let label = finding.place.as_ref().map(|place| normalize_untrusted_str(place.label));
    let title = finding.level.clone().primary_title(finding.message);
    let group = match &finding.place {
        Some(place) => title.elements(place.elements(label.as_deref().unwrap_or_default())),
        None => Group::with_title(title),
    };
    let text = Renderer::styled().render(&[group.element(Level::HELP.message(help))]);
    let _ = writeln!(anstream::stderr(), "{text}\n");
}

impl<'a> Place<'a> {
    /// The line where the place begins; a value of many lines is marked on its first.
    ///
    /// Of a long line little more than the place is shown: a page that is refused for its credentials is not to be printed
    /// whole, nor a document of one line for each of its warnings.
    fn elements(&self, label: &'a str) -> Vec<Element<'a>> {
        let (number, column) = self.source.line_column(self.span.start);
        let range = self.source.line(number);
        let at = self.span.start.min(range.end) - range.start;
        let line = self.source.text().get(range).unwrap_or_default();
        let (before, after) = line.split_at_checked(at).unwrap_or((line, ""));
        let (cut, shown) = match before.char_indices().nth_back(BEFORE) {
            Some((cut, _)) if line.len() > LINE => (true, before.get(cut..).unwrap_or_default()),
            _ => (false, before),
        };
        let excerpt: String = match line.len() {
            0..=LINE => line.to_owned(),
            _ => shown.chars().chain(after.chars().take(VALUE)).collect(),
        };
        let marked = shown.len()..excerpt.len().min(shown.len() + self.span.len());
        let path = self.source.name();
        // The column of what is cut is not that of the line.
        let origin = cut.then(|| Origin::path(path).line(number).char_column(column).into());
        let snippet = Snippet::source(excerpt)
            .line_start(number)
            .path((!cut).then_some(path))
            .annotation(AnnotationKind::Primary.span(marked).label(label));
        origin.into_iter().chain([snippet.into()]).collect()
    }
}
