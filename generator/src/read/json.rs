//! The text of a JSON file -> its value.

use crate::diagnostic::{Diagnostics, Location};
use crate::expansion_budget::ExpansionBudget;
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
            let (message, help) = explain(&error, source.text());
            diagnostics.error_in(Location { file, pointer: Pointer::root() }, message, help);
            None
        }
    }
}

/// Returns the reason why a text is not JSON, and the remedy.
fn explain(error: &serde_json::Error, text: &str) -> (String, &'static str) {
    if text.trim_start().starts_with('<') {
        let message = "this is HTML or XML, not a document in JSON or YAML".to_owned();
        return (message, "pass the document itself, not the page that shows it");
    }
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
    let mut search = Search {
        tokens: Vec::new(),
        found: Vec::new(),
        budget: ExpansionBudget::for_copies_in(source.text()),
    };
    let is_complete = serde_json::from_str(source.text()).is_ok_and(|raw| search.visit(raw));
    let all_equal = search.found.iter().all(|repeated| repeated.is_equal);
    for Repeated { at: pointer, is_equal } in search.found {
        let location = Location { file, pointer };
        if is_equal {
            report_equal_duplicate(location, diagnostics);
        } else {
            let name = location.pointer.tokens().last().unwrap_or_default();
            diagnostics.error_in(
                location,
                format!("duplicate key `{name}` in this object"),
                "keep one of the two: JSON does not define which one applies",
            );
        }
    }
    if !is_complete {
        let root = Location { file, pointer: Pointer::root() };
        diagnostics.error_in(root, "too many duplicate keys", "remove them");
    }
    is_complete && all_equal
}

/// Reports a duplicate property whose values are equal.
pub(super) fn report_equal_duplicate(location: Location, diagnostics: &mut Diagnostics) {
    let name = location.pointer.tokens().last().unwrap_or_default();
    let message = format!("duplicate key `{name}` in this object, with an equal value");
    diagnostics.violation_in(location, message, "remove one of the two");
}

/// A property that an object has several times.
struct Repeated {
    at: Pointer,
    /// Whether its values are equal.
    is_equal: bool,
}

/// A search for duplicate properties.
struct Search {
    /// The path of the value that is searched.
    tokens: Vec<String>,
    found: Vec<Repeated>,
    /// Limits the memory for the pointers of duplicates.
    budget: ExpansionBudget,
}

impl Search {
    /// Searches a value. Returns `false` if the budget is used up.
    fn visit(&mut self, raw: &RawValue) -> bool {
        if let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(raw.get()) {
            return items
                .into_iter()
                .enumerate()
                .all(|(index, item)| self.visit_child(&index.to_string(), item));
        }
        let Ok(Properties(properties)) = serde_json::from_str(raw.get()) else { return true };
        let mut values: HashMap<&str, Vec<&RawValue>> = HashMap::new();
        for (name, value) in &properties {
            values.entry(name).or_default().push(value);
            if !self.visit_child(name, value) {
                return false;
            }
        }
        // In the order of the object.
        properties.iter().all(|(name, _)| match values.remove(name.as_ref()) {
            Some(values) if values.len() > 1 => self.add(name, &values),
            _ => true,
        })
    }

    fn visit_child(&mut self, token: &str, raw: &RawValue) -> bool {
        self.tokens.push(token.to_owned());
        let is_complete = self.visit(raw);
        self.tokens.pop();
        is_complete
    }

    fn add(&mut self, name: &str, values: &[&RawValue]) -> bool {
        let at = self.tokens.iter().fold(Pointer::root(), |at, token| at.child(token)).child(name);
        let mut values = values.iter().map(|raw| serde_json::from_str::<Value>(raw.get()).ok());
        let first = values.next();
        let is_equal = values.all(|value| first.as_ref() == Some(&value));
        let is_covered = self.budget.spend(ExpansionBudget::of_value(at.as_str().len()));
        self.found.push(Repeated { at, is_equal });
        is_covered
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
