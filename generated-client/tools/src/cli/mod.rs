//! The command line of an API, which `clap` builds from the table of operations at run time.
//!
//! Results go to stdout, everything else to stderr. Exit codes: 0 success, 1 the API refused the request or it failed, 2 the
//! command cannot be sent as it is.

mod batch;
mod body;
mod color;
mod command;
mod config;
mod confirm;
mod example;
mod failure;
mod flags;
mod kind;
mod list;
mod names;
mod operation;
mod operation_command;
mod output;
mod part;
mod progress;
mod request;
mod select;
mod session;
mod settings;
mod visible;

use crate::operations::Operations;
use clap::error::{ContextKind, ContextValue};
use clap_complete::CompleteEnv;
use clap_complete::env::Shells;
use failure::Failure;
use runtime::{ClientBuilder, Session};
use session::Connection;
use settings::Settings;
use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

/// The program of an API.
#[derive(Debug)]
pub struct Program<C> {
    /// Its name.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
    /// The table of operations.
    pub operations: &'static str,
    /// The builder of clients.
    pub client: fn() -> ClientBuilder<C>,
}

/// Runs the program with the arguments of the process.
pub fn main<C: From<Session> + Into<Session>>(program: &Program<C>) -> ExitCode {
    let operations = match Operations::of(program.operations) {
        Ok(operations) => operations,
        Err(why) => {
            eprintln!("error: the table of operations cannot be read: {why}");
            return ExitCode::from(2);
        }
    };
    let words: Vec<OsString> = std::env::args_os().collect();
    CompleteEnv::with_factory(|| command::whole(program.name, program.version, operations, &words))
        .complete();
    let command = command::whole(program.name, program.version, operations, &words);
    let matches = command.try_get_matches_from(&words);
    let matches = matches.unwrap_or_else(|error| with_few_suggestions(error).exit());
    match run(program, operations, &matches) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

/// An error with the best suggestions only: many operations have similar names.
fn with_few_suggestions(mut error: clap::Error) -> clap::Error {
    const MAX_SUGGESTIONS: usize = 3;
    let kinds =
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    for kind in kinds {
        if let Some(ContextValue::Strings(names)) = error.get(kind) {
            // The best is the last.
            let best = names.iter().rev().take(MAX_SUGGESTIONS).cloned().collect();
            error.insert(kind, ContextValue::Strings(best));
        }
    }
    error
}

/// Runs the command of the matches.
fn run<C: From<Session> + Into<Session>>(
    program: &Program<C>,
    operations: &'static Operations,
    matches: &clap::ArgMatches,
) -> Result<(), Failure> {
    let Some((name, inner)) = matches.subcommand() else {
        return Err(Failure::usage("no command is given"));
    };
    match name {
        "operations" => {
            return list::run(operations, inner, &Settings::of(program.name, inner)?);
        }
        "completions" => return completions(program.name, inner),
        _ => {}
    }
    let (scope, leaf) = match inner.subcommand() {
        Some((_, leaf)) => (name, leaf),
        None => (name, inner),
    };
    let settings = Settings::of(program.name, leaf)?;
    // In a dry run, only the MCP server sends requests: those that read.
    let sends = !settings.dry_run || name == "mcp";
    let connection = Connection::new(program, operations, &settings, sends)?;
    let missing_key = connection.missing_key.clone();
    let result = match name {
        "batch" => block_on(batch::run(&connection, &settings, leaf)),
        "request" => block_on(request::run(&connection, &settings, leaf)),
        #[cfg(feature = "mcp")]
        "mcp" => {
            let session = match settings.dry_run {
                true => connection.session.dry_run(),
                false => connection.session,
            };
            crate::mcp::run(connection.operations, session, leaf).map_err(Failure::Usage)
        }
        _ => {
            let operation = inner.subcommand_name().unwrap_or_default();
            let scope = names::scope_of(scope);
            let operation = operations.by_name(scope, operation).ok_or_else(|| {
                Failure::usage(format!("`{scope}` has no operation `{operation}`"))
            })?;
            block_on(operation::run(&connection, &settings, operation, leaf))
        }
    };
    result.map_err(|failure| match missing_key {
        Some(variable) => failure.without_key(&variable),
        None => failure,
    })
}

/// Runs a future to its end on this thread.
fn block_on(future: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    let executor = tokio::runtime::Builder::new_current_thread().enable_all().build();
    executor.map_err(Failure::Output)?.block_on(future)
}

/// Prints the completion script of a shell.
fn completions(name: &str, matches: &clap::ArgMatches) -> Result<(), Failure> {
    let shell = matches.get_one::<String>("shell").map(String::as_str).unwrap_or_default();
    let shells = Shells::builtins();
    let completer = shells
        .completer(shell)
        .ok_or_else(|| Failure::usage(format!("`{shell}` is not a known shell")))?;
    let mut script = Vec::new();
    completer.write_registration("COMPLETE", name, name, name, &mut script)?;
    std::io::stdout().write_all(&script)?;
    Ok(())
}
