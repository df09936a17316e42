//! An operation -> the arguments of its command that set a part of the request.

use super::kind::{Kind, properties, shown};
use super::names::{kebab, text};
use crate::operations::{Format, Location, Operation, Operations};
use serde_json::Value;
use std::collections::BTreeSet;

/// The flags that the program itself has.
const TAKEN: [&str; 14] = [
    "all",
    "api-key",
    "base-url",
    "body",
    "config",
    "dry-run",
    "help",
    "max-pages",
    "output",
    "profile",
    "region",
    "select",
    "timeout",
    "yes",
];

/// An argument of a command that sets a part of the request.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// The id of the argument.
    pub(super) id: String,
    /// The name of the flag; none for a positional argument.
    pub(super) flag: Option<String>,
    /// The name of the parameter or the property.
    pub(super) name: String,
    /// How the value is written.
    pub(super) kind: Kind,
    /// Whether it is required.
    pub(super) required: bool,
    pub(super) description: String,
    is_property: bool,
}

impl Part {
    /// Whether it sets a property of the body.
    pub(super) fn is_property(&self) -> bool {
        self.is_property
    }
}

/// Whether the body may be an object, whose properties are arguments.
pub(super) fn has_properties(operation: &Operation) -> bool {
    let contents = operation.body.iter().flat_map(|body| &body.contents);
    let mut formats = contents.map(|content| content.format);
    formats.any(|format| matches!(format, Format::Json | Format::Form | Format::Multipart))
}

/// The arguments for the parameters and the top-level properties of the body.
pub(super) fn parts(operations: &'static Operations, operation: &'static Operation) -> Vec<Part> {
    let mut flags: BTreeSet<String> = TAKEN.iter().map(|name| (*name).to_owned()).collect();
    let mut free = |location: &str, name: &str| {
        let flag = kebab(name);
        let flag = if flags.contains(&flag) { format!("{location}-{flag}") } else { flag };
        let unique = (2..).map(|number| format!("{flag}-{number}"));
        let mut names = std::iter::once(flag.clone()).chain(unique);
        let flag = names.find(|name| !flags.contains(name)).unwrap_or(flag);
        flags.insert(flag.clone());
        flag
    };
    let mut parts = Vec::new();
    for (name, parameter) in operation.named_parameters() {
        let is_positional = parameter.location == Location::Path;
        let flag = (!is_positional).then(|| free(parameter.location.as_str(), &parameter.name));
        let kind = match parameter.array {
            Some(_) => match Kind::of(operations, parameter.schema()) {
                list @ Kind::List(_) => list,
                other => Kind::List(Box::new(other)),
            },
            None => Kind::of(operations, parameter.schema()),
        };
        parts.push(Part {
            id: format!("parameter:{name}"),
            flag,
            name: name.into_owned(),
            kind: kind.without_files(),
            required: parameter.required,
            description: described(
                &parameter.description,
                parameter.deprecated,
                &operations.resolved(parameter.schema()),
            ),
            is_property: false,
        });
    }
    let body = operation.body.as_ref().and_then(|body| body.contents.first());
    if let Some(content) = body.filter(|_| has_properties(operation)) {
        let (properties, required) = properties(operations, content.schema());
        for (name, schema) in properties {
            let text = |schema: &Value, keyword: &str| {
                schema.get(keyword).and_then(Value::as_str).unwrap_or_default().to_owned()
            };
            let deprecated = schema.get("deprecated") == Some(&Value::Bool(true));
            let resolved = operations.resolved(schema);
            let description = described(&text(&resolved, "description"), deprecated, &resolved);
            let kind = Kind::of(operations, resolved);
            parts.push(Part {
                id: format!("property:{name}"),
                flag: Some(free("body", &name)),
                kind: match content.format {
                    Format::Multipart => kind,
                    _ => kind.without_files(),
                },
                required: required.contains(&name),
                name,
                description,
                is_property: true,
            });
        }
    }
    parts
}

/// The description of a value, with what its schema says about it.
fn described(description: &str, deprecated: bool, schema: &Value) -> String {
    let mut words = Vec::new();
    if deprecated {
        words.push("(deprecated)".to_owned());
    }
    words.push(text(description));
    let rules = [("minimum", "at least"), ("maximum", "at most"), ("default", "by default")];
    let rules = rules.into_iter().filter_map(|(keyword, words)| {
        let value = schema.get(keyword).filter(|value| !value.is_object() && !value.is_array())?;
        Some(format!("{words} {}", text(&shown(value))))
    });
    let mut rules: Vec<String> = rules.collect();
    if schema.get("type").is_some_and(|ty| ty == "array") {
        rules.push("may be repeated".to_owned());
    }
    if !rules.is_empty() {
        words.push(format!("[{}]", rules.join(", ")));
    }
    words.retain(|word| !word.is_empty());
    words.join(" ")
}
