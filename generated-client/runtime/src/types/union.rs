//! Unions: what [`union`](macro@crate::union) stands on. In comes a value of one of several types, out comes the
//! variant that keeps it whole.

use reqwest::StatusCode;
use serde::de::{DeserializeOwned, Deserializer};
use serde::ser::{Error, Serializer};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::cell::Cell;
use std::fmt;

/// The choice between the variants of a union `U`, for one value.
///
/// Variants are offered in order. The value of a member may tell which one it is, or the status of the answer that the
/// value is the body of. Otherwise the variant is taken that keeps most of the value when it is encoded again; of equals,
/// the first.
pub struct Choice<U> {
    value: Value,
    /// The text of the member that tells variants apart, where the value has it.
    tag: Option<String>,
    status: Option<u16>,
    chosen: Option<Chosen<U>>,
}

struct Chosen<U> {
    union: U,
    /// How far it is from what the status tells.
    rank: u8,
    /// How many members and elements of the value it does not keep.
    lost: usize,
}

impl<U> Choice<U> {
    /// Begins with a value; `tag` names the member that tells the variants apart, if there is one.
    ///
    /// # Errors
    ///
    /// When there is no value.
    pub fn read<'de, D: Deserializer<'de>>(
        deserializer: D,
        tag: Option<&str>,
    ) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        let tag = tag.and_then(|tag| value.get(tag)?.as_str().map(ToOwned::to_owned));
        Ok(Self { value, tag, status: STATUS.get(), chosen: None })
    }

    /// Offers a variant, and the texts of the tag that tell that it is meant: without a tag, statuses, `2XX` and `default`.
    pub fn offer<T: DeserializeOwned + Serialize>(&mut self, tags: &[&str], variant: fn(T) -> U) {
        let is_meant = self.tag.as_deref().is_none_or(|tag| tags.contains(&tag));
        let best = self.chosen.as_ref().map(|chosen| (chosen.rank, chosen.lost));
        if !is_meant || best == Some((0, 0)) {
            return;
        }
        let rank = match self.status {
            Some(status) if self.tag.is_none() && !tags.is_empty() => rank(tags, status),
            _ => 0,
        };
        let Ok(inner) = T::deserialize(&self.value) else { return };
        let lost = serde_json::to_value(&inner).map_or(usize::MAX, |kept| lost(&self.value, &kept));
        if best.is_none_or(|best| (rank, lost) < best) {
            self.chosen = Some(Chosen { union: variant(inner), rank, lost });
        }
    }

    /// The variant that was chosen; `unknown` with the value, where none fits.
    pub fn end(self, unknown: fn(Value) -> U) -> U {
        match self.chosen {
            Some(chosen) => chosen.union,
            None => unknown(self.value),
        }
    }
}

thread_local! {
    /// The status of the answer whose body is being decoded: a type that is decoded is told of nothing but the body.
    static STATUS: Cell<Option<u16>> = const { Cell::new(None) };
}

/// Decodes the body of an answer of some status.
pub(crate) fn of_status<R>(status: StatusCode, decode: impl FnOnce() -> R) -> R {
    let before = STATUS.replace(Some(status.as_u16()));
    let decoded = decode();
    STATUS.set(before);
    decoded
}

/// How far what is documented for some statuses is from one status: the status itself, its hundred, any, or another.
fn rank(documented: &[&str], status: u16) -> u8 {
    let is_documented = |text: String| documented.contains(&text.as_str());
    if is_documented(status.to_string()) {
        0
    } else if is_documented(format!("{}XX", status / 100)) {
        1
    } else if documented.contains(&"default") {
        2
    } else {
        3
    }
}

impl<U> fmt::Debug for Choice<U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Choice").field("tag", &self.tag).finish_non_exhaustive()
    }
}

/// Encodes a variant, with the member that tells which one it is unless the variant itself has it.
///
/// # Errors
///
/// When the variant cannot be encoded.
pub fn encode_tagged<T: Serialize, S: Serializer>(
    variant: &T,
    tag: &str,
    text: &str,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut value = serde_json::to_value(variant).map_err(S::Error::custom)?;
    if let Value::Object(members) = &mut value {
        members.entry(tag).or_insert_with(|| text.into());
    }
    value.serialize(serializer)
}

/// How many members and elements of a value another one has not, `null` aside.
fn lost(value: &Value, kept: &Value) -> usize {
    match (value, kept) {
        (Value::Object(value), Value::Object(kept)) => value
            .iter()
            .map(|(name, member)| match kept.get(name) {
                Some(kept) => lost(member, kept),
                None => usize::from(!member.is_null()),
            })
            .sum(),
        (Value::Array(value), Value::Array(kept)) if value.len() == kept.len() => {
            value.iter().zip(kept).map(|(value, kept)| lost(value, kept)).sum()
        }
        (Value::Number(value), Value::Number(kept)) => {
            usize::from(value != kept && value.as_f64() != kept.as_f64())
        }
        (value, kept) => usize::from(value != kept),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[derive(Debug, PartialEq)]
    enum Pet {
        Number(i64),
        Names(Vec<String>),
        Pair((u8, u8)),
        Unknown(Value),
    }

    fn chosen(value: Value) -> Pet {
        let mut choice = Choice::read(value, None).unwrap();
        choice.offer(&[], Pet::Number);
        choice.offer(&[], Pet::Names);
        choice.offer(&[], Pet::Pair);
        choice.end(Pet::Unknown)
    }

    #[test]
    fn the_first_that_keeps_the_value() {
        assert_eq!(chosen(json!(7)), Pet::Number(7));
        assert_eq!(chosen(json!(["a"])), Pet::Names(vec!["a".to_owned()]));
        assert_eq!(chosen(json!([1, 2])), Pet::Pair((1, 2)));
        assert_eq!(chosen(json!({"new": true})), Pet::Unknown(json!({"new": true})));
    }

    #[test]
    fn what_is_lost_is_counted() {
        let cases = [
            (json!({"a": 1, "b": null}), json!({"a": 1.0}), 0),
            (json!({"a": 1, "b": {"c": [1, {"d": 2}]}}), json!({"b": {"c": [1, {}]}}), 2),
            (json!([1, 2]), json!([1]), 1),
            (json!("a"), json!("b"), 1),
            (json!({}), json!({"more": 1}), 0),
        ];
        for (value, kept, count) in cases {
            assert_eq!(lost(&value, &kept), count, "{value}");
        }
    }
}
