//! Decodes a JSON value, possibly several times, and reports the parts that a type does not keep.

use super::choice::{Alternatives, Description};
use super::search::Search;
use super::{NAME, SKIPPED, fit};
use crate::types::scalar::integer;
use serde::de::{
    DeserializeSeed, Deserializer, Error as _, Expected, MapAccess, SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::{Error, Map, Value};

/// The newtype whose value is the text of a JSON value: [`serde_json::value::RawValue`].
const RAW_VALUE: &str = "$serde_json::private::RawValue";

/// A value inside the value that is searched for variants.
#[derive(Clone, Copy)]
pub(super) struct Node<'de> {
    pub(super) value: &'de Value,
    pub(super) search: &'de Search<'de>,
}

impl<'de> Node<'de> {
    fn of(self, value: &'de Value) -> Self {
        Self { value, ..self }
    }

    fn list<V: Visitor<'de>>(self, items: &'de [Value], visitor: V) -> Result<V::Value, Error> {
        let mut rest = Items { node: self, items: items.iter() };
        let list = visitor.visit_seq(&mut rest)?;
        all_read(items.len(), rest.items.len(), &"fewer elements in array").map(|()| list)
    }

    fn object<V: Visitor<'de>>(
        self,
        properties: &'de Map<String, Value>,
        visitor: V,
    ) -> Result<V::Value, Error> {
        let mut rest = Properties { node: self, properties: properties.iter(), value: None };
        let (object, fit) = fit::observe(|| visitor.visit_map(&mut rest));
        // The constants of an inner object do not identify the outer one.
        match self.search.is_root(self.value) {
            true => fit::report_root(fit),
            false => fit::report_inner(fit),
        }
        let left = rest.properties.len();
        object.and_then(|object| {
            all_read(properties.len(), left, &"fewer elements in map").map(|()| object)
        })
    }
}

fn all_read(count: usize, left: usize, expected: &dyn Expected) -> Result<(), Error> {
    if left == 0 { Ok(()) } else { Err(Error::invalid_length(count, expected)) }
}

/// Reads a number with a fraction that is an integer, such as `11.0`.
macro_rules! integer {
    ($($method:ident)*) => {
        $(
            fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
                let number = self.value.as_number().filter(|number| number.is_f64());
                match number.and_then(|number| integer(&number.to_string())?.parse().ok()) {
                    Some(integer) => visitor.visit_i64(integer),
                    None => self.deserialize_any(visitor),
                }
            }
        )*
    };
}

impl<'de> Deserializer<'de> for Node<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.search.step()?;
        match self.value {
            Value::Array(items) => self.list(items, visitor),
            Value::Object(properties) => self.object(properties, visitor),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                self.value.deserialize_any(visitor)
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        match name {
            NAME => match Description::take() {
                Some(union) => visitor.visit_map(Alternatives::new(self, union)),
                None => Err(Error::custom("a union that does not describe itself")),
            },
            SKIPPED if self.search.is_tag(self.value) => visitor.visit_unit(),
            // An object reports itself what it skips.
            SKIPPED | RAW_VALUE => self.value.deserialize_newtype_struct(name, visitor),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.search.step()?;
        self.value.deserialize_enum(name, variants, visitor)
    }

    /// Types that [`object`](macro@crate::object) does not implement ignore values directly.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value {
            Value::Null => fit::report_lost_null(),
            value if self.search.is_tag(value) => {}
            _ => fit::report_lost(),
        }
        visitor.visit_unit()
    }

    integer! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
    }

    forward_to_deserialize_any! {
        bool f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct
        identifier
    }
}

struct Items<'de> {
    node: Node<'de>,
    items: std::slice::Iter<'de, Value>,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        let next = self.items.next();
        next.map(|item| seed.deserialize(self.node.of(item))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

struct Properties<'de> {
    node: Node<'de>,
    properties: serde_json::map::Iter<'de>,
    /// The value of the last name.
    value: Option<&'de Value>,
}

impl<'de> MapAccess<'de> for Properties<'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        let Some((name, value)) = self.properties.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(Name(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        match self.value.take() {
            Some(value) => seed.deserialize(self.node.of(value)),
            None => Err(Error::custom("a value that has no name")),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.properties.len())
    }
}

/// The name of a property, which may stand for a number or a boolean.
struct Name<'de>(&'de str);

macro_rules! number_in_quotes {
    ($($method:ident)*) => {
        $(
            fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
                let mut number = serde_json::Deserializer::from_str(self.0);
                let read = (&mut number).$method(visitor)?;
                number.end().map(|()| read)
            }
        )*
    };
}

impl<'de> Deserializer<'de> for Name<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_borrowed_str(self.0)
    }

    number_in_quotes! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_i128 deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
        deserialize_u128 deserialize_f32 deserialize_f64
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(serde::de::value::BorrowedStrDeserializer::new(self.0))
    }

    forward_to_deserialize_any! {
        char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct
        identifier ignored_any
    }
}
