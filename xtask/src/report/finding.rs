//! In: something to tell. Out: the same as a compiler would, on stderr: the place, an excerpt, why, and what to do.

use super::visible;
use annotate_snippets::{
    AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};
use generator::diagnostic::{Diagnostic, Severity};
use generator::source::Source;
use std::io::Write as _;
use std::ops::Range;

/// Lines of at most this many bytes are shown whole.
const LINE: usize = 140;

/// Of a value on a longer line, this many characters are shown, and this many of what stands before it.
const VALUE: usize = 60;
const BEFORE: usize = 40;

/// Something to tell.
pub(super) struct Finding<'a> {
    pub(super) severity: Severity,
    pub(super) message: &'a str,
    pub(super) help: &'a str,
    pub(super) place: Option<Place<'a>>,
}

/// Where it is.
pub(super) struct Place<'a> {
    pub(super) source: &'a Source,
    pub(super) span: Range<usize>,
    /// The JSON pointer of a place in a document.
    pub(super) pointer: &'a str,
    /// Whether what stands there must not be shown.
    pub(super) secret: bool,
}

impl<'a> Finding<'a> {
    pub(super) fn of(found: &'a Diagnostic, sources: &'a [Source]) -> Self {
        Self {
            severity: found.severity,
            message: &found.message,
            help: &found.help,
            place: sources.get(found.location.file).map(|source| Place {
                source,
                span: source.locate(&found.location.pointer),
                pointer: found.location.pointer.as_str(),
                secret: found.secret,
            }),
        }
    }

    /// Writes it to stderr, coloured where that is wanted.
    pub(super) fn print(&self) {
        let _ = writeln!(anstream::stderr(), "{}\n", self.render(&Renderer::styled()));
    }

    /// The finding as a text of several lines.
    pub(super) fn render(&self, renderer: &Renderer) -> String {
        let help = normalize_untrusted_str(self.help);
        let label = self.place.as_ref().map(|place| normalize_untrusted_str(place.pointer));
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level.primary_title(self.message);
        let group = match &self.place {
            Some(place) => title.elements(place.elements(label.as_deref().unwrap_or_default())),
            None => Group::with_title(title),
        };
        renderer.render(&[group.element(Level::HELP.message(help))])
    }
}

impl<'a> Place<'a> {
    /// The line where the place begins; a value of many lines is marked on its first.
    ///
    /// Of a long line little more than the place is shown: a page that is refused for its credentials is not to be printed
    /// whole, nor a document of one line for each of its warnings.
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
        let (cut, shown) = match before.char_indices().nth_back(BEFORE) {
            Some((cut, _)) if line.len() > LINE => (true, before.get(cut..).unwrap_or_default()),
            _ => (false, before),
        };
        let excerpt: String = match line.len() {
            0..=LINE => line.to_owned(),
            _ => shown.chars().chain(after.chars().take(VALUE)).collect(),
        };
        let marked = shown.len()..excerpt.len().min(shown.len() + self.span.len());
        let path = visible(self.source.name());
        // The column of what is cut is not that of the line.
        let origin =
            cut.then(|| Origin::path(path.clone()).line(number).char_column(column).into());
        let snippet = Snippet::source(excerpt)
            .line_start(number)
            .path((!cut).then_some(path))
            .annotation(AnnotationKind::Primary.span(marked).label(label));
        origin.into_iter().chain([snippet.into()]).collect()
    }
}
