//! [`Finding`]: an error or a warning, rendered like rustc's diagnostics with its location, an excerpt and a suggestion.

use super::visible;
use super::visible::shortened;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Source;
use annotate_snippets::{
    AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};
use std::io::Write as _;
use std::ops::Range;

/// The maximum length in bytes of a line that is shown whole.
const MAX_LINE: usize = 140;

/// The number of characters that are shown of a value on a longer line.
const VALUE: usize = 60;

/// The number of characters that are shown before such a value.
const CONTEXT: usize = 40;

/// An error or a warning.
pub(super) struct Finding<'a> {
    pub(super) severity: Severity,
    pub(super) message: &'a str,
    pub(super) help: &'a str,
    pub(super) location: Option<Location<'a>>,
}

/// The location of a finding.
pub(super) struct Location<'a> {
    pub(super) source: &'a Source,
    pub(super) span: Range<usize>,
    /// The JSON pointer into a document.
    pub(super) pointer: &'a str,
    /// Whether the value at the location must not be shown.
    pub(super) secret: bool,
}

impl<'a> Finding<'a> {
    pub(super) fn from_diagnostic(found: &'a Diagnostic, sources: &'a [Source]) -> Self {
        Self {
            severity: found.severity,
            message: &found.message,
            help: &found.help,
            location: sources.get(found.location.file).map(|source| Location {
                source,
                span: found.span(source),
                pointer: found.location.pointer.as_str(),
                secret: found.secret,
            }),
        }
    }

    /// Prints the finding to stderr, with colors if they are enabled.
    pub(super) fn print(&self) {
        let _ = writeln!(anstream::stderr(), "{}\n", self.render(&Renderer::styled()));
    }

    /// Renders the finding as several lines of text.
    pub(super) fn render(&self, renderer: &Renderer) -> String {
        let (message, help) = (shortened(self.message), shortened(self.help));
        let help = normalize_untrusted_str(&help);
        let pointer = self.location.as_ref().map(|location| shortened(location.pointer));
        let label = pointer.as_deref().map(normalize_untrusted_str);
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Note => Level::NOTE,
            Severity::Warning => Level::WARNING,
        };
        let title = level.primary_title(&*message);
        let group = match &self.location {
            Some(location) => {
                title.elements(location.elements(label.as_deref().unwrap_or_default()))
            }
            None => Group::with_title(title),
        };
        renderer.render(&[group.element(Level::HELP.message(help))])
    }
}

impl<'a> Location<'a> {
    /// The line that contains the start of the location, with the value marked.
    ///
    /// A long line is shortened to the surroundings of the value, so that neither credentials nor a single-line document
    /// is printed.
    fn elements(&self, label: &'a str) -> Vec<Element<'a>> {
        let (number, column) = self.source.line_column(self.span.start);
        if self.secret {
            let origin = Origin::path(visible(self.source.name())).line(number).char_column(column);
            return vec![origin.into(), Level::NOTE.message(label).into()];
        }
        let range = self.source.line(number);
        let at = self.span.start.min(range.end) - range.start;
        let line = self.source.text().get(range).unwrap_or_default();
        let (before, after) = line.split_at_checked(at).unwrap_or((line, ""));
        let (cut, shown) = match before.char_indices().nth_back(CONTEXT) {
            Some((cut, _)) if line.len() > MAX_LINE => {
                (true, before.get(cut..).unwrap_or_default())
            }
            _ => (false, before),
        };
        let excerpt: String = match line.len() {
            0..=MAX_LINE => line.to_owned(),
            _ => shown.chars().chain(after.chars().take(VALUE)).collect(),
        };
        let marked = shown.len()..excerpt.len().min(shown.len() + self.span.len());
        let path = visible(self.source.name());
        // The snippet would show a column relative to the excerpt.
        let origin =
            cut.then(|| Origin::path(path.clone()).line(number).char_column(column).into());
        let snippet = Snippet::source(excerpt)
            .line_start(number)
            .path((!cut).then_some(path))
            .annotation(AnnotationKind::Primary.span(marked).label(label));
        origin.into_iter().chain([snippet.into()]).collect()
    }
}
