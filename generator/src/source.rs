//! In: the texts of an API's documents. Out: where in a text a JSON pointer leads.

use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

/// One file of documents, as text.
#[derive(Clone, Debug)]
pub struct Source {
    /// The name that messages give it, usually its path.
    pub name: String,
    /// What the file holds.
    pub text: String,
}

impl Source {
    /// A file's name and text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into() }
    }

    /// The bytes of the value that `pointer` leads to, or of the nearest enclosing value that exists.
    ///
    /// The text is read anew: a position is only asked for when there is something to report.
    #[must_use]
    pub fn locate(&self, pointer: &Pointer) -> Range<usize> {
        let mut raw = match serde_json::from_str::<&RawValue>(&self.text) {
            Ok(raw) => raw,
            // A text that cannot be read has one place worth showing: where it breaks.
            Err(error) => return self.byte(error.line(), error.column()),
        };
        for token in pointer.tokens() {
            match child(raw, &token) {
                Some(value) => raw = value,
                None => break,
            }
        }
        let start = offset(&self.text, raw.get());
        start..start + raw.get().len()
    }

    /// The byte at a line, from 1, and the column in bytes that `serde_json` counts.
    fn byte(&self, line: usize, column: usize) -> Range<usize> {
        let before: usize =
            self.text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let byte = (before + column.saturating_sub(1)).min(self.text.len());
        byte..byte
    }

    /// The line and column, both from 1, of a byte of the text; columns count characters.
    #[must_use]
    pub fn line_column(&self, byte: usize) -> (usize, usize) {
        let before = self.text.get(..byte).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let column = before.get(line_start..).unwrap_or_default().chars().count();
        (before.matches('\n').count() + 1, column + 1)
    }
}

/// Where `part`, a piece of `whole`, begins in it.
fn offset(whole: &str, part: &str) -> usize {
    part.as_ptr().addr() - whole.as_ptr().addr()
}

/// The member or element of a JSON text that a pointer's token names.
fn child<'a>(raw: &'a RawValue, token: &str) -> Option<&'a RawValue> {
    if raw.get().starts_with('[') {
        let elements: Vec<&RawValue> = serde_json::from_str(raw.get()).ok()?;
        elements.get(token.parse::<usize>().ok()?).copied()
    } else {
        let mut members: indexmap::IndexMap<Cow<'_, str>, &RawValue> =
            serde_json::from_str(raw.get()).ok()?;
        members.swap_remove(token)
    }
}

/// An RFC 6901 JSON pointer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pointer(String);

impl Pointer {
    /// The pointer to a whole document.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// The pointer to a member or an element of what this one leads to.
    #[must_use]
    pub fn child(&self, token: impl fmt::Display) -> Self {
        let token = token.to_string();
        let mut text = String::with_capacity(self.0.len() + token.len() + 1);
        text.push_str(&self.0);
        text.push('/');
        for character in token.chars() {
            match character {
                '~' => text.push_str("~0"),
                '/' => text.push_str("~1"),
                other => text.push(other),
            }
        }
        Self(text)
    }

    /// The pointer with its tokens unescaped.
    pub fn tokens(&self) -> impl Iterator<Item = String> + '_ {
        self.0.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~"))
    }

    /// The pointer as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The pointer that leads to `self` from `base`, if `base` encloses it.
    #[must_use]
    pub fn strip(&self, base: &Self) -> Option<&str> {
        let rest = self.0.strip_prefix(&base.0)?;
        (rest.is_empty() || rest.starts_with('/')).then_some(rest)
    }

    /// This pointer continued by one that [`Pointer::strip`] gave.
    #[must_use]
    pub fn join(&self, rest: &str) -> Self {
        Self(format!("{}{rest}", self.0))
    }
}

impl From<&str> for Pointer {
    /// Takes the text of a pointer as it is.
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
