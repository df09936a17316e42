//! The `cargo xtask` command: the only part of the project that accesses the disk and the network.
//!
//! Results go to stdout, diagnostics to stderr. Exit codes: 0 success, 1 findings, 2 usage or input error.

mod cli;
mod codegen;
mod corpus;
mod diff;
mod download;
mod error;
mod file_system;
mod import;
mod lint;
mod output_files;
mod project;
mod references;
mod report;
mod runtime;
mod staging_area;
mod tls;

use clap::Parser;
use cli::{Cli, Command, SpecCommand};
use error::Error;
use project::Project;
use report::Reporter;
use std::process::ExitCode;

/// The result of a command that ran to completion.
enum Outcome {
    /// The command succeeded and found nothing wrong.
    Done,
    /// A check failed: there are findings, or the output is stale.
    Findings,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let reporter = Reporter { format: cli.message_format, verbose: cli.command.is_verbose() };
    match run(&cli, reporter) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(error) => {
            reporter.error(&error);
            ExitCode::from(error.exit_code())
        }
    }
}

fn run(cli: &Cli, reporter: Reporter) -> Result<Outcome, Error> {
    let project = Project::find(cli.root.as_deref(), &cli.ref_root)?;
    match &cli.command {
        Command::Codegen(arguments) => codegen::run(&project, arguments, reporter),
        Command::Spec(SpecCommand::Import(arguments)) => import::run(&project, arguments, reporter),
        Command::Spec(SpecCommand::Lint(arguments)) => lint::run(&project, arguments, reporter),
        Command::Spec(SpecCommand::Diff(arguments)) => diff::run(&project, arguments, reporter),
        Command::Corpus(arguments) => corpus::run(&project, arguments, reporter),
    }
}
