//! Random instances of a schema: likely to be valid, and of documented properties only.

use super::schema::{Additional, Base, Object, OneOf, Schema};
use super::validator;
use fastrand::Rng;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The depth from which only required properties are present.
const DEPTH: usize = 6;

pub(super) struct Instances<'a> {
    pub(super) rng: &'a mut Rng,
    pub(super) named: &'a BTreeMap<String, Schema>,
}

impl Instances<'_> {
    /// An instance, or `None` if it would be infinite.
    pub(super) fn of(&mut self, schema: &Schema, depth: usize) -> Option<Value> {
        // Required properties are infinitely nested.
        if depth > 2 * DEPTH {
            return None;
        }
        let is_deep = depth >= DEPTH;
        Some(match schema {
            Schema::Named(name) => {
                let named = self.named;
                return match &named[name] {
                    Schema::Base(base) => self.descendant(name, base, depth),
                    schema => self.of(schema, depth + 1),
                };
            }
            Schema::Text => json!(self.rng.choice(["", "a", "b", "on", "ä"])),
            Schema::Integer => json!(self.rng.choice([0, 1, -7, 9_007_199_254_740_993_i64])),
            Schema::Number => json!(self.rng.choice([0.5, 3.0, -2.25, 1.5e-7])),
            Schema::Boolean => json!(self.rng.bool()),
            Schema::Enum(values) => self.rng.choice(values)?.clone(),
            Schema::Constant(value) => value.clone(),
            Schema::List(items) => {
                let number = if is_deep { 0 } else { self.rng.usize(0..3) };
                Value::Array((0..number).filter_map(|_| self.of(items, depth + 1)).collect())
            }
            Schema::Map(values) => {
                let number = if is_deep { 0 } else { self.rng.usize(0..3) };
                Value::Object(self.entries(values, number, depth))
            }
            Schema::Object(object) => self.object(object, depth)?,
            Schema::AllOf(parts) => {
                let parts: Option<Vec<_>> =
                    parts.iter().map(|part| self.part(part, depth)).collect();
                parts?.into_iter().reduce(merge)?
            }
            Schema::AnyOf(parts) => self.any_of(parts, depth)?,
            Schema::OneOf(one_of) => self.alternative(one_of, depth)?,
            Schema::Base(base) => self.object(&base.object, depth)?,
            Schema::Nullable(_) if self.rng.u8(0..3) == 0 || is_deep => Value::Null,
            Schema::Nullable(schema) => self.of(schema, depth)?,
        })
    }

    /// An instance of a part of an `allOf`. A base contributes its own properties only.
    fn part(&mut self, part: &Schema, depth: usize) -> Option<Value> {
        match part {
            Schema::Named(name) => {
                let named = self.named;
                self.of(&named[name], depth + 1)
            }
            part => self.of(part, depth + 1),
        }
    }

    fn object(&mut self, object: &Object, depth: usize) -> Option<Value> {
        let mut properties = Map::new();
        for property in &object.properties {
            if property.required || (depth < DEPTH && self.rng.bool()) {
                match self.of(&property.schema, depth + 1) {
                    Some(value) => drop(properties.insert(property.name.clone(), value)),
                    None if property.required => return None,
                    None => {}
                }
            }
        }
        if let Additional::Of(values) = &object.additional {
            let number = if depth < DEPTH { self.rng.usize(0..3) } else { 0 };
            properties.extend(self.entries(values, number, depth));
        }
        Some(Value::Object(properties))
    }

    fn entries(&mut self, values: &Schema, number: usize, depth: usize) -> Map<String, Value> {
        let names = ["x", "other", "Y z"];
        names
            .iter()
            .take(number)
            .filter_map(|name| Some(((*name).to_owned(), self.of(values, depth + 1)?)))
            .collect()
    }

    /// An instance of one part, or of two. Properties of a part that does not match would be undocumented.
    fn any_of(&mut self, parts: &[Schema], depth: usize) -> Option<Value> {
        let both = [self.rng.choice(parts)?, self.rng.choice(parts)?];
        let [first, second] = both.map(|part| self.of(part, depth + 1));
        let (first, second) = (first?, second?);
        if !agree(&first, &second) {
            return Some(first);
        }
        let merged = merge(first.clone(), second);
        let is_of_both = both.iter().all(|part| validator(self.named, part).is_valid(&merged));
        Some(if is_of_both { merged } else { first })
    }

    fn alternative(&mut self, one_of: &OneOf, depth: usize) -> Option<Value> {
        let chosen = self.rng.usize(0..one_of.alternatives.len());
        let mut value = self.of(&one_of.alternatives[chosen], depth + 1)?;
        if let Some(beside) = &one_of.beside {
            value = merge(value, self.object(beside, depth)?);
        }
        if let Some(discriminator) = &one_of.discriminator {
            value[&discriminator.property] = json!(discriminator.values[chosen]);
        }
        Some(value)
    }

    /// An instance of a base, or of a schema that extends it.
    fn descendant(&mut self, name: &str, base: &Base, depth: usize) -> Option<Value> {
        let chosen = self.rng.usize(0..=base.children.len());
        let property = base.discriminator.property.clone();
        let (mut value, tag) = match base.children.get(chosen) {
            Some(child) => {
                let named = self.named;
                (self.of(&named[child], depth + 1)?, base.discriminator.values[chosen].clone())
            }
            // A base that lists its children has no other instances.
            None if base.lists_children => return None,
            None => (self.object(&base.object, depth)?, name.to_owned()),
        };
        value[property] = json!(tag);
        Some(value)
    }
}

/// Whether two values are objects whose common properties are equal, or agree as well.
fn agree(first: &Value, second: &Value) -> bool {
    match (first, second) {
        (Value::Object(first), Value::Object(second)) => first.iter().all(|(name, value)| {
            second.get(name).is_none_or(|other| other == value || agree(value, other))
        }),
        _ => false,
    }
}

/// Merges two objects, and those in their common properties. Of other values, returns the first.
fn merge(first: Value, second: Value) -> Value {
    match (first, second) {
        (Value::Object(first), Value::Object(mut second)) => {
            for (name, value) in first {
                let merged = match second.remove(&name) {
                    Some(other) => merge(value, other),
                    None => value,
                };
                second.insert(name, merged);
            }
            Value::Object(second)
        }
        (first, _) => first,
    }
}
