//! Writes the fields of a struct as the properties of a JSON object.

use super::Constant;
use crate::types::undocumented;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use std::collections::BTreeMap;
use std::fmt;

/// Writes the properties of an object, one by one.
///
/// The first error stops the writer and is kept, so generated code does not check for errors.
pub struct Writer<S: Serializer>(Result<S::SerializeMap, S::Error>);

impl<S: Serializer> Writer<S> {
    /// Starts an object.
    pub fn new(serializer: S) -> Self {
        Self(serializer.serialize_map(None))
    }

    /// Writes a required property.
    pub fn required<T: Serialize>(&mut self, name: &str, value: &T) {
        if let Ok(map) = &mut self.0
            && let Err(error) = map.serialize_entry(name, value)
        {
            self.0 = Err(error);
        }
    }

    /// Writes an optional property.
    pub fn optional<T: Serialize>(&mut self, name: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.required(name, value);
        }
    }

    /// Writes the properties that always have one value.
    pub fn constants(&mut self, constants: &[Constant]) {
        for Constant { name, value, .. } in constants {
            self.required(name, value);
        }
    }

    /// Writes the properties without a field.
    pub fn extra<T: Serialize>(&mut self, properties: &BTreeMap<String, T>) {
        for (name, value) in properties {
            self.required(name, value);
        }
    }

    /// Writes the undocumented properties.
    pub fn undocumented<T: Serialize>(&mut self, properties: &BTreeMap<String, T>) {
        if !undocumented::are_marked() {
            return self.extra(properties);
        }
        for (name, value) in properties {
            self.required(&undocumented::mark(name), value);
        }
    }

    /// Ends the object.
    ///
    /// # Errors
    ///
    /// The first error there was.
    pub fn end(self) -> Result<S::Ok, S::Error> {
        self.0?.end()
    }
}

impl<S: Serializer> fmt::Debug for Writer<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer").finish_non_exhaustive()
    }
}
