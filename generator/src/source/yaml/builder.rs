//! The events of a YAML text -> its value, and the positions of what it holds.

use super::{Fault, LEVELS, MERGE, Positions, scalar};
use crate::budget::Budget;
use granit_parser::{Event, ScalarStyle, Tag};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// Builds a value, event by event.
pub(super) struct Builder<'a> {
    text: &'a str,
    positions: Positions,
    /// The lists and objects that are not yet whole, from the outside in.
    open: Vec<Open>,
    /// The values that aliases can stand for.
    anchors: HashMap<usize, Built>,
    /// What the copies of these may cost.
    budget: Budget,
    documents: usize,
    root: Option<Value>,
}

/// A value, and what there is to know about it.
#[derive(Clone)]
struct Built {
    value: Value,
    /// Its number among the positions.
    position: usize,
    /// What a copy costs.
    bytes: usize,
    /// How many levels of values it holds.
    levels: usize,
}

/// A list or an object that is not yet whole.
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
        /// The name of the property whose value comes next, and whether it may be a merge key.
        name: Option<(String, bool)>,
        merged: Vec<Value>,
    },
}

impl<'a> Builder<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            positions: Positions::default(),
            open: Vec::new(),
            anchors: HashMap::new(),
            budget: Budget::for_copies_in(text),
            documents: 0,
            root: None,
        }
    }

    /// Takes the next event, and the bytes that it is of.
    pub(super) fn event(&mut self, event: Event<'_>, range: Range<usize>) -> Result<(), Fault> {
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
                let items = Items::Object { properties, name: None, merged: Vec::new() };
                self.begin(items, anchor, range)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(range.end)?,
            Event::Alias(anchor) => self.alias(anchor, range)?,
            // Comments, and what only the parser's other options emit.
            _ => {}
        }
        Ok(())
    }

    /// The whole value.
    pub(super) fn finish(mut self) -> Result<(Value, Positions), Fault> {
        self.positions.sort();
        let nothing = || Fault::new(0, "there is nothing in it");
        Ok((self.root.ok_or_else(nothing)?, self.positions))
    }

    fn scalar(
        &mut self,
        text: Cow<'_, str>,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        range: Range<usize>,
    ) -> Result<(), Fault> {
        let at = range.start;
        let is_merge = style == ScalarStyle::Plain && text == MERGE;
        if self.expects_name() {
            let text = text.into_owned();
            if anchor != 0 {
                let position = self.positions.add(range, None);
                let bytes = Budget::of_value(text.len());
                let value = Value::String(text.clone());
                self.keep(anchor, &Built { value, position, bytes, levels: 0 }, at)?;
            }
            return self.name(text, is_merge, at);
        }
        let bytes = Budget::of_value(text.len());
        let value = scalar::value(text, style, tag).map_err(|message| Fault::new(at, message))?;
        let position = self.place(range, None)?;
        self.add(Built { value, position, bytes, levels: 0 }, anchor, at)
    }

    fn alias(&mut self, anchor: usize, range: Range<usize>) -> Result<(), Fault> {
        let at = range.start;
        let Some(original) = self.anchors.get(&anchor) else {
            return Err(Fault::new(at, "the alias stands inside the value that it stands for"));
        };
        if !self.budget.spend(original.bytes) {
            return Err(too_many_copies(at));
        }
        if self.open.len() + original.levels > LEVELS {
            return Err(Fault::too_deep(at));
        }
        let mut copy = original.clone();
        if self.expects_name() {
            return match copy.value {
                Value::String(name) => self.name(name, false, at),
                _ => Err(no_name(at)),
            };
        }
        copy.position = self.place(range, Some(copy.position))?;
        self.add(copy, 0, at)
    }

    fn begin(&mut self, items: Items, anchor: usize, range: Range<usize>) -> Result<(), Fault> {
        let at = range.start;
        if self.expects_name() {
            return Err(no_name(at));
        }
        if self.open.len() >= LEVELS {
            return Err(Fault::too_deep(at));
        }
        let position = self.place(range, None)?;
        self.open.push(Open { position, anchor, bytes: Budget::of_value(0), levels: 1, items });
        Ok(())
    }

    fn end(&mut self, end: usize) -> Result<(), Fault> {
        let Some(Open { position, anchor, bytes, levels, items }) = self.open.pop() else {
            return Ok(());
        };
        // What ends by its indentation ends where the next begins.
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

    /// Whether the name of a property comes next.
    fn expects_name(&self) -> bool {
        let items = self.open.last().map(|open| &open.items);
        matches!(items, Some(Items::Object { name: None, .. }))
    }

    fn name(&mut self, text: String, is_merge: bool, at: usize) -> Result<(), Fault> {
        if let Some(Open { bytes, items: Items::Object { properties, name, .. }, .. }) =
            self.open.last_mut()
        {
            if !is_merge && properties.contains_key(&text) {
                let message = format!("`{text}` stands in this object more than once");
                return Err(Fault::new(at, message));
            }
            *bytes += text.len();
            *name = Some((text, is_merge));
        }
        Ok(())
    }

    /// Notes where the next value stands.
    fn place(&mut self, range: Range<usize>, original: Option<usize>) -> Result<usize, Fault> {
        if self.documents > 1 {
            return Err(Fault::new(range.start, "a second document begins here"));
        }
        let position = self.positions.add(range, original);
        if let Some(open) = self.open.last() {
            match &open.items {
                Items::List(list) => {
                    self.positions.put(open.position, &list.len().to_string(), position);
                }
                Items::Object { name, .. } => {
                    let name = name.as_ref().map(|(name, _)| name.as_str()).unwrap_or_default();
                    self.positions.put(open.position, name, position);
                }
            }
        }
        Ok(position)
    }

    /// Adds a value to what holds it.
    fn add(&mut self, built: Built, anchor: usize, at: usize) -> Result<(), Fault> {
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
        match &mut open.items {
            Items::List(list) => list.push(value),
            Items::Object { properties, name, merged } => match name.take() {
                Some((_, true)) if !value.is_string() => {
                    self.positions.merge(open.position, position);
                    merged.push(value);
                }
                Some((name, _)) => {
                    properties.insert(name, value);
                }
                None => {}
            },
        }
        Ok(())
    }

    /// Keeps a copy of a value for its aliases.
    fn keep(&mut self, anchor: usize, built: &Built, at: usize) -> Result<(), Fault> {
        if !self.budget.spend(built.bytes) {
            return Err(too_many_copies(at));
        }
        self.anchors.insert(anchor, built.clone());
        Ok(())
    }
}

/// Adds the properties of an object, or of those in a list, that are not there already.
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

fn check_tag(tag: Option<&Tag>, kind: &str, at: usize) -> Result<(), Fault> {
    match tag {
        Some(tag) if !tag.is_yaml_core_schema_tag(kind) => Err(Fault::new(at, scalar::FOREIGN)),
        _ => Ok(()),
    }
}

fn no_name(at: usize) -> Fault {
    Fault::new(at, "a property's name is not a string")
}

fn too_many_copies(at: usize) -> Fault {
    Fault::new(at, "the aliases stand for more than a document of this size may hold")
}
