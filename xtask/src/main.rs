//! The project's command, `cargo xtask`: the only part that touches the disk.
//!
//! Results go to stdout, everything else to stderr. Exit codes: 0 done, 1 findings, 2 bad usage or bad input.

mod cli;
mod codegen;
mod error;
mod import;
mod project;
mod report;
mod runtime;
mod stage;
mod system;
mod tree;

use clap::Parser;
use cli::{Cli, Command, SpecCommand};
use error::Error;
use project::Project;
use std::process::ExitCode;

/// What a command that ran to its end came to.
enum Outcome {
    /// What was asked is done.
    Done,
    /// What was to be checked is not as it should be.
    Findings,
}

fn main() -> ExitCode {
    match run(&Cli::parse()) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(error) => {
            report::error(&error);
            ExitCode::from(2)
        }
    }
}

fn run(cli: &Cli) -> Result<Outcome, Error> {
    let project = Project::find(cli.root.as_deref())?;
    match &cli.command {
        Command::Codegen(arguments) => codegen::run(&project, arguments),
        Command::Spec(SpecCommand::Import(arguments)) => import::run(&project, arguments),
    }
}
