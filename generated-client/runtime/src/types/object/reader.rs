//! Reads the properties of a JSON object into struct fields.

use super::Constant;
use super::skipped::Skipped;
use crate::types::undocumented;
use crate::types::union::fit;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

/// Reads the properties of an object, one by one.
///
/// The first error stops the reader and is kept, so generated code does not check for errors.
pub struct Reader<'de, A: MapAccess<'de>> {
    properties: A,
    error: Option<A::Error>,
    constants: &'static [Constant],
    /// The constants that were read, a bit each.
    constants_read: u64,
    /// The index of the property that probably comes next: servers mostly follow the document's order.
    likely: usize,
    /// The name of the last property without a field.
    unknown: String,
    lifetime: PhantomData<&'de ()>,
}

impl<'de, A: MapAccess<'de>> Reader<'de, A> {
    pub(super) fn new(properties: A, constants: &'static [Constant]) -> Self {
        Self {
            properties,
            error: None,
            constants,
            constants_read: 0,
            likely: 0,
            unknown: String::new(),
            lifetime: PhantomData,
        }
    }

    /// Reports which constants the object has, and returns the first required one that is absent.
    pub(super) fn report_constants(&self) -> Option<&'static Constant> {
        if self.constants.is_empty() {
            return None;
        }
        let is_absent = |index: usize| self.constants_read & bit(index) == 0;
        let absent = || (0..).zip(self.constants).filter(|(index, _)| is_absent(*index));
        let mut required = absent().map(|(_, constant)| constant).filter(|one| one.is_required);
        let first = required.next();
        let missing = usize::from(first.is_some()) + required.count();
        let absent = absent().count();
        fit::report_constants(self.constants.len() - absent, missing, absent - missing);
        first
    }

    pub(super) fn into_error(self) -> Option<A::Error> {
        self.error
    }

    /// The index of the next property's name; properties that are not listed are skipped. `None` at the end.
    #[inline]
    pub fn next(&mut self, names: &[&str]) -> Option<usize> {
        loop {
            match self.next_key(names, false)? {
                UNKNOWN => self.skip(),
                index => return Some(index),
            }
        }
    }

    /// The index of the next property's name, or [`usize::MAX`] if it is not listed. `None` at the end.
    pub fn next_or_unknown(&mut self, names: &[&str]) -> Option<usize> {
        self.next_key(names, true)
    }

    /// Reads the value of a required property.
    pub fn required<T: Deserialize<'de>>(&mut self, field: &mut Option<T>) {
        match self.properties.next_value() {
            Ok(value) => *field = Some(value),
            Err(error) => self.error = Some(error),
        }
    }

    /// Reads the value of an optional property; `null` counts as absent.
    pub fn optional<T: Deserialize<'de>>(&mut self, field: &mut Option<T>) {
        match self.properties.next_value() {
            Ok(value) => *field = value,
            Err(error) => self.error = Some(error),
        }
    }

    /// Reads the value of a property for which `null` differs from absent.
    pub fn nullable<T: Deserialize<'de>>(&mut self, field: &mut Option<Option<T>>) {
        self.required(field);
    }

    /// Reads the value of a property without a field.
    pub fn unknown<T: Deserialize<'de>>(&mut self, extra: &mut BTreeMap<String, T>) {
        let name = std::mem::take(&mut self.unknown);
        let name = undocumented::unmarked(&name).map(str::to_owned).unwrap_or(name);
        if let Some(value) = self.value() {
            extra.insert(name, value);
        }
    }

    /// Reads the value of an undocumented property.
    pub fn undocumented<T: Deserialize<'de>>(&mut self, extra: &mut BTreeMap<String, T>) {
        if undocumented::are_rejected() {
            self.error = Some(A::Error::custom(undocumented::REJECTED));
        } else if undocumented::are_marked() && undocumented::unmarked(&self.unknown).is_none() {
            // The type that wrote it documents it.
            self.skip();
        } else {
            self.unknown(extra);
        }
    }

    /// Skips the value of a property without a field.
    fn skip(&mut self) {
        if let Err(error) = self.properties.next_value::<Skipped>() {
            self.error = Some(error);
        }
    }

    /// The value of a required property, after all properties are read.
    pub fn found<T>(&mut self, name: &'static str, field: Option<T>) -> Option<T> {
        if field.is_none() && self.error.is_none() {
            self.error = Some(A::Error::missing_field(name));
        }
        field
    }

    /// The value of a required property that may be `null`, after all properties are read. An absent one is `null`.
    pub fn found_or_null<T>(&mut self, field: Option<Option<T>>) -> Option<T> {
        if field.is_none() {
            fit::report_absent_nullable();
        }
        field.flatten()
    }

    fn value<T: Deserialize<'de>>(&mut self) -> Option<T> {
        match self.properties.next_value() {
            Ok(value) => Some(value),
            Err(error) => {
                self.error = Some(error);
                None
            }
        }
    }

    #[inline]
    fn next_key(&mut self, names: &[&str], keep_unknown: bool) -> Option<usize> {
        if self.error.is_some() {
            return None;
        }
        loop {
            let key = Key {
                names,
                likely: self.likely,
                constants: self.constants,
                unknown: keep_unknown.then_some(&mut self.unknown),
            };
            match self.properties.next_key_seed(key) {
                Ok(Some(index)) if index < names.len() => {
                    self.likely = index + 1;
                    return Some(index);
                }
                Ok(Some(UNKNOWN)) => return Some(UNKNOWN),
                Ok(Some(index)) => self.constant(index - names.len())?,
                Ok(None) => return None,
                Err(error) => {
                    self.error = Some(error);
                    return None;
                }
            }
        }
    }

    /// Reads the value of a constant property.
    #[cold]
    fn constant(&mut self, index: usize) -> Option<()> {
        let constant = self.constants.get(index)?;
        match self.properties.next_value_seed(constant.value) {
            Ok(()) => {
                self.constants_read |= bit(index);
                Some(())
            }
            Err(error) => {
                self.error = Some(error);
                None
            }
        }
    }
}

impl<'de, A: MapAccess<'de>> fmt::Debug for Reader<'de, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").finish_non_exhaustive()
    }
}

/// The index of an unknown name.
const UNKNOWN: usize = usize::MAX;

/// The bit of a constant. No object has 64 of them; those beyond share the last bit.
fn bit(index: usize) -> u64 {
    1 << index.min(63)
}

/// Looks a key up: the index of a name, the number of names plus the index of a constant, or [`UNKNOWN`].
///
/// One integer is returned in a register, which is measurably faster than an enum.
struct Key<'a> {
    names: &'a [&'a str],
    likely: usize,
    constants: &'static [Constant],
    /// Receives a key that is not listed.
    unknown: Option<&'a mut String>,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = usize;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    #[inline]
    fn visit_str<E: Error>(self, key: &str) -> Result<usize, E> {
        match position(self.names, self.likely, key) {
            UNKNOWN => {}
            index => return Ok(index),
        }
        if let Some(index) = self.constants.iter().position(|constant| constant.name == key) {
            return Ok(self.names.len() + index);
        }
        if let Some(name) = undocumented::unmarked(key)
            && let index @ 0..UNKNOWN = position(self.names, self.likely, name)
        {
            return Ok(index);
        }
        match (self.unknown, undocumented::unmarked(key)) {
            (Some(unknown), _) => key.clone_into(unknown),
            (None, Some(name)) => {
                return Err(E::custom(format_args!("the undocumented property `{name}` is lost")));
            }
            (None, None) => {}
        }
        Ok(UNKNOWN)
    }
}

/// The index of a name, found immediately if it is the likely one.
#[inline]
fn position(names: &[&str], likely: usize, name: &str) -> usize {
    match names.get(likely) {
        Some(likely_name) if *likely_name == name => likely,
        _ => position_elsewhere(names, likely, name),
    }
}

/// The index of a name that is not the likely one: mostly it comes soon after.
fn position_elsewhere(names: &[&str], likely: usize, name: &str) -> usize {
    let (before, after) = names.split_at_checked(likely).unwrap_or((names, &[]));
    let is_it = |other: &&str| *other == name;
    match after.iter().position(is_it) {
        Some(index) => before.len() + index,
        None => before.iter().position(is_it).unwrap_or(UNKNOWN),
    }
}
