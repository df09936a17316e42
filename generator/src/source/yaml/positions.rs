//! Where the values of a YAML text stand: a few bytes for each value, however deep it is nested.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::ops::Range;

/// The positions of a text's values. Each is known by a number; the document's value is number 0.
#[derive(Clone, Debug, Default)]
pub(in crate::source) struct Positions {
    values: Vec<Position>,
    /// The values inside others, sorted once all are known.
    inside: Vec<Inside>,
    /// The values whose properties count as those of another as well: the object first, in the order of the text.
    merged: Vec<(usize, usize)>,
}

#[derive(Clone, Debug)]
struct Position {
    range: Range<usize>,
    /// The value that an alias stands for.
    original: Option<usize>,
}

/// A value that another holds, by the hash of its name or index: a collision would show a line in place of another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Inside {
    holder: usize,
    token: u64,
    value: usize,
}

impl Positions {
    /// Notes a value; an alias has an original.
    pub(super) fn add(&mut self, range: Range<usize>, original: Option<usize>) -> usize {
        self.values.push(Position { range, original });
        self.values.len() - 1
    }

    /// Notes that a value stands in another under a name or an index.
    pub(super) fn put(&mut self, holder: usize, token: &str, value: usize) {
        self.inside.push(Inside { holder, token: hash(token), value });
    }

    /// Notes that the properties of a value, or of the objects in a list, count as those of an object.
    pub(super) fn merge(&mut self, holder: usize, value: usize) {
        self.merged.push((holder, value));
    }

    /// Notes where a value ends.
    pub(super) fn end(&mut self, value: usize, end: usize) {
        if let Some(position) = self.values.get_mut(value) {
            position.range.end = end;
        }
    }

    /// Ends the notes, so that values can be found.
    pub(super) fn sort(&mut self) {
        self.inside.sort_unstable();
        self.merged.sort_by_key(|(holder, _)| *holder);
    }

    /// The bytes of the value that tokens lead to, or of the nearest enclosing one that exists.
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

    /// The value inside another, or inside what is merged into it.
    fn child(&self, holder: usize, token: u64) -> Option<usize> {
        let holder = self.original(holder);
        self.own(holder, token).or_else(|| {
            let first = self.merged.partition_point(|(other, _)| *other < holder);
            let merged = self.merged.iter().skip(first).take_while(|(other, _)| *other == holder);
            merged.map(|(_, value)| self.original(*value)).find_map(|value| {
                self.child(value, token).or_else(|| {
                    let listed = (0_usize..).map_while(|at| self.own(value, hash(&at.to_string())));
                    listed.into_iter().find_map(|value| self.child(value, token))
                })
            })
        })
    }

    fn own(&self, holder: usize, token: u64) -> Option<usize> {
        let at = self.inside.partition_point(|one| (one.holder, one.token) < (holder, token));
        let found = self.inside.get(at)?;
        ((found.holder, found.token) == (holder, token)).then_some(found.value)
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
