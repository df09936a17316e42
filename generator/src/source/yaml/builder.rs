//! The events of a YAML text -> its value, and the positions of the values in it.

use super::{MAX_DEPTH, MERGE_KEY, Positions, Text, YamlError, scalar};
use crate::expansion_budget::ExpansionBudget;
use crate::source::Pointer;
use granit_parser::{Event, ScalarStyle, Tag};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// Builds a value from parser events.
pub(super) struct Builder<'a> {
    text: &'a str,
    positions: Positions,
    /// The unfinished lists and objects, outermost first.
    open: Vec<Open>,
    /// The values of anchors, by the id of the anchor.
    anchors: HashMap<usize, Built>,
    /// The properties that an object has several times, with equal values.
    duplicates: Vec<Pointer>,
    /// Limits the memory for copies of anchored values, and for the pointers of duplicates.
    budget: ExpansionBudget,
    documents: usize,
    root: Option<Value>,
}

/// A value and its size.
#[derive(Clone)]
struct Built {
    value: Value,
    /// Its index in the positions.
    position: usize,
    /// The memory that a copy needs, in bytes.
    bytes: usize,
    /// The number of nested levels in it.
    levels: usize,
}

/// An unfinished list or object.
struct Open {
    position: usize,
    anchor: usize,
    bytes: usize,
    levels: usize,
    items: Items,
}

enum Items {
    List(Vec<Value>),
    Object {
        properties: Map<String, Value>,
        /// The key whose value comes next.
        key: Option<Key>,
        merged: Vec<Value>,
    },
}

struct Key {
    name: String,
    is_merge: bool,
    /// The byte offset.
    at: usize,
}

impl<'a> Builder<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            positions: Positions::default(),
            open: Vec::new(),
            anchors: HashMap::new(),
            duplicates: Vec::new(),
            budget: ExpansionBudget::for_copies_in(text),
            documents: 0,
            root: None,
        }
    }

    /// Processes an event; `range` is its bytes in the text.
    pub(super) fn event(&mut self, event: Event<'_>, range: Range<usize>) -> Result<(), YamlError> {
        match event {
            Event::DocumentStart(..) => self.documents += 1,
            Event::Scalar(text, style, anchor, tag) => {
                self.scalar(text, style, anchor, tag.as_deref(), range)?;
            }
            Event::SequenceStart(_, anchor, tag) => {
                check_tag(tag.as_deref(), "seq", range.start)?;
                self.begin(Items::List(Vec::new()), anchor, range)?;
            }
            Event::MappingStart(_, anchor, tag) => {
                check_tag(tag.as_deref(), "map", range.start)?;
                let properties = Map::new();
                let items = Items::Object { properties, key: None, merged: Vec::new() };
                self.begin(items, anchor, range)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(range.end)?,
            Event::Alias(anchor) => self.alias(anchor, range)?,
            // Comments, and events that the options disable.
            _ => {}
        }
        Ok(())
    }

    /// Returns the content of the text.
    pub(super) fn finish(mut self) -> Result<Text, YamlError> {
        self.positions.sort();
        let value = self.root.ok_or_else(|| YamlError::new(0, "the file is empty"))?;
        Ok(Text { value, positions: self.positions, duplicates: self.duplicates })
    }

    fn scalar(
        &mut self,
        text: Cow<'_, str>,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        range: Range<usize>,
    ) -> Result<(), YamlError> {
        let at = range.start;
        let is_merge = style == ScalarStyle::Plain && text == MERGE_KEY;
        if self.expects_key() {
            let text = text.into_owned();
            if anchor != 0 {
                let position = self.positions.add(range, None);
                let bytes = ExpansionBudget::of_value(text.len());
                let value = Value::String(text.clone());
                self.keep(anchor, &Built { value, position, bytes, levels: 0 }, at)?;
            }
            self.key(text, is_merge, at);
            return Ok(());
        }
        let bytes = ExpansionBudget::of_value(text.len());
        let value =
            scalar::value(text, style, tag).map_err(|message| YamlError::new(at, message))?;
        let position = self.add_position(range, None)?;
        self.add(Built { value, position, bytes, levels: 0 }, anchor, at)
    }

    fn alias(&mut self, anchor: usize, range: Range<usize>) -> Result<(), YamlError> {
        let at = range.start;
        let Some(original) = self.anchors.get(&anchor) else {
            return Err(YamlError::new(at, "the alias refers to a value that contains it"));
        };
        if !self.budget.spend(original.bytes) {
            return Err(too_many_copies(at));
        }
        if self.open.len() + original.levels > MAX_DEPTH {
            return Err(YamlError::too_deep(at));
        }
        let mut copy = original.clone();
        if self.expects_key() {
            let Value::String(name) = copy.value else { return Err(key_is_not_a_string(at)) };
            self.key(name, false, at);
            return Ok(());
        }
        copy.position = self.add_position(range, Some(copy.position))?;
        self.add(copy, 0, at)
    }

    fn begin(&mut self, items: Items, anchor: usize, range: Range<usize>) -> Result<(), YamlError> {
        let at = range.start;
        if self.expects_key() {
            return Err(key_is_not_a_string(at));
        }
        if self.open.len() >= MAX_DEPTH {
            return Err(YamlError::too_deep(at));
        }
        let position = self.add_position(range, None)?;
        self.open.push(Open {
            position,
            anchor,
            bytes: ExpansionBudget::of_value(0),
            levels: 1,
            items,
        });
        Ok(())
    }

    fn end(&mut self, end: usize) -> Result<(), YamlError> {
        let Some(Open { position, anchor, bytes, levels, items }) = self.open.pop() else {
            return Ok(());
        };
        // A block collection ends where the next token begins.
        let before = self.text.get(..end).unwrap_or_default().trim_end().len();
        self.positions.end(position, before);
        let value = match items {
            Items::List(list) => Value::Array(list),
            Items::Object { mut properties, merged, .. } => {
                merged.into_iter().for_each(|value| merge(value, &mut properties));
                Value::Object(properties)
            }
        };
        self.add(Built { value, position, bytes, levels }, anchor, before)
    }

    /// Whether a key comes next.
    fn expects_key(&self) -> bool {
        let items = self.open.last().map(|open| &open.items);
        matches!(items, Some(Items::Object { key: None, .. }))
    }

    fn key(&mut self, name: String, is_merge: bool, at: usize) {
        if let Some(Open { bytes, items: Items::Object { key, .. }, .. }) = self.open.last_mut() {
            *bytes += name.len();
            *key = Some(Key { name, is_merge, at });
        }
    }

    /// Records the position of the next value.
    fn add_position(
        &mut self,
        range: Range<usize>,
        original: Option<usize>,
    ) -> Result<usize, YamlError> {
        if self.documents > 1 {
            return Err(YamlError::new(range.start, "the file contains more than one document"));
        }
        let position = self.positions.add(range, original);
        if let Some(open) = self.open.last() {
            match &open.items {
                Items::List(list) => {
                    self.positions.put(open.position, &list.len().to_string(), position);
                }
                Items::Object { key, .. } => {
                    let name = key.as_ref().map(|key| key.name.as_str()).unwrap_or_default();
                    self.positions.put(open.position, name, position);
                }
            }
        }
        Ok(position)
    }

    /// Adds a value to the list or object that contains it.
    fn add(&mut self, built: Built, anchor: usize, at: usize) -> Result<(), YamlError> {
        if anchor != 0 {
            self.keep(anchor, &built, at)?;
        }
        let Built { value, position, bytes, levels } = built;
        let Some(open) = self.open.last_mut() else {
            self.root = Some(value);
            return Ok(());
        };
        open.bytes = open.bytes.saturating_add(bytes);
        open.levels = open.levels.max(levels + 1);
        let Items::Object { properties, key, merged } = &mut open.items else {
            if let Items::List(list) = &mut open.items {
                list.push(value);
            }
            return Ok(());
        };
        match key.take() {
            Some(key) if key.is_merge && !value.is_string() => {
                self.positions.merge(open.position, position);
                merged.push(value);
            }
            Some(key) => match properties.get(&key.name) {
                None => {
                    properties.insert(key.name, value);
                }
                Some(first) if *first == value => return self.duplicate(&key),
                Some(_) => {
                    let message = format!("duplicate key `{}` with a different value", key.name);
                    return Err(YamlError::new(key.at, message));
                }
            },
            None => {}
        }
        Ok(())
    }

    /// Records that the innermost object has a property twice, with equal values.
    fn duplicate(&mut self, key: &Key) -> Result<(), YamlError> {
        let outer = self.open.len().saturating_sub(1);
        let parent =
            self.open.iter().take(outer).fold(Pointer::root(), |pointer, open| match &open.items {
                Items::List(list) => pointer.child(list.len()),
                Items::Object { key, .. } => {
                    pointer.child(key.as_ref().map(|key| key.name.as_str()).unwrap_or_default())
                }
            });
        let pointer = parent.child(&key.name);
        if !self.budget.spend(ExpansionBudget::of_value(pointer.as_str().len())) {
            return Err(YamlError::new(key.at, "too many duplicate keys"));
        }
        self.duplicates.push(pointer);
        Ok(())
    }

    /// Stores a copy of a value for its aliases.
    fn keep(&mut self, anchor: usize, built: &Built, at: usize) -> Result<(), YamlError> {
        if !self.budget.spend(built.bytes) {
            return Err(too_many_copies(at));
        }
        self.anchors.insert(anchor, built.clone());
        Ok(())
    }
}

/// Adds the properties of an object, or of the objects in a list, unless they exist already.
fn merge(value: Value, properties: &mut Map<String, Value>) {
    match value {
        Value::Object(others) => {
            for (name, property) in others {
                properties.entry(name).or_insert(property);
            }
        }
        Value::Array(objects) => objects.into_iter().for_each(|value| merge(value, properties)),
        _ => {}
    }
}

fn check_tag(tag: Option<&Tag>, kind: &str, at: usize) -> Result<(), YamlError> {
    match tag {
        Some(tag) if !tag.is_yaml_core_schema_tag(kind) => Err(YamlError::new(at, scalar::FOREIGN)),
        _ => Ok(()),
    }
}

fn key_is_not_a_string(at: usize) -> YamlError {
    YamlError::new(at, "a key is not a string")
}

fn too_many_copies(at: usize) -> YamlError {
    YamlError::new(
        at,
        "the aliases expand to more data than is allowed for a document of this size",
    )
}
