//! `const`, and alternatives that are constants: the values of an enumeration, each with words of its own.

use crate::read::rewrite::Rewrite;
use serde_json::{Value, json};
use std::fmt::Write as _;

pub(super) fn rewrite(schema: &mut Rewrite<'_>) {
    if let Some(value) = schema.take("const") {
        schema.put("enum", json!([value]));
        schema.moved(&["const"], &["enum", "0"]);
    }
    for name in ["oneOf", "anyOf"] {
        let alternatives = schema.members.get(name).and_then(Value::as_array);
        let Some(alternatives) = alternatives.filter(|_| !schema.members.contains_key("enum"))
        else {
            continue;
        };
        let constants: Option<Vec<Constant>> = alternatives.iter().map(constant).collect();
        if let Some(constants) = constants.filter(|constants| !constants.is_empty()) {
            enumerate(schema, name, constants);
        }
    }
}

/// One of the values of an enumeration.
struct Constant {
    value: Value,
    about: Option<String>,
}

/// A schema that allows one text, and says no more than words about it.
fn constant(schema: &Value) -> Option<Constant> {
    let members = schema.as_object()?;
    let known = ["enum", "type", "nullable", "title", "description", "deprecated"];
    let is_plain =
        members.keys().all(|name| known.contains(&name.as_str()) || name.starts_with("x-"));
    let value = match members.get("enum")?.as_array()?.as_slice() {
        [value @ (Value::String(_) | Value::Null)] => value.clone(),
        _ => return None,
    };
    let text = |name| members.get(name).and_then(Value::as_str);
    let about: Vec<&str> = ["title", "description"].into_iter().filter_map(text).collect();
    is_plain.then(|| Constant { value, about: (!about.is_empty()).then(|| about.join(": ")) })
}

/// Makes an enumeration of alternatives.
fn enumerate(schema: &mut Rewrite<'_>, alternatives: &str, constants: Vec<Constant>) {
    let mut about = String::new();
    for constant in &constants {
        if let (Value::String(text), Some(said)) = (&constant.value, &constant.about) {
            let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
            let _ = write!(about, "\n- `{text}`: {said}");
        }
    }
    if !about.is_empty() {
        let description = schema.members.get("description").and_then(Value::as_str);
        schema.put(
            "description",
            format!("{}\n{about}", description.unwrap_or_default()).trim_start().to_owned(),
        );
    }
    if constants.iter().any(|constant| constant.value.is_string()) {
        schema.members.entry("type").or_insert_with(|| "string".into());
    }
    for index in 0..constants.len() {
        let index = index.to_string();
        schema.moved(&[alternatives, &index, "enum", "0"], &["enum", &index]);
    }
    let values: Value = constants.into_iter().map(|constant| constant.value).collect();
    schema.take(alternatives);
    schema.put("enum", values);
}
