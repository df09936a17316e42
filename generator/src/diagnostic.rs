//! Problems -> [`Diagnostic`]s: severity, file, line, JSON pointer, message and remedy.

mod untyped;

use crate::source::{Pointer, Source};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;
pub use untyped::{Recovery, Untyped, UntypedAs};

/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A detail that only `spec lint` and `codegen --report-untyped` report.
    Note,
    /// The generator produces output, but leaves out or simplifies a part of the document.
    Warning,
    /// The generator produces no output.
    Error,
}

/// A location in one of the input files.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Location {
    /// The index of the file in the list of sources.
    pub file: usize,
    /// The JSON pointer into the file.
    pub pointer: Pointer,
}

/// A problem in the input, with its location and a remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The severity.
    pub severity: Severity,
    /// The location.
    pub location: Location,
    /// The problem.
    pub message: String,
    /// The remedy, as an imperative.
    pub help: String,
    /// Whether the value at the location is a secret, which must not be shown.
    pub secret: bool,
    /// Whether the problem is the name of the property at the location, not its value.
    pub is_name: bool,
    /// Whether the client leaves the value at the location untyped.
    pub untyped: Option<Untyped>,
}

impl Diagnostic {
    /// The bytes of the file that cause the problem.
    #[must_use]
    pub fn span(&self, source: &Source) -> Range<usize> {
        match self.is_name {
            true => source.locate_name(&self.location.pointer),
            false => source.locate(&self.location.pointer),
        }
    }

    /// Formats the diagnostic as plain text: `file:line:column: severity: message`, the pointer and the remedy.
    #[must_use]
    pub fn to_text(&self, sources: &[Source]) -> String {
        let severity = match self.severity {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        let position = sources.get(self.location.file).map_or_else(String::new, |source| {
            let (line, column) = source.line_column(self.span(source).start);
            format!("{}:{line}:{column}: ", source.name())
        });
        let pointer = match self.location.pointer.as_str() {
            "" => "the whole document",
            pointer => pointer,
        };
        format!("{position}{severity}: {}\n  at: {pointer}\n  help: {}\n", self.message, self.help)
    }
}

/// Maps values of the merged document to their locations in the input files.
#[derive(Clone, Debug, Default)]
pub struct Origins(BTreeMap<Pointer, Location>);

impl Origins {
    /// Records that the value at `merged` was read from `location`.
    pub fn record(&mut self, merged: Pointer, location: Location) {
        self.0.insert(merged, location);
    }

    /// Records that the value at `from` moves to `to`, with all values inside it.
    pub fn record_move(&mut self, from: &Pointer, to: &Pointer) {
        let location = self.resolve(from);
        let inside: Vec<(Pointer, Location)> = self.take(from).collect();
        self.insert_all(from, to, location, inside);
    }

    /// Records that the value at `from` in another document moves to `to` in this one, with all values inside it.
    pub fn record_move_from(&mut self, other: &mut Self, from: &Pointer, to: &Pointer) {
        let location = other.resolve(from);
        let inside: Vec<(Pointer, Location)> = other.take(from).collect();
        self.insert_all(from, to, location, inside);
    }

    fn insert_all(
        &mut self,
        from: &Pointer,
        to: &Pointer,
        location: Location,
        inside: Vec<(Pointer, Location)>,
    ) {
        self.record(to.clone(), location);
        for (pointer, location) in inside {
            if let Some(rest) = pointer.strip(from) {
                self.record(to.join(rest), location);
            }
        }
    }

    /// Records that the value at `to` is a copy of the value at `from`.
    pub fn record_copy(&mut self, from: &Pointer, to: &Pointer) {
        self.record(to.clone(), self.resolve(from));
    }

    /// Removes the records of a value and of all values inside it.
    pub fn remove(&mut self, removed: &Pointer) {
        self.take(removed).for_each(drop);
    }

    /// Records that item `index` of a list is removed: the items after it move down by one.
    pub fn remove_item(&mut self, list: &Pointer, index: usize, length: usize) {
        self.remove(&list.child(index));
        for to in index..length {
            self.record_move(&list.child(to + 1), &list.child(to));
        }
    }

    /// Returns the location in the input of a value of the merged document. Values without a record of their
    /// own are located relative to the innermost value that encloses them and has one.
    #[must_use]
    pub fn resolve(&self, pointer: &Pointer) -> Location {
        let recorded = pointer
            .enclosing()
            .find_map(|ancestor| Some((self.0.get(&ancestor)?, pointer.strip(&ancestor)?)));
        recorded.map_or_else(
            || Location { file: 0, pointer: pointer.clone() },
            |(location, rest)| Location {
                file: location.file,
                pointer: location.pointer.join(rest),
            },
        )
    }

    /// Removes and returns the records of a value and of all values inside it.
    fn take(&mut self, of: &Pointer) -> impl Iterator<Item = (Pointer, Location)> + use<> {
        // Pointers that only share a prefix with `of`, such as `/ab` with `/a`, may sort between its children.
        let candidates = self.0.range(of.clone()..).map(|(pointer, _)| pointer);
        let candidates = candidates.take_while(|pointer| pointer.as_str().starts_with(of.as_str()));
        let inside: Vec<Pointer> =
            candidates.filter(|pointer| pointer.strip(of).is_some()).cloned().collect();
        let taken: Vec<_> =
            inside.into_iter().filter_map(|pointer| self.0.remove_entry(&pointer)).collect();
        taken.into_iter()
    }
}

/// The diagnostics of a run, in the order in which they were found.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    origins: Arc<Origins>,
    found: Vec<Diagnostic>,
    strict: bool,
    /// The index of the profile in the list of sources.
    profile: Option<usize>,
}

impl Diagnostics {
    /// Creates an empty collection. In strict mode, [violations](Self::violation) are errors.
    #[must_use]
    pub fn new(strict: bool) -> Self {
        Self { strict, ..Self::default() }
    }

    /// Sets the index of the profile in the list of sources.
    pub fn set_profile(&mut self, file: usize) {
        self.profile = Some(file);
    }

    /// Sets the origins of the merged document. Pointers passed from now on point into that document.
    pub fn set_origins(&mut self, origins: Origins) {
        self.origins = Arc::new(origins);
    }

    /// Returns the origins of the merged document, to update them when the document changes.
    pub fn origins_mut(&mut self) -> &mut Origins {
        Arc::make_mut(&mut self.origins)
    }

    /// Returns an empty collection with the same origins, for parallel work; see [`append`](Self::append).
    #[must_use]
    pub fn fork(&self) -> Self {
        Self { origins: Arc::clone(&self.origins), found: Vec::new(), ..*self }
    }

    /// Appends the diagnostics of a [fork](Self::fork).
    pub fn append(&mut self, fork: Self) {
        self.found.extend(fork.found);
    }

    /// Reports an error at a pointer into the merged document.
    pub fn error(&mut self, at: &Pointer, message: impl fmt::Display, help: impl fmt::Display) {
        self.push(Severity::Error, self.origins.resolve(at), message, help);
    }

    /// Reports a warning at a pointer into the merged document.
    pub fn warning(&mut self, at: &Pointer, message: impl fmt::Display, help: impl fmt::Display) {
        self.push(Severity::Warning, self.origins.resolve(at), message, help);
    }

    /// Reports a note at a pointer into the merged document.
    pub fn note(&mut self, at: &Pointer, message: impl fmt::Display, help: impl fmt::Display) {
        self.push(Severity::Note, self.origins.resolve(at), message, help);
    }

    /// Reports an error at a key of the profile.
    pub fn profile_error(
        &mut self,
        key: &Pointer,
        message: impl fmt::Display,
        help: impl fmt::Display,
    ) {
        self.push(Severity::Error, self.profile_location(key), message, help);
    }

    /// Reports a warning at a key of the profile.
    pub fn profile_warning(
        &mut self,
        key: &Pointer,
        message: impl fmt::Display,
        help: impl fmt::Display,
    ) {
        self.push(Severity::Warning, self.profile_location(key), message, help);
    }

    /// The location of a key of the profile. A profile that was not read from a file is in no source.
    fn profile_location(&self, key: &Pointer) -> Location {
        Location { file: self.profile.unwrap_or(usize::MAX), pointer: key.clone() }
    }

    /// Reports a violation of the specification that has only one sensible interpretation, at a pointer into the merged
    /// document: a warning, or an error in strict mode.
    pub fn violation(&mut self, at: &Pointer, message: impl fmt::Display, help: impl fmt::Display) {
        self.violation_in(self.origins.resolve(at), message, help);
    }

    /// Reports a violation in an input file, before the files are merged.
    pub fn violation_in(
        &mut self,
        location: Location,
        message: impl fmt::Display,
        help: impl fmt::Display,
    ) {
        let severity = if self.strict { Severity::Error } else { Severity::Warning };
        self.push(severity, location, message, help);
    }

    /// Warns about a value that must not be shown, at a pointer into the merged document.
    pub fn secret(&mut self, at: &Pointer, message: impl fmt::Display, help: impl fmt::Display) {
        self.warning(at, message, help);
        if let Some(last) = self.found.last_mut() {
            last.secret = true;
        }
    }

    /// Warns about the name of the property at a pointer into the merged document.
    pub fn key_warning(
        &mut self,
        at: &Pointer,
        message: impl fmt::Display,
        help: impl fmt::Display,
    ) {
        self.warning(at, message, help);
        if let Some(last) = self.found.last_mut() {
            last.is_name = true;
        }
    }

    /// Reports an error in an input file, before the files are merged.
    pub fn error_in(
        &mut self,
        location: Location,
        message: impl fmt::Display,
        help: impl fmt::Display,
    ) {
        self.push(Severity::Error, location, message, help);
    }

    /// Reports a warning in an input file, before the files are merged.
    pub fn warning_in(
        &mut self,
        location: Location,
        message: impl fmt::Display,
        help: impl fmt::Display,
    ) {
        self.push(Severity::Warning, location, message, help);
    }

    /// Returns the location in the input of the value at a pointer into the merged document.
    #[must_use]
    pub fn location(&self, at: &Pointer) -> Location {
        self.origins.resolve(at)
    }

    /// Whether there are errors, which prevent output.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Returns all diagnostics.
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
            is_name: false,
            untyped: None,
        });
    }
}
