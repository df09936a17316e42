//! Writes the fields of a struct as the properties of a JSON object.

use super::{Constant, Object};
use crate::types::undocumented;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use std::collections::BTreeMap;
use std::fmt::Debug;

/// Takes the properties of an object, one by one, each by its name and that of its field: to write them, or to show them.
pub trait Properties {
    /// Takes a required property.
    fn required<T: Serialize + Debug>(
        &mut self,
        name: &'static str,
        field: &'static str,
        value: &T,
    );

    /// Takes an optional property.
    fn optional<T: Serialize + Debug>(
        &mut self,
        name: &'static str,
        field: &'static str,
        value: &Option<T>,
    );

    /// Takes the properties without a field.
    fn extra<T: Serialize>(&mut self, field: &'static str, properties: &BTreeMap<String, T>);

    /// Takes the undocumented properties.
    fn undocumented<T: Serialize>(&mut self, field: &'static str, properties: &BTreeMap<String, T>);
}

/// Encodes an object.
///
/// # Errors
///
/// Returns an error if the serializer fails.
pub fn encode<T: Object, S: Serializer>(object: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let mut writer = Writer::<S>(serializer.serialize_map(None));
    for Constant { name, value, .. } in T::CONSTANTS {
        writer.entry(name, value);
    }
    object.write(&mut writer);
    writer.0?.end()
}

/// Writes properties. The first error stops the writer and is kept, so generated code does not check for errors.
struct Writer<S: Serializer>(Result<S::SerializeMap, S::Error>);

impl<S: Serializer> Writer<S> {
    fn entry<T: Serialize>(&mut self, name: &str, value: &T) {
        if let Ok(map) = &mut self.0
            && let Err(error) = map.serialize_entry(name, value)
        {
            self.0 = Err(error);
        }
    }
}

impl<S: Serializer> Properties for Writer<S> {
    fn required<T: Serialize + Debug>(&mut self, name: &'static str, _: &'static str, value: &T) {
        self.entry(name, value);
    }

    fn optional<T: Serialize + Debug>(
        &mut self,
        name: &'static str,
        _: &'static str,
        value: &Option<T>,
    ) {
        if let Some(value) = value {
            self.entry(name, value);
        }
    }

    fn extra<T: Serialize>(&mut self, _: &'static str, properties: &BTreeMap<String, T>) {
        for (name, value) in properties {
            self.entry(name, value);
        }
    }

    fn undocumented<T: Serialize>(&mut self, _: &'static str, properties: &BTreeMap<String, T>) {
        let are_marked = undocumented::are_marked();
        for (name, value) in properties {
            match are_marked {
                true => self.entry(&undocumented::mark(name), value),
                false => self.entry(name, value),
            }
        }
    }
}
