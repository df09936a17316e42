//! Decodes a union from any deserializer: reads the whole value as JSON first.

use super::search::Search;
use super::value_deserializer::Node;
use super::{Union, decode_value};
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::fmt;
use std::marker::PhantomData;

/// Visits the value itself, so that the deserializer reports an error at the value's end.
pub(super) struct WholeValue<U>(pub(super) PhantomData<fn() -> U>);

impl<U: Union> WholeValue<U> {
    fn decode<E: Error>(self, value: &Value) -> Result<U, E> {
        decode_value(Node { value, search: &Search::new(value) }).map_err(E::custom)
    }
}

impl<'de, U: Union> Visitor<'de> for WholeValue<U> {
    type Value = U;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any valid JSON value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<U, E> {
        self.decode(&value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<U, E> {
        self.decode(&value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<U, E> {
        self.decode(&value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<U, E> {
        self.decode(&value.into())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<U, E> {
        self.decode(&value.into())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<U, E> {
        self.decode(&value.into())
    }

    fn visit_none<E: Error>(self) -> Result<U, E> {
        self.decode(&Value::Null)
    }

    fn visit_unit<E: Error>(self) -> Result<U, E> {
        self.decode(&Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<U, D::Error> {
        self.decode(&Value::deserialize(deserializer)?)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<U, A::Error> {
        self.decode(&Value::deserialize(SeqAccessDeserializer::new(items))?)
    }

    fn visit_map<A: MapAccess<'de>>(self, properties: A) -> Result<U, A::Error> {
        self.decode(&Value::deserialize(MapAccessDeserializer::new(properties))?)
    }
}
