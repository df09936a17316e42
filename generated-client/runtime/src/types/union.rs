//! Support for [`union`](macro@crate::union): finds the variant that fits a value.

use reqwest::StatusCode;
use serde::de::{DeserializeOwned, Deserializer};
use serde::ser::{Error, Serializer};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::cell::Cell;
use std::fmt;

/// Chooses the variant of a union `U` for a value.
///
/// Variants are offered in order. A discriminator property selects one, or the status of the response whose body the
/// value is. Otherwise the variant wins that preserves most of the value when it is encoded again; on a tie, the
/// first.
pub struct Choice<U> {
    value: Value,
    /// The discriminator's value, if the value has that property.
    tag: Option<String>,
    status: Option<u16>,
    chosen: Option<Chosen<U>>,
}

struct Chosen<U> {
    union: U,
    /// How well it matches the status; 0 is best.
    rank: u8,
    /// How many properties and items of the value it loses.
    lost: usize,
}

impl<U> Choice<U> {
    /// Starts with a value; `tag` names the discriminator property, if there is one.
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

    /// Offers a variant, and the discriminator values that select it. Without a discriminator they are statuses:
    /// `200`, `2XX`, `default`.
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

    /// The chosen variant, or `unknown` if none fits.
    pub fn end(self, unknown: fn(Value) -> U) -> U {
        match self.chosen {
            Some(chosen) => chosen.union,
            None => unknown(self.value),
        }
    }
}

thread_local! {
    /// The status of the response whose body is being decoded. A thread local, because `Deserialize` passes no
    /// context.
    static STATUS: Cell<Option<u16>> = const { Cell::new(None) };
}

/// Decodes the body of a response with this status.
pub(crate) fn of_status<R>(status: StatusCode, decode: impl FnOnce() -> R) -> R {
    let before = STATUS.replace(Some(status.as_u16()));
    let decoded = decode();
    STATUS.set(before);
    decoded
}

/// How well documented statuses match a status: exactly, by its class (`2XX`), by `default`, or not at all.
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

/// Encodes a variant, with the discriminator property unless the variant itself has it.
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

/// How many properties and items of a value another one lacks, except `null`.
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
