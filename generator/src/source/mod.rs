//! The texts of the documents of an API: their values, and the position of each value.

mod lines;
mod pointer;
mod span;
mod toml;
mod yaml;

use lines::Lines;
pub use pointer::Pointer;
pub(crate) use pointer::percent_decoded;
use serde::de::IgnoredAny;
use serde_json::Value;
use span::SpanTree;
use std::ops::Range;
use std::sync::{Mutex, OnceLock, PoisonError};
pub(crate) use yaml::YamlError;

/// The maximum size of a file.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// A text file: a document, or a file that a document refers to.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: String,
    role: Role,
    /// The positions of lines and values. They are computed when the first diagnostic needs them.
    lines: OnceLock<Lines>,
    is_yaml: OnceLock<bool>,
    spans: OnceLock<Spans>,
    parsed: Parsed,
}

/// The value of a text that was parsed to find its references, until it is read.
#[derive(Debug, Default)]
struct Parsed(Mutex<Option<Value>>);

impl Clone for Parsed {
    fn clone(&self) -> Self {
        Self::default()
    }
}

/// The positions of the values of a text.
#[derive(Clone, Debug)]
enum Spans {
    Tree(SpanTree),
    Yaml(yaml::Positions),
}

/// The reason why a referenced file is not loaded.
#[derive(Clone, Debug)]
pub struct LoadError {
    /// The problem.
    pub message: String,
    /// The remedy.
    pub help: String,
}

impl LoadError {
    /// The remedy if the file does not exist.
    pub const CORRECT_PATH: &str = "correct the path; it is relative to the file that contains it";
}

/// The role of a file.
#[derive(Clone, Debug)]
enum Role {
    /// A document of the API.
    Document,
    /// A file that a document refers to.
    Referenced,
    /// A file that a document refers to, but that cannot be read.
    Unreadable(LoadError),
    /// The API profile, in TOML.
    Profile,
}

impl Source {
    /// Creates a document from its name and text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let mut text = text.into();
        // Some editors write a byte order mark.
        if text.starts_with('\u{feff}') {
            text.remove(0);
        }
        Self::of(name.into(), text, Role::Document)
    }

    /// Creates a file that a document refers to, from its text or the reason why it cannot be read.
    pub fn referenced(name: impl Into<String>, text: Result<String, LoadError>) -> Self {
        let (text, role) = match text {
            Ok(text) => (text, Role::Referenced),
            Err(error) => (String::new(), Role::Unreadable(error)),
        };
        Self::of(name.into(), text, role)
    }

    /// Creates the API profile.
    pub fn profile(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self::of(name.into(), text.into(), Role::Profile)
    }

    fn of(name: String, text: String, role: Role) -> Self {
        Self {
            name,
            text,
            role,
            lines: OnceLock::new(),
            is_yaml: OnceLock::new(),
            spans: OnceLock::new(),
            parsed: Parsed::default(),
        }
    }

    /// Whether the file is given as a document, not loaded because a document refers to it.
    #[must_use]
    pub fn is_document(&self) -> bool {
        matches!(self.role, Role::Document)
    }

    /// Whether a document refers to this file.
    #[must_use]
    pub fn is_referenced(&self) -> bool {
        matches!(self.role, Role::Referenced | Role::Unreadable(_))
    }

    /// Whether the file is the API profile.
    #[must_use]
    pub fn is_profile(&self) -> bool {
        matches!(self.role, Role::Profile)
    }

    /// Returns the reason why the file cannot be read, if there is one.
    pub(crate) fn load_error(&self) -> Option<&LoadError> {
        match &self.role {
            Role::Unreadable(error) => Some(error),
            Role::Document | Role::Referenced | Role::Profile => None,
        }
    }

    /// The name in diagnostics, usually the path.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text of the file.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the text is YAML rather than JSON, by the name of the file or the start of the text.
    #[must_use]
    pub fn is_yaml(&self) -> bool {
        *self.is_yaml.get_or_init(|| self.seems_yaml())
    }

    fn seems_yaml(&self) -> bool {
        let name = self.name.to_ascii_lowercase();
        let is_named_so = [".yaml", ".yml"].iter().any(|ending| name.ends_with(ending));
        // Any file may contain JSON, and a YAML file may start like JSON.
        if self.text.trim_start().starts_with(['{', '[']) {
            return is_named_so && serde_json::from_str::<IgnoredAny>(&self.text).is_err();
        }
        let begun = ["openapi", "swagger", "overlay", "---", "%YAML"];
        is_named_so
            || self.text.lines().any(|line| {
                let line = line.trim_start_matches(['\'', '"']);
                begun.iter().any(|start| line.starts_with(start))
            })
    }

    /// Parses the text as YAML. Returns its value, and the properties that an object has several times, with equal values.
    pub(crate) fn yaml(&self) -> Result<(Value, Vec<Pointer>), YamlError> {
        let yaml::Text { value, positions, duplicates } = yaml::read(&self.text)?;
        self.spans.get_or_init(|| Spans::Yaml(positions));
        Ok((value, duplicates))
    }

    /// Keeps the parsed value, so that [`Self::take_parsed`] returns it.
    pub(crate) fn keep_parsed(&self, value: Value) {
        *self.parsed.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(value);
    }

    /// Takes the value that was kept, if there is one.
    pub(crate) fn take_parsed(&self) -> Option<Value> {
        self.parsed.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// The bytes of the value that `pointer` leads to, or of the nearest enclosing value that exists.
    #[must_use]
    pub fn locate(&self, pointer: &Pointer) -> Range<usize> {
        match self.spans.get_or_init(|| self.find_spans()) {
            Spans::Tree(root) => root.locate(pointer.tokens(), &self.text),
            Spans::Yaml(positions) => positions.locate(pointer.tokens()),
        }
    }

    /// The bytes of the name of the property that `pointer` leads to, or of its value if the name is written with escapes.
    #[must_use]
    pub fn locate_name(&self, pointer: &Pointer) -> Range<usize> {
        let value = self.locate(pointer);
        let Some((parent, name)) = pointer.split() else { return value };
        let parent = self.locate(&parent);
        // The name is the last text before the value.
        let before = self.text.get(parent.start..value.start).unwrap_or_default();
        match before.rfind(&name) {
            Some(at) if !name.is_empty() => {
                let start = parent.start + at;
                start..start + name.len()
            }
            _ => value,
        }
    }

    /// Finds the positions of all values. If the text is invalid, all values are at the position of the syntax error.
    fn find_spans(&self) -> Spans {
        let broken = |at| Spans::Tree(SpanTree::leaf(at..at));
        if self.text.len() > MAX_BYTES {
            return broken(0);
        }
        if self.is_profile() {
            return Spans::Tree(toml::spans(&self.text));
        }
        if self.is_yaml() {
            match yaml::read(&self.text) {
                Ok(text) => Spans::Yaml(text.positions),
                Err(error) => broken(error.at),
            }
        } else {
            SpanTree::json(&self.text).map_or_else(
                |error| {
                    let line = self.lines().range(error.line(), &self.text);
                    broken((line.start + error.column().saturating_sub(1)).min(self.text.len()))
                },
                Spans::Tree,
            )
        }
    }

    /// Returns the line and column of a byte, both numbered from 1. Columns count characters.
    #[must_use]
    pub fn line_column(&self, byte: usize) -> (usize, usize) {
        self.lines().line_column(byte, &self.text)
    }

    /// Returns the bytes of a line, numbered from 1, without its line break.
    #[must_use]
    pub fn line(&self, number: usize) -> Range<usize> {
        self.lines().range(number, &self.text)
    }

    fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::of(&self.text))
    }
}
