//! Finds the parts of a value that do not match a schema, and the reasons.
//!
//! Constraints that cannot be checked are taken as satisfied: unsupported regular expressions, formats, and numbers beyond the
//! precision of JSON parsers.

use crate::document::{
    Additional, ArrayRules, Document, NumberRules, ObjectRules, Schema, SchemaUse, StringRules,
    Type,
};
use crate::source::Pointer;
use crate::work_budget::WorkBudget;
use serde_json::{Map, Number, Value};

/// The direction in which a value is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// To the API: read-only properties may be absent.
    Request,
    /// From the API: write-only properties may be absent.
    Response,
    /// Unknown.
    Either,
}

/// The locations of the contradictions in a value, and the reasons.
pub(super) type Contradictions = Vec<(Pointer, String)>;

/// Checks a value against a use of a schema.
pub(super) fn of_use(
    document: &Document,
    schema: &SchemaUse,
    value: &Value,
    at: &Pointer,
    direction: Direction,
) -> Contradictions {
    check(document, direction, |check| check.used(schema, value, at))
}

/// Checks a value against a schema.
pub(super) fn of_schema(
    document: &Document,
    schema: &Schema,
    value: &Value,
    at: &Pointer,
    direction: Direction,
) -> Contradictions {
    check(document, direction, |check| check.schema(schema, value, at))
}

/// Checks a value against a schema, without its `enum`.
pub(super) fn of_rules(
    document: &Document,
    schema: &Schema,
    value: &Value,
    at: &Pointer,
    direction: Direction,
) -> Contradictions {
    check(document, direction, |check| check.rules(schema, value, at))
}

/// Runs a check and returns what it finds.
fn check<'d>(
    document: &'d Document,
    direction: Direction,
    run: impl FnOnce(&mut Check<'d>),
) -> Contradictions {
    let budget = WorkBudget::default();
    let mut check = Check { document, direction, budget, found: Vec::new() };
    run(&mut check);
    check.found
}

struct Check<'d> {
    document: &'d Document,
    direction: Direction,
    budget: WorkBudget,
    found: Contradictions,
}

impl Check<'_> {
    fn used(&mut self, schema: &SchemaUse, value: &Value, at: &Pointer) {
        let document = self.document;
        if !self.budget.enter() {
            return;
        }
        match schema {
            SchemaUse::Inline(schema) => self.schema(schema, value, at),
            SchemaUse::Named { name, .. } => {
                if let Some(schema) = document.schemas.get(name) {
                    self.schema(schema, value, at);
                }
            }
        }
        self.budget.leave();
    }

    fn schema(&mut self, schema: &Schema, value: &Value, at: &Pointer) {
        if value.is_null() && schema.nullable {
            return;
        }
        if let Some(values) = &schema.values
            && !values.iter().any(|listed| is_equal(listed, value))
        {
            return self.report(at, format!("{} is not one of the `enum` values", summary(value)));
        }
        self.rules(schema, value, at);
    }

    fn rules(&mut self, schema: &Schema, value: &Value, at: &Pointer) {
        if !schema.types.is_empty() && !schema.types.iter().any(|ty| has_type(*ty, value)) {
            let types: Vec<&str> = schema.types.iter().map(|ty| noun(*ty)).collect();
            return self.report(at, format!("{} is not {}", summary(value), types.join(" or ")));
        }
        match value {
            Value::Null | Value::Bool(_) => {}
            Value::Number(number) => self.number(&schema.number, number, at),
            Value::String(text) => self.string(&schema.string, text, at),
            Value::Array(list) => self.array(&schema.array, list, at),
            Value::Object(object) => self.object(&schema.object, object, at),
        }
        for part in &schema.all_of {
            self.used(part, value, at);
        }
        self.alternatives(&schema.one_of, value, at);
        self.alternatives(&schema.any_of, value, at);
    }

    /// A value that matches several alternatives of `oneOf` is not reported.
    fn alternatives(&mut self, alternatives: &[SchemaUse], value: &Value, at: &Pointer) {
        let fits = |alternative: &SchemaUse| {
            let Self { document, direction, budget, .. } = *self;
            let mut check = Check { document, direction, budget, found: Vec::new() };
            check.used(alternative, value, at);
            self.budget = check.budget;
            check.found.is_empty()
        };
        if !alternatives.is_empty() && !alternatives.iter().any(fits) {
            self.report(at, format!("{} matches none of the alternatives", summary(value)));
        }
    }

    fn number(&mut self, rules: &NumberRules, number: &Number, at: &Pointer) {
        let NumberRules {
            minimum,
            exclusive_minimum,
            maximum,
            exclusive_maximum,
            multiple_of: _, // binary fractions are rarely multiples of decimal ones
        } = rules;
        let Some(value) = number.as_f64() else { return };
        let bound = |bound: &Option<Number>| bound.as_ref().and_then(Number::as_f64);
        if let Some(least) = bound(minimum)
            && (value < least || (*exclusive_minimum && value <= least))
        {
            self.report(at, format!("{number} is less than the minimum"));
        }
        if let Some(most) = bound(maximum)
            && (value > most || (*exclusive_maximum && value >= most))
        {
            self.report(at, format!("{number} is greater than the maximum"));
        }
    }

    fn string(&mut self, rules: &StringRules, text: &str, at: &Pointer) {
        let StringRules { min_length, max_length, pattern } = rules;
        let characters = text.chars().count();
        self.count(characters, *min_length, *max_length, "characters", at);
        if let Some(pattern) = pattern
            && let Ok(regex) = regex::Regex::new(pattern)
            && !regex.is_match(text)
        {
            let value = summary(&Value::from(text));
            self.report(at, format!("{value} does not match the pattern `{pattern}`"));
        }
    }

    fn array(&mut self, rules: &ArrayRules, list: &[Value], at: &Pointer) {
        let ArrayRules {
            items,
            tuple: _, // `items` allows any of the schemas of a tuple
            min_items,
            max_items,
            unique_items,
        } = rules;
        self.count(list.len(), *min_items, *max_items, "items", at);
        let is_repeated = |(index, item): (usize, &Value)| {
            list.iter().take(index).any(|earlier| is_equal(earlier, item))
        };
        if *unique_items && list.iter().enumerate().any(is_repeated) {
            self.report(at, "two items are equal".to_owned());
        }
        for (index, item) in list.iter().enumerate() {
            if let Some(schema) = items {
                self.used(schema, item, &at.child(index));
            }
        }
    }

    fn object(&mut self, rules: &ObjectRules, object: &Map<String, Value>, at: &Pointer) {
        let ObjectRules { properties, required, additional, min_properties, max_properties } =
            rules;
        self.count(object.len(), *min_properties, *max_properties, "properties", at);
        for name in required.iter().filter(|name| !object.contains_key(*name)) {
            let property = properties.get(name);
            if !property.is_some_and(|property| self.may_be_absent(property)) {
                self.report(at, format!("required property `{name}` is missing"));
            }
        }
        for (name, value) in object {
            match (properties.get(name), additional) {
                (Some(schema), _) | (None, Additional::Schema(schema)) => {
                    self.used(schema, value, &at.child(name));
                }
                (None, Additional::Forbidden) => {
                    self.report(&at.child(name), format!("`{name}` is not allowed"));
                }
                (None, Additional::Unspecified | Additional::Any) => {}
            }
        }
    }

    /// Whether a property may be absent in this direction.
    fn may_be_absent(&self, property: &SchemaUse) -> bool {
        let document = self.document;
        let (of_use, of_schema) = match property {
            SchemaUse::Inline(schema) => (&schema.annotations, None),
            SchemaUse::Named { name, annotations, .. } => {
                (&**annotations, document.schemas.get(name).map(|schema| &schema.annotations))
            }
        };
        let mut annotations = of_schema.into_iter().chain([of_use]);
        match self.direction {
            Direction::Request => annotations.any(|one| one.read_only),
            Direction::Response => annotations.any(|one| one.write_only),
            Direction::Either => annotations.any(|one| one.read_only || one.write_only),
        }
    }

    fn count(
        &mut self,
        count: usize,
        least: Option<u64>,
        most: Option<u64>,
        noun: &str,
        at: &Pointer,
    ) {
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        if least.is_some_and(|least| count < least) {
            self.report(at, format!("{count} {noun} are fewer than the minimum"));
        }
        if most.is_some_and(|most| count > most) {
            self.report(at, format!("{count} {noun} exceed the maximum"));
        }
    }

    fn report(&mut self, at: &Pointer, why: String) {
        self.found.push((at.clone(), why));
    }
}

fn has_type(ty: Type, value: &Value) -> bool {
    match ty {
        Type::Boolean => value.is_boolean(),
        Type::Integer => {
            value.is_i64()
                || value.is_u64()
                || value.as_f64().is_some_and(|number| number.fract() == 0.0)
        }
        Type::Number => value.is_number(),
        Type::String => value.is_string(),
        Type::Array => value.is_array(),
        Type::Object => value.is_object(),
    }
}

fn noun(ty: Type) -> &'static str {
    match ty {
        Type::Boolean => "a boolean",
        Type::Integer => "an integer",
        Type::Number => "a number",
        Type::String => "a string",
        Type::Array => "a list",
        Type::Object => "an object",
    }
}

/// Whether two values are equal. Numbers are compared by value, not by notation.
fn is_equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            one == other || one.as_f64().is_some_and(|one| Some(one) == other.as_f64())
        }
        _ => one == other,
    }
}

/// A short description of a value.
fn summary(value: &Value) -> String {
    match value {
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        Value::String(text) if text.chars().count() > 40 => "a long string".to_owned(),
        other => other.to_string(),
    }
}
