//! Converts `const`, and alternatives that are constants, to an `enum` with names and descriptions.

use super::EXTENSION;
use crate::read::rewrite::Rewrite;
use serde_json::{Value, json};
use std::collections::BTreeSet;

pub(super) fn rewrite(schema: &mut Rewrite<'_>) {
    if let Some(value) = schema.take("const") {
        if let (Some(ty), false) = (type_of(&value), has_types(schema)) {
            schema.insert("type", ty);
        }
        schema.insert("enum", json!([value]));
        schema.record_move(&["const"], &["enum", "0"]);
    }
    enumerate_if(schema, |constants| are_of_one_type(constants) || are_titled(constants));
}

/// Converts alternatives that are integers, each with a title: those have no names otherwise.
pub(super) fn rewrite_titled_integers(schema: &mut Rewrite<'_>) {
    let is_titled = |one: &Constant| one.value.is_i64() && one.title.is_some();
    enumerate_if(schema, |constants| !constants.is_empty() && constants.iter().all(is_titled));
}

/// Makes an enumeration of alternatives that are constants, if these fulfil a condition.
fn enumerate_if(schema: &mut Rewrite<'_>, condition: impl Fn(&[Constant]) -> bool) {
    for name in ["oneOf", "anyOf"] {
        let alternatives = schema.properties.get(name).and_then(Value::as_array);
        let Some(alternatives) = alternatives.filter(|_| !schema.properties.contains_key("enum"))
        else {
            continue;
        };
        let constants: Option<Vec<Constant>> = alternatives.iter().map(constant).collect();
        if let Some(constants) = constants.filter(|constants| condition(constants)) {
            enumerate(schema, name, constants);
        }
    }
}

fn has_types(schema: &Rewrite<'_>) -> bool {
    ["type", EXTENSION].iter().any(|name| schema.properties.contains_key(*name))
}

/// The type of a value.
fn type_of(value: &Value) -> Option<&'static str> {
    match value {
        Value::Bool(_) => Some("boolean"),
        Value::Number(number) if number.is_f64() => Some("number"),
        Value::Number(_) => Some("integer"),
        Value::String(_) => Some("string"),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// One of the values of an enum.
struct Constant {
    value: Value,
    title: Option<String>,
    description: Option<String>,
}

/// Parses a schema that allows a single scalar or `null`, and has otherwise only annotations.
fn constant(schema: &Value) -> Option<Constant> {
    let properties = schema.as_object()?;
    let known = ["enum", "type", "nullable", "title", "description", "deprecated"];
    let is_plain =
        properties.keys().all(|name| known.contains(&name.as_str()) || name.starts_with("x-"));
    let value = match properties.get("enum")?.as_array()?.as_slice() {
        [value] if !value.is_array() && !value.is_object() => value.clone(),
        _ => return None,
    };
    let text = |name| properties.get(name).and_then(Value::as_str).map(str::to_owned);
    let (title, description) = (text("title"), text("description"));
    is_plain.then_some(Constant { value, title, description })
}

/// Whether the constants are all strings or all integers, except `null`.
fn are_of_one_type(constants: &[Constant]) -> bool {
    let mut values = constants.iter().map(|constant| &constant.value);
    !constants.is_empty()
        && (values.clone().all(|value| value.is_string() || value.is_null())
            || values.all(|value| value.is_i64() || value.is_null()))
}

/// Whether the constants have titles, except `null`.
fn are_titled(constants: &[Constant]) -> bool {
    let mut values = constants.iter().filter(|constant| !constant.value.is_null()).peekable();
    values.peek().is_some() && values.all(|constant| constant.title.is_some())
}

/// Converts alternatives to an enum. Titles become the names of the values; strings are their own names.
fn enumerate(schema: &mut Rewrite<'_>, alternatives: &str, constants: Vec<Constant>) {
    let types: BTreeSet<&str> = constants.iter().filter_map(|one| type_of(&one.value)).collect();
    let are_strings = types.iter().all(|ty| *ty == "string");
    let names = |constant: &Constant| constant.title.clone().filter(|_| !are_strings);
    let descriptions = |constant: &Constant| match (&constant.title, &constant.description) {
        (Some(title), Some(description)) if are_strings => Some(format!("{title}: {description}")),
        (Some(title), None) if are_strings => Some(title.clone()),
        (_, description) => description.clone(),
    };
    annotate(schema, "x-enum-varnames", constants.iter().map(names).collect());
    annotate(schema, "x-enum-descriptions", constants.iter().map(descriptions).collect());
    if let Some(ty) = types.first().filter(|_| types.len() == 1) {
        schema.properties.entry("type").or_insert_with(|| (*ty).into());
    }
    for index in 0..constants.len() {
        let index = index.to_string();
        schema.record_move(&[alternatives, &index, "enum", "0"], &["enum", &index]);
    }
    let values: Value = constants.into_iter().map(|constant| constant.value).collect();
    schema.take(alternatives);
    schema.insert("enum", values);
}

/// Adds an extension that lists a string for each value, if any value has one.
fn annotate(schema: &mut Rewrite<'_>, extension: &str, texts: Vec<Option<String>>) {
    if texts.iter().any(Option::is_some) {
        schema.insert(extension, json!(texts));
    }
}
