//! The JSON Schema validators of an API, each built when it is first needed.

use super::shortened;
use crate::operations::{Direction, Operations};
use jsonschema::Validator;
use serde_json::Value;
use std::collections::HashMap;
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

    /// A schema with all that it refers to.
    pub(super) fn schema(&self, schema: Value) -> Value {
        self.operations.whole(self.operations.resolved(schema), Direction::Request)
    }

    /// The validator of a schema; `None` if the schema is invalid.
    fn validator(&self, location: &str, schema: impl FnOnce() -> Value) -> Option<Arc<Validator>> {
        let built = || self.built.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = built().get(location) {
            return known.clone();
        }
        let mut schema = self.operations.whole(schema(), Direction::Request);
        relax(&mut schema);
        let validator = jsonschema::draft202012::new(&schema).ok().map(Arc::new);
        built().insert(location.to_owned(), validator.clone());
        validator
    }
}

/// Accepts values that fit several alternatives of a `oneOf`: documents seldom make them exclusive, and servers do not count.
fn relax(schema: &mut Value) {
    match schema {
        Value::Object(keywords) => {
            if let Some(Value::Array(alternatives)) = keywords.remove("oneOf") {
                match keywords.contains_key("anyOf") {
                    false => drop(keywords.insert("anyOf".to_owned(), alternatives.into())),
                    true => drop(keywords.insert("oneOf".to_owned(), alternatives.into())),
                }
            }
            keywords.values_mut().for_each(relax);
        }
        Value::Array(values) => values.iter_mut().for_each(relax),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
