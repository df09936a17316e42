//! The JSON Schema validators of an API, each built when it is first needed.

use super::shortened;
use crate::operations::{Direction, Operations};
use jsonschema::Validator;
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

/// The validators of requests by the location of their schema.
pub(crate) struct Validators {
    operations: &'static Operations,
    built: Mutex<HashMap<String, Option<Arc<Validator>>>>,
}

impl Validators {
    pub(crate) fn new(operations: &'static Operations) -> Self {
        Self { operations, built: Mutex::default() }
    }

    /// Why none of the values fits the schema at a location: the reason for the first. `schema` makes the schema.
    pub(super) fn check(
        &self,
        location: &str,
        schema: impl FnOnce() -> Value,
        values: &[Value],
    ) -> Result<(), String> {
        let Some(validator) = self.validator(location, schema) else { return Ok(()) };
        let Some(first) = values.first() else { return Ok(()) };
        if values.iter().any(|value| validator.is_valid(value)) {
            return Ok(());
        }
        match validator.iter_errors(first).next() {
            Some(error) => {
                let at = error.instance_path().to_string();
                let at = if at.is_empty() { at } else { format!("`{at}`: ") };
                Err(shortened(&format!("{at}{error}")))
            }
            None => Ok(()),
        }
    }

    /// A schema with all that it refers to, as requests are checked.
    pub(super) fn schema(&self, schema: Value) -> Value {
        let resolved = self.operations.resolved(schema);
        let mut schema = self.operations.whole(resolved, Direction::Request);
        let mut names = HashSet::new();
        property_names(&schema, &mut names);
        relax(&mut schema, &names);
        schema
    }

    /// The validator of a schema; `None` if the schema is invalid.
    fn validator(&self, location: &str, schema: impl FnOnce() -> Value) -> Option<Arc<Validator>> {
        let built = || self.built.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = built().get(location) {
            return known.clone();
        }
        let validator = jsonschema::draft202012::new(&self.schema(schema())).ok().map(Arc::new);
        built().insert(location.to_owned(), validator.clone());
        validator
    }
}

/// The names of all properties in a schema.
fn property_names(schema: &Value, names: &mut HashSet<String>) {
    match schema {
        Value::Object(keywords) => {
            if let Some(Value::Object(properties)) = keywords.get("properties") {
                names.extend(properties.keys().cloned());
            }
            keywords.values().for_each(|value| property_names(value, names));
        }
        Value::Array(values) => values.iter().for_each(|value| property_names(value, names)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Accepts what a client cannot avoid: a value that fits several alternatives of a `oneOf`, since documents seldom make them
/// exclusive, and an object without a required property that the document describes nowhere. Also removes patterns that are not
/// regular expressions, because a schema with one has no validator.
fn relax(schema: &mut Value, known: &HashSet<String>) {
    match schema {
        Value::Object(keywords) => {
            let is_list = keywords.get("oneOf").is_some_and(Value::is_array);
            if is_list && !keywords.contains_key("anyOf") {
                let alternatives = keywords.remove("oneOf").unwrap_or_default();
                keywords.insert("anyOf".to_owned(), alternatives);
            }
            if let Some(Value::Array(required)) = keywords.get_mut("required") {
                required.retain(|name| name.as_str().is_none_or(|name| known.contains(name)));
            }
            if keywords.get("pattern").is_some_and(|one| one.is_string() && !is_pattern(one)) {
                keywords.remove("pattern");
            }
            keywords.values_mut().for_each(|value| relax(value, known));
        }
        Value::Array(values) => values.iter_mut().for_each(|value| relax(value, known)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Whether a value is a regular expression that the validators know.
fn is_pattern(pattern: &Value) -> bool {
    jsonschema::draft202012::new(&json!({"pattern": pattern})).is_ok()
}
