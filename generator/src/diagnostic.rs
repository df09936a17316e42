//! What the stages find -> [`Diagnostic`]s that name file, line and JSON pointer, what is wrong and what to do.

use crate::source::{Pointer, Source};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The output is whole; something in it is less than the document says.
    Warning,
    /// There is no output.
    Error,
}

/// A place in one of the input's files.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Location {
    /// The file's place among the sources.
    pub file: usize,
    /// The place in the file.
    pub pointer: Pointer,
}

/// A problem in the input, with its location and a remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its severity.
    pub severity: Severity,
    /// Its location.
    pub location: Location,
    /// The problem.
    pub message: String,
    /// The remedy, as an imperative.
    pub help: String,
    /// Whether the value at the location is a secret and must not be shown.
    pub secret: bool,
}

impl Diagnostic {
    /// The finding in plain text: `file:line:column: severity: message`, the pointer and the remedy.
    #[must_use]
    pub fn to_text(&self, sources: &[Source]) -> String {
        let severity = match self.severity {
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        let place = sources.get(self.location.file).map_or_else(String::new, |source| {
            let (line, column) = source.line_column(source.locate(&self.location.pointer).start);
            format!("{}:{line}:{column}: ", source.name())
        });
        let pointer = match self.location.pointer.as_str() {
            "" => "the whole document",
            pointer => pointer,
        };
        format!("{place}{severity}: {}\n  at: {pointer}\n  help: {}\n", self.message, self.help)
    }
}

/// The origins of the values of the merged document.
#[derive(Clone, Debug, Default)]
pub struct Origins(BTreeMap<Pointer, Location>);

impl Origins {
    /// Notes that what stands at `merged` was read at `location`.
    pub fn note(&mut self, merged: Pointer, location: Location) {
        self.0.insert(merged, location);
    }

    /// Notes that what stood at `from`, and what it holds, stands at `to` now.
    pub fn moved(&mut self, from: &Pointer, to: &Pointer) {
        let location = self.resolve(from);
        let inside: Vec<(Pointer, Location)> = self.take(from).collect();
        self.put(from, to, location, inside);
    }

    /// Notes that what stood at `from` in another document, and what it holds, stands at `to` of this one.
    pub fn bring(&mut self, other: &mut Self, from: &Pointer, to: &Pointer) {
        let location = other.resolve(from);
        let inside: Vec<(Pointer, Location)> = other.take(from).collect();
        self.put(from, to, location, inside);
    }

    fn put(
        &mut self,
        from: &Pointer,
        to: &Pointer,
        location: Location,
        inside: Vec<(Pointer, Location)>,
    ) {
        self.note(to.clone(), location);
        for (pointer, location) in inside {
            if let Some(rest) = pointer.strip(from) {
                self.note(to.join(rest), location);
            }
        }
    }

    /// Notes that a copy of what stands at `from` stands at `to`.
    pub fn copied(&mut self, from: &Pointer, to: &Pointer) {
        self.note(to.clone(), self.resolve(from));
    }

    /// Forgets the notes of a value that is no more, and of what it held.
    pub fn forget(&mut self, gone: &Pointer) {
        self.take(gone).for_each(drop);
    }

    /// Notes that the elements of a list from `index` on have moved down by one, into the place of one that is no more.
    pub fn close_gap(&mut self, list: &Pointer, index: usize, elements: usize) {
        self.forget(&list.child(index));
        for to in index..elements {
            self.moved(&list.child(to + 1), &list.child(to));
        }
    }

    /// Where the value at a pointer into the merged document was read: by the innermost note that encloses it.
    #[must_use]
    pub fn resolve(&self, pointer: &Pointer) -> Location {
        let noted = pointer
            .enclosing()
            .find_map(|around| Some((self.0.get(&around)?, pointer.strip(&around)?)));
        noted.map_or_else(
            || Location { file: 0, pointer: pointer.clone() },
            |(location, rest)| Location {
                file: location.file,
                pointer: location.pointer.join(rest),
            },
        )
    }

    /// Takes out the notes of a value and of what it holds.
    fn take(&mut self, of: &Pointer) -> impl Iterator<Item = (Pointer, Location)> + use<> {
        // A note whose text only begins alike may stand between two of them.
        let alike = self.0.range(of.clone()..).map(|(pointer, _)| pointer);
        let alike = alike.take_while(|pointer| pointer.as_str().starts_with(of.as_str()));
        let inside: Vec<Pointer> =
            alike.filter(|pointer| pointer.strip(of).is_some()).cloned().collect();
        let taken: Vec<_> =
            inside.into_iter().filter_map(|pointer| self.0.remove_entry(&pointer)).collect();
        taken.into_iter()
    }
}

/// The findings of a run, in the order in which they were made.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    origins: Arc<Origins>,
    found: Vec<Diagnostic>,
    strict: bool,
}

impl Diagnostics {
    /// An empty collection. In strict mode, [violations](Self::violation) are errors.
    #[must_use]
    pub fn new(strict: bool) -> Self {
        Self { strict, ..Self::default() }
    }

    /// Sets where the values of the merged document came from: pointers given from now on lead into it.
    pub fn set_origins(&mut self, origins: Origins) {
        self.origins = Arc::new(origins);
    }

    /// Where the values of the merged document came from, to be changed as the document is.
    pub fn origins_mut(&mut self) -> &mut Origins {
        Arc::make_mut(&mut self.origins)
    }

    /// Returns an empty collection with the same origins, for parallel work; see [`append`](Self::append).
    #[must_use]
    pub fn fork(&self) -> Self {
        Self { origins: Arc::clone(&self.origins), found: Vec::new(), strict: self.strict }
    }

    /// Appends the diagnostics of a [fork](Self::fork).
    pub fn append(&mut self, aside: Self) {
        self.found.extend(aside.found);
    }

    /// An error at a pointer into the merged document.
    pub fn error(&mut self, at: &Pointer, message: impl fmt::Display, help: impl fmt::Display) {
        self.push(Severity::Error, self.origins.resolve(at), message, help);
    }

    /// A warning at a pointer into the merged document.
    pub fn warning(&mut self, at: &Pointer, message: impl fmt::Display, help: impl fmt::Display) {
        self.push(Severity::Warning, self.origins.resolve(at), message, help);
    }

    /// A violation of the specification that can be meant in one way only, at a pointer into the merged document: a warning,
    /// or an error in strict mode.
    pub fn violation(&mut self, at: &Pointer, message: impl fmt::Display, help: impl fmt::Display) {
        self.violation_in(self.origins.resolve(at), message, help);
    }

    /// A violation in a file as it was read, before the files are merged.
    pub fn violation_in(
        &mut self,
        location: Location,
        message: impl fmt::Display,
        help: impl fmt::Display,
    ) {
        let severity = if self.strict { Severity::Error } else { Severity::Warning };
        self.push(severity, location, message, help);
    }

    /// A warning of a value that must not be shown, at a pointer into the merged document.
    pub fn secret(&mut self, at: &Pointer, message: impl fmt::Display, help: impl fmt::Display) {
        self.warning(at, message, help);
        if let Some(last) = self.found.last_mut() {
            last.secret = true;
        }
    }

    /// An error in a file as it was read, before the files are merged.
    pub fn error_in(
        &mut self,
        location: Location,
        message: impl fmt::Display,
        help: impl fmt::Display,
    ) {
        self.push(Severity::Error, location, message, help);
    }

    /// A warning in a file as it was read, before the files are merged.
    pub fn warning_in(
        &mut self,
        location: Location,
        message: impl fmt::Display,
        help: impl fmt::Display,
    ) {
        self.push(Severity::Warning, location, message, help);
    }

    /// Where the value at a pointer into the merged document was read.
    #[must_use]
    pub fn location(&self, at: &Pointer) -> Location {
        self.origins.resolve(at)
    }

    /// Whether anything found stands in the way of output.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// All that was found.
    #[must_use]
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.found
    }

    fn push(
        &mut self,
        severity: Severity,
        location: Location,
        message: impl fmt::Display,
        help: impl fmt::Display,
    ) {
        self.found.push(Diagnostic {
            severity,
            location,
            message: message.to_string(),
            help: help.to_string(),
            secret: false,
        });
    }
}
