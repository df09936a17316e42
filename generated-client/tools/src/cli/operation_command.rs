//! An operation -> its command: path parameters are positional, all others are flags, and so are the properties of its body.

use super::example;
use super::flags::{body_option, paging_options, pairs};
use super::kind::{Kind, shown};
use super::names::{text, value_name};
use super::part::{Part, has_properties, parts};
use crate::operations::{Operation, Operations};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser, ValueParser};
use clap::{Arg, ArgAction, Command, ValueHint};
use serde_json::Value;

/// The command with its name and summary only.
pub(super) fn brief(operation: &Operation) -> Command {
    let about = text(&operation.summary);
    let about = if operation.deprecated { format!("(deprecated) {about}") } else { about };
    Command::new(operation.name.clone()).about(about)
}

/// The whole command.
pub(super) fn whole(
    program: &str,
    operations: &'static Operations,
    operation: &'static Operation,
) -> Command {
    let parts = parts(operations, operation);
    let long = match operation.description.is_empty() {
        true => text(&operation.summary),
        false => text(&operation.description),
    };
    let deprecated = if operation.deprecated { "This operation is deprecated.\n\n" } else { "" };
    let mut command = brief(operation)
        .long_about(format!("{deprecated}{long}\n\n{} {}", operation.method, operation.path))
        .after_long_help(example::help(program, operations, operation, &parts));
    command = command.args(parts.iter().map(argument));
    if let Some(body) = &operation.body {
        let media_types: Vec<&str> =
            body.contents.iter().map(|content| content.media_type.as_str()).collect();
        let heading = "Body";
        let help = format!(
            "File with the request body ({}), or `-` for the standard input",
            media_types.join(", ")
        );
        command = command.arg(body_option().help(help).help_heading(heading));
        if has_properties(operation) {
            command = command.arg(pairs());
        }
    }
    if operation.paging.is_some() {
        command = command.args(paging_options());
    }
    command
}

/// The argument of a part.
fn argument(part: &Part) -> Arg {
    let kind = match &part.kind {
        Kind::List(items) => items,
        kind => kind,
    };
    let is_list = matches!(part.kind, Kind::List(_));
    let mut help = part.description.clone();
    if part.is_property() && part.required {
        help = format!("{help} [required]").trim_start().to_owned();
    }
    let first = help.split("\n\n").next().unwrap_or_default().replace('\n', " ");
    let mut argument = Arg::new(part.id.clone()).help(first).long_help(help);
    argument = argument.value_parser(parser(&part.kind));
    argument = match kind {
        Kind::Enum(values) if is_list && values.iter().all(|value| !shown(value).contains(',')) => {
            argument.value_delimiter(',')
        }
        Kind::Integer | Kind::Number => argument.allow_negative_numbers(true),
        Kind::File => argument.value_hint(ValueHint::FilePath),
        _ => argument,
    };
    let Some(flag) = &part.flag else {
        return argument.value_name(value_name(&part.name)).required(true);
    };
    let heading = if part.is_property() { "Body" } else { "Parameters" };
    argument = argument.long(flag.clone()).value_name(kind.value_name()).help_heading(heading);
    if is_list {
        argument = argument.action(ArgAction::Append);
    } else if part.kind == Kind::Boolean {
        argument = argument.num_args(0..=1).require_equals(true).default_missing_value("true");
    }
    argument.required(part.required && !part.is_property())
}

/// The parser of the values of an argument.
fn parser(kind: &Kind) -> ValueParser {
    let items = match kind {
        Kind::List(items) => items,
        kind => kind,
    };
    let possible = |values: &[Value]| {
        let values: Vec<PossibleValue> =
            values.iter().map(|value| PossibleValue::new(shown(value))).collect();
        let kind = items.clone();
        let parse = move |text: String| kind.parse(&text).unwrap_or_else(|_| text.into());
        PossibleValuesParser::new(values).map(parse).into()
    };
    match items {
        Kind::Enum(values) => possible(values),
        Kind::Boolean => possible(&[true.into(), false.into()]),
        _ => {
            let kind = kind.clone();
            ValueParser::new(move |text: &str| kind.parse(text))
        }
    }
}
