//! The text of a JSON file -> its value.

use crate::diagnostic::{Diagnostics, Location};
use crate::source::{Pointer, Source};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Number, Value};
use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;
use std::fmt;

/// Parses a file. Unlike `serde_json`, it rejects duplicate properties with different values.
pub(super) fn parse(file: usize, source: &Source, diagnostics: &mut Diagnostics) -> Option<Value> {
    let repeated = Cell::new(false);
    let mut deserializer = serde_json::Deserializer::from_str(source.text());
    let parsed = Strict { repeated: &repeated }
        .deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value));
    match parsed {
        Ok(value) if repeated.get() => report_repeated(file, source, diagnostics).then_some(value),
        Ok(value) => Some(value),
        Err(error) => {
            let (message, help) = explain(&error);
            diagnostics.error_in(Location { file, pointer: Pointer::root() }, message, help);
            None
        }
    }
}

/// Returns the reason why a text is not JSON, and the remedy.
fn explain(error: &serde_json::Error) -> (String, &'static str) {
    let position = format!("line {}, column {}", error.line(), error.column());
    if error.to_string().starts_with("recursion limit exceeded") {
        let message = format!("values are nested more than 128 levels deep at {position}");
        return (message, "move the inner values to `components` and reference them");
    }
    (format!("invalid JSON: {error}"), "correct the syntax")
}

/// Builds a [`Value`], and records whether an object contains a duplicate property.
#[derive(Clone, Copy)]
struct Strict<'a> {
    repeated: &'a Cell<bool>,
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("number out of range"))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut properties: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(name) = properties.next_key::<String>()? {
            if object.insert(name, properties.next_value_seed(self)?).is_some() {
                self.repeated.set(true);
            }
        }
        Ok(Value::Object(object))
    }
}

/// Reports all duplicate properties, and returns whether all have equal values. The text is parsed again only if there are any.
fn report_repeated(file: usize, source: &Source, diagnostics: &mut Diagnostics) -> bool {
    let mut found = Vec::new();
    if let Ok(raw) = serde_json::from_str(source.text()) {
        find_repeated(raw, &Pointer::root(), &mut found);
    }
    let all_equal = found.iter().all(|repeated| repeated.is_equal);
    for Repeated { at: pointer, is_equal } in found {
        let name = pointer.tokens().last().unwrap_or_default();
        let location = Location { file, pointer };
        if is_equal {
            let message = format!("duplicate key `{name}` in this object, with an equal value");
            diagnostics.violation_in(location, message, "remove one of the two");
        } else {
            diagnostics.error_in(
                location,
                format!("duplicate key `{name}` in this object"),
                "keep one of the two: JSON does not define which one applies",
            );
        }
    }
    all_equal
}

/// A property that an object has several times.
struct Repeated {
    at: Pointer,
    /// Whether its values are equal.
    is_equal: bool,
}

fn find_repeated(raw: &RawValue, at: &Pointer, found: &mut Vec<Repeated>) {
    if let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(raw.get()) {
        for (index, item) in items.into_iter().enumerate() {
            find_repeated(item, &at.child(index), found);
        }
    } else if let Ok(Properties(properties)) = serde_json::from_str::<Properties<'_>>(raw.get()) {
        let mut values: HashMap<&str, Vec<&RawValue>> = HashMap::new();
        for (name, value) in &properties {
            values.entry(name).or_default().push(value);
            find_repeated(value, &at.child(name), found);
        }
        let parsed = |raw: &&RawValue| serde_json::from_str::<Value>(raw.get()).ok();
        // In the order of the object.
        for (name, _) in &properties {
            if let Some(values) = values.remove(name.as_ref()).filter(|values| values.len() > 1) {
                let mut values = values.iter().map(parsed);
                let first = values.next();
                let is_equal = values.all(|value| first.as_ref() == Some(&value));
                found.push(Repeated { at: at.child(name), is_equal });
            }
        }
    }
}

/// All properties of an object, in order.
struct Properties<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de: 'a, 'a> serde::Deserialize<'de> for Properties<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct All;

        impl<'de> Visitor<'de> for All {
            type Value = Vec<(Cow<'de, str>, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(
                self,
                mut properties: A,
            ) -> Result<Self::Value, A::Error> {
                let mut all = Vec::new();
                while let Some((name, value)) = properties.next_entry::<Name<'de>, _>()? {
                    all.push((name.0, value));
                }
                Ok(all)
            }
        }

        deserializer.deserialize_map(All).map(Properties)
    }
}

/// The name of a property, borrowed from the text if it contains no escapes.
#[derive(serde::Deserialize)]
#[serde(transparent)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);
