//! The choice between the variants of a union.
//!
//! A value is decoded in two passes. The first pass tries variants to find out how well each fits; the second pass decodes
//! the chosen ones. For a nested union the choice is made once, even if several variants contain it: the choice is
//! recorded, and trying another variant decodes a placeholder instead. So the work grows with the size of the value, not
//! with its depth.

use super::fit::{self, Fit};
use super::search::Choice;
use super::strict;
use super::value_deserializer::Node;
use super::{STATUS, Union};
use crate::types::scalar::Scalar;
use crate::types::undocumented;
use serde::de::{DeserializeSeed, Error as _, IntoDeserializer, MapAccess};
use serde_json::{Error, Value};
use std::any::{TypeId, type_name};
use std::cell::Cell;
use std::cmp::Reverse;

/// The index of the variant `Unknown`.
const UNKNOWN: usize = usize::MAX;

static NULL: Value = Value::Null;

/// The variants of a union.
#[derive(Clone, Copy)]
pub(super) struct Description {
    union: TypeId,
    name: &'static str,
    /// Decodes a text as a variant.
    decode_variant: fn(&str, usize) -> Result<(), Error>,
    /// The discriminator property.
    tag: Option<&'static str>,
    /// The discriminator values of each variant.
    tags: &'static [&'static [Scalar]],
    /// The variant for objects whose discriminator is absent or unknown.
    other: Option<usize>,
    /// The variant that has the properties of all others.
    combined: Option<usize>,
}

thread_local! {
    /// The union that is about to be decoded. A thread local, because serde passes a deserializer only a name.
    static DESCRIBED: Cell<Option<Description>> = const { Cell::new(None) };
}

impl Description {
    pub(super) fn of<U: Union>() -> Self {
        let path = type_name::<U>();
        Self {
            union: TypeId::of::<U>(),
            name: path.rsplit("::").next().unwrap_or(path),
            decode_variant: strict::decode_variant::<U>,
            tag: U::TAG,
            tags: U::TAGS,
            other: U::OTHER,
            combined: U::COMBINED,
        }
    }

    /// Passes the description to the deserializer.
    pub(super) fn hand_over(self) {
        DESCRIBED.set(Some(self));
    }

    pub(super) fn take() -> Option<Self> {
        DESCRIBED.take()
    }

    /// The variants to try, and the tag if it selects them.
    fn candidates<'v>(&self, value: &'v Value) -> (Candidates, Option<&'v Value>) {
        let (Some(name), Value::Object(properties)) = (self.tag, value) else {
            let of_status = self.of_status();
            return (of_status.map_or(Candidates::All, Candidates::Only), None);
        };
        match (properties.get(name).filter(|tag| !tag.is_null()), self.other) {
            (None, None) => (Candidates::All, None),
            (None, Some(other)) => (Candidates::Only(vec![other]), None),
            (Some(tag), other) => {
                let is_tagged = |tags: &&'static [Scalar]| tags.iter().any(|scalar| scalar.is(tag));
                let tagged: Vec<_> =
                    (0..).zip(self.tags).filter(|(_, t)| is_tagged(t)).map(|(i, _)| i).collect();
                match tagged.is_empty() {
                    true => (Candidates::Only(other.into_iter().collect()), None),
                    false => (Candidates::Only(tagged), Some(tag)),
                }
            }
        }
    }

    /// Whether encoding a variant adds this tag: of several, it adds the first.
    fn adds(&self, variant: usize, tag: &Value) -> bool {
        self.tags.get(variant).and_then(|tags| tags.first()).is_some_and(|first| first.is(tag))
    }

    /// The variants of the status of the response, if the tags are statuses; none if the status is undocumented.
    fn of_status(&self) -> Option<Vec<usize>> {
        let status = STATUS.get()?;
        if self.tag.is_some() || self.tags.iter().all(|tags| tags.is_empty()) {
            return None;
        }
        let distances = || self.tags.iter().map(|tags| distance(tags, status));
        let best = distances().flatten().min();
        let matching = (0..).zip(distances()).filter(|(_, one)| one.is_some() && *one == best);
        Some(matching.map(|(index, _)| index).collect())
    }
}

/// How well documented statuses match a status: exactly, by its class (`2XX`), by `default`, or not at all.
fn distance(documented: &[Scalar], status: u16) -> Option<u8> {
    let is_documented =
        |text: &str| documented.iter().any(|s| matches!(s, Scalar::String(s) if *s == text));
    if is_documented(&status.to_string()) {
        Some(0)
    } else if is_documented(&format!("{}XX", status / 100)) {
        Some(1)
    } else if is_documented("default") {
        Some(2)
    } else {
        None
    }
}

/// The variants of a union for one value, as a map from indices to values.
///
/// The keys are the variants to try or decode, in order; each is decided when it is requested. The last value is the
/// result.
pub(super) struct Alternatives<'de> {
    node: Node<'de>,
    union: Description,
    candidates: Candidates,
    /// The tag, if it selects the candidates.
    tag: Option<&'de Value>,
    best: Choice,
    stage: Stage,
}

enum Candidates {
    All,
    Only(Vec<usize>),
}

impl Candidates {
    fn get(&self, position: usize, count: usize) -> Option<usize> {
        match self {
            Self::All => Some(position).filter(|index| *index < count),
            Self::Only(indices) => indices.get(position).copied(),
        }
    }
}

#[derive(Clone, Copy)]
enum Stage {
    Start,
    /// The candidate at this position is tried.
    Try(usize),
    /// The variant is decoded.
    Decode(usize),
    /// The variant could not be decoded.
    Unfit,
    /// The result is not used, so it is decoded from `null`.
    Placeholder,
    End,
}

impl<'de> Alternatives<'de> {
    pub(super) fn new(node: Node<'de>, union: Description) -> Self {
        let (candidates, tag) = union.candidates(node.value);
        Self { node, union, candidates, tag, best: None, stage: Stage::Start }
    }

    fn candidate(&self, position: usize) -> Option<usize> {
        self.candidates.get(position, self.union.tags.len())
    }

    fn next(&mut self) -> Result<Stage, Error> {
        match self.stage {
            Stage::Start => {
                if let Some(chosen) = self.node.search.recorded(self.node.value, self.union.union) {
                    self.best = chosen;
                    return self.choose();
                }
                match (self.candidate(0), self.candidate(1)) {
                    (Some(only), None) if !self.node.search.is_trying() => Ok(Stage::Decode(only)),
                    _ => self.try_or_choose(0),
                }
            }
            Stage::Try(position) => match self.best {
                Some((_, fit)) if self.is_exact(fit) => self.choose(),
                _ => self.try_or_choose(position + 1),
            },
            Stage::Unfit => self.unknown(),
            Stage::Decode(_) | Stage::Placeholder | Stage::End => Ok(Stage::End),
        }
    }

    fn try_or_choose(&mut self, position: usize) -> Result<Stage, Error> {
        match self.candidate(position) {
            Some(_) => Ok(Stage::Try(position)),
            None => self.choose(),
        }
    }

    /// Whether no other variant can fit better. An object may have constants of another variant.
    fn is_exact(&self, fit: Fit) -> bool {
        let has_marks = fit.marks != Reverse(0);
        Fit { marks: Reverse(0), ..fit } == Fit::default()
            && (has_marks || !self.node.value.is_object())
    }

    /// Selects the best variant. While an outer variant is only tried, records and reports its fit.
    fn choose(&self) -> Result<Stage, Error> {
        let Node { value, search } = self.node;
        if !search.is_trying() {
            return match self.best {
                Some((index, _)) => Ok(Stage::Decode(index)),
                None => self.unknown(),
            };
        }
        search.record(value, self.union.union, self.best);
        match (self.best, search.is_root(value)) {
            (Some((_, fit)), true) => fit::report_root(fit),
            (Some((_, fit)), false) => fit::report_inner(fit),
            (None, true) => return Err(Error::custom("no variant of the union fits")),
            (None, false) => fit::report_unknown_union(),
        }
        Ok(Stage::Placeholder)
    }

    /// Selects `Unknown`, because no variant fits. Strict decoding permits that only for an unknown tag.
    fn unknown(&self) -> Result<Stage, Error> {
        let selected = match &self.candidates {
            Candidates::Only(indices) if indices.is_empty() => return Ok(Stage::Decode(UNKNOWN)),
            Candidates::Only(indices) => indices.first().copied(),
            Candidates::All => None,
        };
        if !strict::is_strict() {
            return Ok(Stage::Decode(UNKNOWN));
        }
        let Description { name, decode_variant, tag, .. } = self.union;
        let selected = self.best.map(|(index, _)| index).or(selected);
        Err(strict::reject(name, decode_variant, selected, tag))
    }

    /// Keeps the variant that was tried, if it fits best so far.
    fn note(&mut self, index: usize, fit: Fit) {
        let fit = match self.tag {
            // The tag selects the variant, whatever else is missing.
            Some(_) => fit.with_tag(),
            None if fit.missing > 0 => return,
            None => fit,
        };
        let is_better = self.best.is_none_or(|(_, best)| match self.union.combined {
            Some(combined) if combined == index => fit.keeps_more_than(best),
            _ => fit < best,
        });
        if is_better {
            self.best = Some((index, fit));
        }
    }
}

impl<'de> MapAccess<'de> for Alternatives<'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        self.stage = self.next()?;
        let index = match self.stage {
            Stage::Try(position) => self.candidate(position),
            Stage::Decode(index) => Some(index),
            Stage::Placeholder => Some(UNKNOWN),
            Stage::Start | Stage::Unfit | Stage::End => None,
        };
        index.map(|index| seed.deserialize(index.into_deserializer())).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let node = self.node;
        match self.stage {
            Stage::Try(position) => {
                let (tried, fit) =
                    node.search.try_for(node.value, self.tag, || seed.deserialize(node));
                if let (Ok(_), Some(index)) = (&tried, self.candidate(position)) {
                    self.note(index, fit);
                }
                tried
            }
            Stage::Decode(index) => {
                // A tag that encoding changes is lost, but not undocumented.
                let is_listing = undocumented::are_rejected();
                let tag = self.tag.filter(|tag| is_listing || self.union.adds(index, tag));
                let decoded = node.search.decode(tag, || seed.deserialize(node));
                if decoded.is_err() && index != UNKNOWN {
                    self.stage = Stage::Unfit;
                }
                decoded
            }
            Stage::Placeholder | Stage::Start | Stage::Unfit | Stage::End => {
                seed.deserialize(Node { value: &NULL, ..node })
            }
        }
    }
}
