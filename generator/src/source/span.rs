//! A JSON text -> the positions of its values. The positions of a TOML text have the same form.

use indexmap::IndexMap;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

/// The position of a value.
#[derive(Clone, Debug)]
pub(super) struct SpanTree {
    range: Range<usize>,
    /// The positions of the properties or items. Each level is parsed on first use: a single lookup parses only the values
    /// that enclose its target, and lookups of all values parse each level once.
    inside: OnceLock<IndexMap<String, Self>>,
}

impl SpanTree {
    /// The position of a value without children.
    pub(super) fn leaf(range: Range<usize>) -> Self {
        Self::branch(range, IndexMap::new())
    }

    /// The position of a value with the given children.
    pub(super) fn branch(range: Range<usize>, inside: IndexMap<String, Self>) -> Self {
        Self { range, inside: OnceLock::from(inside) }
    }

    /// The position of the value of a JSON text.
    pub(super) fn json(text: &str) -> serde_json::Result<Self> {
        serde_json::from_str(text).map(|raw| Self::of(raw, text))
    }

    /// The position of a value in a JSON text.
    fn of(raw: &RawValue, text: &str) -> Self {
        let start = raw.get().as_ptr().addr() - text.as_ptr().addr();
        Self { range: start..start + raw.get().len(), inside: OnceLock::new() }
    }

    /// Returns the bytes of the value at a path, or of the nearest enclosing value that exists.
    pub(super) fn locate(&self, tokens: impl Iterator<Item = String>, text: &str) -> Range<usize> {
        let mut position = self;
        for token in tokens {
            match position.child(&token, text) {
                Some(child) => position = child,
                None => break,
            }
        }
        position.range.clone()
    }

    /// The position of the property or item that a token names.
    fn child(&self, token: &str, text: &str) -> Option<&Self> {
        self.inside.get_or_init(|| inside(&self.range, text).unwrap_or_default()).get(token)
    }
}

/// Parses the positions of the properties or items of a value.
fn inside(range: &Range<usize>, text: &str) -> serde_json::Result<IndexMap<String, SpanTree>> {
    let value = text.get(range.clone()).unwrap_or_default();
    let position = |raw: &RawValue| SpanTree::of(raw, text);
    if value.starts_with('[') {
        let items: Vec<&RawValue> = serde_json::from_str(value)?;
        let positions = items.into_iter().map(position);
        Ok(positions.enumerate().map(|(index, position)| (index.to_string(), position)).collect())
    } else {
        let properties: IndexMap<Cow<'_, str>, &RawValue> = serde_json::from_str(value)?;
        Ok(properties.into_iter().map(|(name, raw)| (name.into_owned(), position(raw))).collect())
    }
}
