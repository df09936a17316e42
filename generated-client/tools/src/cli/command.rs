//! The table of operations -> the command line for `clap`.
//!
//! Of hundreds of operations, one is called. Only the scopes and operations that the words of the command line mention have all
//! their parts; the others have a name and a summary.

use super::config;
use super::flags::{GLOBAL, body_option, paging_options, pairs};
use super::names::{default_variable, name_of, region, value_name};
use super::operation_command;
use crate::operations::Operations;
use clap::builder::PossibleValuesParser;
use clap::builder::styling::{AnsiColor, Styles};
use clap::{Arg, ArgAction, Command, ValueHint};
use clap_complete::env::Shells;
use std::ffi::OsString;

/// The width of help.
const WIDTH: usize = 100;

/// The command line, as far as the words need it.
pub(super) fn whole(
    name: &'static str,
    version: &'static str,
    operations: &'static Operations,
    words: &[OsString],
) -> Command {
    let is_said = |name: &str| words.iter().any(|word| word == name);
    let styles = Styles::styled()
        .header(AnsiColor::Green.on_default().bold())
        .usage(AnsiColor::Green.on_default().bold())
        .literal(AnsiColor::Cyan.on_default().bold())
        .placeholder(AnsiColor::Cyan.on_default());
    let mut command = Command::new(name)
        .version(version)
        .about(format!("The command line of the {} {}", operations.title, operations.version))
        .after_help(after_help(name, operations))
        .styles(styles)
        .max_term_width(WIDTH)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .args(options(operations));
    for scope in operations.scopes() {
        let of_scope = operations.operations.iter().filter(|operation| operation.scope == scope);
        let count = of_scope.clone().count();
        let noun = if count == 1 { "operation" } else { "operations" };
        let command_name = name_of(scope);
        let mut scope_command = Command::new(command_name.clone())
            .about(format!("{count} {noun}"))
            .subcommand_required(true)
            .arg_required_else_help(true);
        if is_said(&command_name) {
            for operation in of_scope {
                scope_command = scope_command.subcommand(match is_said(&operation.name) {
                    true => operation_command::whole(name, operations, operation),
                    false => operation_command::brief(operation),
                });
            }
        }
        command = command.subcommand(scope_command);
    }
    command = command
        .subcommand(operations_command())
        .subcommand(request_command())
        .subcommand(batch_command(operations))
        .subcommand(completions_command(name));
    #[cfg(feature = "mcp")]
    {
        command = command.subcommand(crate::mcp::command());
    }
    command
}

fn after_help(name: &str, operations: &Operations) -> String {
    let key = match &operations.key_variable {
        _ if operations.schemes.is_empty() => String::new(),
        Some(variable) => key_help(variable),
        None => key_help(&default_variable(name)),
    };
    format!(
        "{key}Profiles: {}\n\n\
         Find an operation:\n  {name} operations WORDS\n\n\
         Exit codes: 0 success, 1 the API refused the request or it failed, 2 usage error.\n\
         NO_COLOR disables colors.",
        config::shown_path(name)
    )
}

fn key_help(variable: &str) -> String {
    format!("API key: the environment variable {variable}, or a profile\n")
}

/// The options that all commands have.
fn options(operations: &Operations) -> Vec<Arg> {
    let option = |name: &'static str| Arg::new(name).long(name).global(true).help_heading(GLOBAL);
    let mut options = vec![
        option("output")
            .short('o')
            .value_name("FORMAT")
            .value_parser(["table", "json", "jsonl", "csv", "yaml"])
            .help("Format of the output; by default a table on a terminal, and JSON elsewhere"),
        option("select")
            .value_name("JSONPATH")
            .help("Print the parts of the response that a JSONPath selects, such as '$[*].name'")
            .long_help(
                "Print the parts of the response that a JSONPath selects, such as '$[*].name'. With `--all`, it selects from the \
                 list of the items of each page",
            ),
        option("dry-run").action(ArgAction::SetTrue).help("Show the request instead of sending it"),
        option("yes")
            .short('y')
            .action(ArgAction::SetTrue)
            .help("Send writes without asking for confirmation"),
        option("base-url").value_name("URL").value_hint(ValueHint::Url).help("Base URL of the API"),
        option("profile").value_name("NAME").help("Profile of the configuration file"),
        option("config")
            .value_name("FILE")
            .value_hint(ValueHint::FilePath)
            .help("Configuration file"),
        option("api-key").value_name("KEY").hide_short_help(true).help(
            "API key. Other users of the machine can see it: use the environment or a profile",
        ),
        option("timeout")
            .value_name("SECONDS")
            .value_parser(clap::value_parser!(u64).range(1..))
            .help("Timeout of each attempt"),
    ];
    if !operations.servers.is_empty() {
        let regions = operations.servers.iter().map(|server| region(&server.name));
        options.push(
            option("region")
                .value_name("NAME")
                .conflicts_with("base-url")
                .value_parser(PossibleValuesParser::new(regions))
                .help("Server of the API"),
        );
    }
    options
}

fn operations_command() -> Command {
    Command::new("operations")
        .about("Searches the operations")
        .arg(Arg::new("words").value_name("WORDS").num_args(0..).help("Words that describe it"))
}

fn request_command() -> Command {
    Command::new("request")
        .about("Sends a request to any path, documented or not")
        .arg(
            Arg::new("method")
                .value_name("METHOD")
                .required(true)
                .value_parser(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"])
                .ignore_case(true)
                .help("HTTP method"),
        )
        .arg(
            Arg::new("path")
                .value_name("PATH")
                .required(true)
                .help("Path below the base URL, which may have a query"),
        )
        .arg(pairs())
        .arg(body_option())
        .arg(
            Arg::new("header")
                .long("header")
                .value_name("NAME: VALUE")
                .action(ArgAction::Append)
                .help("Header of the request"),
        )
        .args(paging_options())
}

fn batch_command(operations: &Operations) -> Command {
    let command = Command::new("batch")
        .about("Sends the requests that a file lists")
        .long_about(
            "Sends the requests that a file lists, in order: one JSON object per line, with the id of the `operation` or its scope \
             and name, its `parameters` and its `body`. Prints one JSON object per request.\n\n\
             {\"operation\": \"networks get-network\", \"parameters\": {\"networkId\": \"N_1\"}}",
        )
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .required(true)
                .value_hint(ValueHint::FilePath)
                .help("File with the requests, or `-` for the standard input"),
        )
        .arg(
            Arg::new("keep-going")
                .long("keep-going")
                .action(ArgAction::SetTrue)
                .help("Send the others after one has failed"),
        );
    let Some(path) = &operations.batch_path else { return command };
    let owner = path.split(['{', '}']).nth(1).unwrap_or("owner");
    command.arg(
        Arg::new("atomic")
            .long("atomic")
            .value_name(value_name(owner))
            .help("Send the requests as action batches of the API, which are applied completely or not at all"),
    )
}

fn completions_command(name: &'static str) -> Command {
    let shells: Vec<&str> = Shells::builtins().names().collect();
    Command::new("completions")
        .about("Prints the completion script of a shell")
        .long_about(format!(
            "Prints the completion script of a shell. Add it to the configuration of the shell:\n\n\
             bash: source <({name} completions bash)\n\
             zsh:  source <({name} completions zsh)\n\
             fish: {name} completions fish | source"
        ))
        .arg(
            Arg::new("shell")
                .value_name("SHELL")
                .required(true)
                .value_parser(PossibleValuesParser::new(shells)),
        )
}
