//! The positions of the values of a YAML text: a few dozen bytes for each value, at any depth.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::ops::Range;

/// The positions of the values of a text. A value is identified by an index; the root has index 0.
#[derive(Clone, Debug, Default)]
pub(in crate::source) struct Positions {
    values: Vec<Position>,
    /// The children of each value, sorted once all are known.
    children: Vec<Child>,
    /// Objects and the values merged into them, in document order.
    merged: Vec<(usize, usize)>,
}

#[derive(Clone, Debug)]
struct Position {
    range: Range<usize>,
    /// The value that an alias refers to.
    original: Option<usize>,
}

/// A child of a value, by the hash of its key or index. A hash collision would only show a wrong line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Child {
    parent: usize,
    token: u64,
    value: usize,
}

impl Positions {
    /// Adds a value. An alias has an original.
    pub(super) fn add(&mut self, range: Range<usize>, original: Option<usize>) -> usize {
        self.values.push(Position { range, original });
        self.values.len() - 1
    }

    /// Records that a value is the child of another, under a key or an index.
    pub(super) fn put(&mut self, parent: usize, token: &str, value: usize) {
        self.children.push(Child { parent, token: hash(token), value });
    }

    /// Records that a value, or each object in a list, is merged into an object.
    pub(super) fn merge(&mut self, parent: usize, value: usize) {
        self.merged.push((parent, value));
    }

    /// Sets the end of a value.
    pub(super) fn end(&mut self, value: usize, end: usize) {
        if let Some(position) = self.values.get_mut(value) {
            position.range.end = end;
        }
    }

    /// Sorts the records, so that values can be looked up.
    pub(super) fn sort(&mut self) {
        self.children.sort_unstable();
        self.merged.sort_by_key(|(parent, _)| *parent);
    }

    /// Returns the bytes of the value at a path, or of the nearest enclosing value that exists.
    pub(in crate::source) fn locate(&self, tokens: impl Iterator<Item = String>) -> Range<usize> {
        let mut at = 0;
        for token in tokens {
            match self.child(at, hash(&token)) {
                Some(child) => at = child,
                None => break,
            }
        }
        self.values.get(at).map(|position| position.range.clone()).unwrap_or_default()
    }

    /// The child of a value, or of the values that are merged into it.
    fn child(&self, parent: usize, token: u64) -> Option<usize> {
        let parent = self.original(parent);
        self.own(parent, token).or_else(|| {
            let first = self.merged.partition_point(|(other, _)| *other < parent);
            let merged = self.merged.iter().skip(first).take_while(|(other, _)| *other == parent);
            merged.map(|(_, value)| self.original(*value)).find_map(|value| {
                self.child(value, token).or_else(|| {
                    let listed = (0_usize..).map_while(|at| self.own(value, hash(&at.to_string())));
                    listed.into_iter().find_map(|value| self.child(value, token))
                })
            })
        })
    }

    /// The child under a key or an index; of duplicate keys, the last.
    fn own(&self, parent: usize, token: u64) -> Option<usize> {
        let end = self.children.partition_point(|one| (one.parent, one.token) <= (parent, token));
        let found = self.children.get(end.checked_sub(1)?)?;
        ((found.parent, found.token) == (parent, token)).then_some(found.value)
    }

    fn original(&self, value: usize) -> usize {
        self.values.get(value).and_then(|position| position.original).unwrap_or(value)
    }
}

fn hash(token: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    token.hash(&mut hasher);
    hasher.finish()
}
