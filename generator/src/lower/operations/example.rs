//! Documented examples and their schemas -> the examples, with the pointers to undocumented properties.

use super::media::choose;
use crate::document::{Additional, Media, RequestBody, Schema, SchemaUse};
use crate::ir::{Body, Content, Example, ExamplePart, Format};
use crate::lower::docs;
use crate::lower::types::{Context, Direction, inference, is_null, is_nullable, properties};
use crate::source::Pointer;
use crate::work_budget::WorkBudget;
use serde_json::{Map, Value};

/// The examples of a body in JSON.
pub(crate) fn of_body(context: &Context<'_>, body: &RequestBody, lowered: &Body) -> Vec<Example> {
    match lowered.contents.as_slice() {
        [(_, Content { format: Format::Json, .. })] => {
            let media = choose(context.document, &body.media).into_iter();
            media.flat_map(|media| of_media(context, media, ExamplePart::Request)).collect()
        }
        _ => Vec::new(),
    }
}

/// The examples of typed responses.
pub(crate) fn of_responses(context: &Context<'_>, media: &[&Media]) -> Vec<Example> {
    let examples = |media: &&Media| of_media(context, media, ExamplePart::Response);
    media.iter().flat_map(examples).collect()
}

/// The first lines of the first documented response.
pub(crate) fn first_response(examples: &[Example]) -> Vec<String> {
    const MOST: usize = 40;
    let response = examples.iter().find(|example| example.part == ExamplePart::Response);
    response.map(|example| docs::pretty_json(&example.value, MOST)).unwrap_or_default()
}

fn of_media(context: &Context<'_>, media: &Media, part: ExamplePart) -> Vec<Example> {
    media
        .examples
        .iter()
        .map(|example| {
            let budget = WorkBudget::default();
            let undocumented = Vec::new();
            let mut walk = Walk { context, part, budget, undocumented, is_complete: true };
            if let Some(schema) = &media.schema {
                walk.used(schema, &example.value, &Pointer::root());
            }
            let Walk { undocumented, is_complete, .. } = walk;
            let (name, value) = (example.name.clone(), example.value.clone());
            Example { part, name, value, undocumented, is_complete }
        })
        .collect()
}

/// Compares an example with its schema.
struct Walk<'a> {
    context: &'a Context<'a>,
    part: ExamplePart,
    budget: WorkBudget,
    undocumented: Vec<String>,
    is_complete: bool,
}

impl Walk<'_> {
    fn used(&mut self, schema: &SchemaUse, value: &Value, at: &Pointer) {
        if !self.budget.enter() {
            return;
        }
        match schema {
            SchemaUse::Inline(schema) => self.schema(schema, value, at),
            SchemaUse::Named { name, .. } => {
                if let Some(schema) = self.context.document.schemas.get(name) {
                    self.schema(schema, value, at);
                }
            }
        }
        self.budget.leave();
    }

    fn schema(&mut self, schema: &Schema, value: &Value, at: &Pointer) {
        if let Value::Object(properties) = value {
            self.is_complete &= self.has_required(schema, properties);
        }
        // A schema without keywords is a map, or its type is inferred from the example: both keep everything.
        if !schema.all_of.is_empty() || inference::says_nothing(schema) {
            return;
        }
        let alternatives = if schema.one_of.is_empty() { &schema.any_of } else { &schema.one_of };
        if !alternatives.is_empty() {
            return self.alternatives(alternatives, value, at);
        }
        match value {
            Value::Array(elements) => {
                for (index, element) in elements.iter().enumerate() {
                    if let Some(items) = &schema.array.items {
                        self.used(items, element, &at.child(index));
                    }
                }
            }
            Value::Object(members) => {
                for (name, member) in members {
                    self.member(schema, name, member, &at.child(name));
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    /// Compares a value with the alternative that documents most of it, because that is the one it decodes into.
    fn alternatives(&mut self, alternatives: &[SchemaUse], value: &Value, at: &Pointer) {
        let Self { context, part, mut budget, .. } = *self;
        let real = alternatives.iter().filter(|used| !is_null(context.document, used));
        // A union keeps values that match no variant.
        let walks = real.map(|used| {
            let undocumented = Vec::new();
            let mut walk = Walk { context, part, budget, undocumented, is_complete: true };
            walk.used(used, value, at);
            budget = walk.budget;
            walk.undocumented
        });
        self.undocumented.extend(walks.min_by_key(Vec::len).unwrap_or_default());
        self.budget = budget;
    }

    /// Whether a value has the required properties of a schema.
    fn has_required(&self, schema: &Schema, value: &Map<String, Value>) -> bool {
        let Context { document, distrust, .. } = self.context;
        let direction = match self.part {
            ExamplePart::Request => Direction::Request,
            ExamplePart::Response => Direction::Response,
        };
        let may_lack = |property: &SchemaUse| {
            is_nullable(document, property)
                || (direction == Direction::Response && distrust.covers(&schema.at, property.at()))
        };
        properties(document, schema, direction).all(|(name, property)| {
            !schema.object.required.contains(name) || value.contains_key(name) || may_lack(property)
        })
    }

    fn member(&mut self, schema: &Schema, name: &str, value: &Value, at: &Pointer) {
        if let Some(property) = schema.object.properties.get(name) {
            return self.used(property, value, at);
        }
        match &schema.object.additional {
            Additional::Schema(additional) => self.used(additional, value, at),
            Additional::Any => {}
            // An object schema without properties is a map, which keeps everything.
            Additional::Unspecified | Additional::Forbidden
                if schema.object.properties.is_empty() => {}
            Additional::Unspecified | Additional::Forbidden => {
                self.undocumented.push(at.to_string())
            }
        }
    }
}
