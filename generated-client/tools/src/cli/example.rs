//! An operation -> the end of its help: an example, and a documented response.

use super::kind::{Kind, shown};
use super::names::{name_of, text, value_name};
use super::part::Part;
use crate::operations::{Direction, Operation, Operations, RequestContent};
use serde_json::Value;

/// The lines of a response that help shows.
const LINES: usize = 40;

/// The end of the help of an operation.
pub(super) fn help(
    program: &str,
    operations: &Operations,
    operation: &Operation,
    parts: &[Part],
) -> String {
    let mut help = format!("Example:\n  {}", command(program, operations, operation, parts));
    let example = operation.success().and_then(|response| response.contents.first()?.example());
    if let Some(example) = example {
        let pretty = serde_json::to_string_pretty(&example).unwrap_or_default();
        let mut lines: Vec<&str> = pretty.lines().take(LINES).collect();
        if pretty.lines().count() > LINES {
            lines.push("...");
        }
        help.push_str("\n\nResponse:\n  ");
        help.push_str(&text(&lines.join("\n  ")));
    }
    let errors: Vec<String> = operation
        .responses
        .iter()
        .filter(|response| response.status.starts_with(['4', '5']))
        .map(|response| format!("  {} {}", response.status, first_line(&response.description)))
        .collect();
    if !errors.is_empty() {
        help.push_str(&format!("\n\nErrors:\n{}", errors.join("\n")));
    }
    help
}

fn first_line(description: &str) -> String {
    text(description.lines().next().unwrap_or_default())
}

/// A call with the required arguments.
fn command(
    program: &str,
    operations: &Operations,
    operation: &Operation,
    parts: &[Part],
) -> String {
    let mut words = vec![program.to_owned(), name_of(&operation.scope), operation.name.clone()];
    let body = operation.body.as_ref().and_then(|body| body.contents.first());
    let documented = body.and_then(RequestContent::example);
    let of_type = |part: &Part| {
        // An object is JSON, which a placeholder is not.
        let example = operations.example(body?.schema(), Direction::Request);
        example.get(&part.name).filter(|value| value.is_object() || value.is_array()).cloned()
    };
    for part in parts.iter().filter(|part| part.required) {
        let parameter = operation.named_parameters().find(|(name, _)| *name == *part.name);
        let example = match part.is_property() {
            true => match documented.as_ref().and_then(|example| example.get(&part.name)) {
                Some(example) => Some(example.clone()),
                None => of_type(part),
            },
            false => parameter.and_then(|(_, parameter)| {
                let schema = parameter.schema();
                let of_schema = schema.get("examples").and_then(|list| list.get(0)).cloned();
                parameter.example().or(of_schema)
            }),
        };
        let value = quoted(&match (example, &part.kind) {
            (Some(Value::Array(items)), Kind::List(_)) if items.len() == 1 => {
                items.first().map(shown).unwrap_or_default()
            }
            (Some(example), _) => shown(&example),
            (None, Kind::Enum(values)) => values.first().map(shown).unwrap_or_default(),
            (None, Kind::Boolean) => "true".to_owned(),
            (None, _) => value_name(&part.name),
        });
        match (&part.flag, &part.kind) {
            (None, _) => words.push(value),
            (Some(flag), Kind::Boolean) => words.push(format!("--{flag}={value}")),
            (Some(flag), _) => words.extend([format!("--{flag}"), value]),
        }
    }
    if operation.paging.is_some() {
        words.push("--all".to_owned());
    }
    let has_properties = parts.iter().any(Part::is_property);
    if operation.body.as_ref().is_some_and(|body| body.required) && !has_properties {
        words.extend(["--body".to_owned(), "FILE".to_owned()]);
    }
    text(&words.join(" "))
}

/// A word for a shell.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@%+,".contains(c);
    match !word.is_empty() && word.chars().all(is_plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}
