//! Where the values of a JSON text are: each value's bytes, and the places of the values inside it.

use indexmap::IndexMap;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

/// Where a value is.
#[derive(Clone, Debug)]
pub(super) struct SpanTree {
    range: Range<usize>,
    /// The places of its members by name, or of its elements by number. They are found when first asked for:
    /// to look up one value reads its surroundings alone, and to look up all reads each level of the text once.
    inside: OnceLock<IndexMap<String, Self>>,
}

impl SpanTree {
    /// The place of a value that holds no others.
    pub(super) fn leaf(range: Range<usize>) -> Self {
        Self { range, inside: OnceLock::from(IndexMap::new()) }
    }

    /// The place of the value that a JSON text is.
    pub(super) fn json(text: &str) -> serde_json::Result<Self> {
        serde_json::from_str(text).map(|raw| Self::of(raw, text))
    }

    /// The place of a value of a JSON text.
    fn of(raw: &RawValue, text: &str) -> Self {
        let start = raw.get().as_ptr().addr() - text.as_ptr().addr();
        Self { range: start..start + raw.get().len(), inside: OnceLock::new() }
    }

    /// The bytes of the value that tokens lead to, or of the nearest enclosing one that exists.
    pub(super) fn locate(&self, tokens: impl Iterator<Item = String>, text: &str) -> Range<usize> {
        let mut place = self;
        for token in tokens {
            match place.child(&token, text) {
                Some(child) => place = child,
                None => break,
            }
        }
        place.range.clone()
    }

    /// The place of the member or element that a pointer's token names.
    fn child(&self, token: &str, text: &str) -> Option<&Self> {
        self.inside.get_or_init(|| inside(&self.range, text).unwrap_or_default()).get(token)
    }
}

/// The values inside a value of a JSON text.
fn inside(range: &Range<usize>, text: &str) -> serde_json::Result<IndexMap<String, SpanTree>> {
    let value = text.get(range.clone()).unwrap_or_default();
    let place = |raw: &RawValue| SpanTree::of(raw, text);
    if value.starts_with('[') {
        let elements: Vec<&RawValue> = serde_json::from_str(value)?;
        let places = elements.into_iter().map(place);
        Ok(places.enumerate().map(|(index, place)| (index.to_string(), place)).collect())
    } else {
        let members: IndexMap<Cow<'_, str>, &RawValue> = serde_json::from_str(value)?;
        Ok(members.into_iter().map(|(name, raw)| (name.into_owned(), place(raw))).collect())
    }
}
