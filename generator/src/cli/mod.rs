//! The command: the only part that accesses the disk and the network. Requires the feature `cli`, and `download` for documents
//! at URLs.
//!
//! Results go to stdout, diagnostics to stderr. Exit codes: 0 success, 1 findings, 2 usage or input error.

mod archive;
mod arguments;
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
mod shared_runtime;
mod staging_area;
mod tools;

use arguments::{Cli, Command, SpecCommand};
use error::Error;
use project::Project;
use report::Reporter;
use std::process::ExitCode;

/// Whether the command downloads documents: whether it has the feature `download`.
pub const DOWNLOADS: bool = cfg!(feature = "download");

/// The program that runs the command.
#[derive(Clone, Copy, Debug)]
pub struct Program {
    /// Its name in help and errors.
    pub name: &'static str,
    /// The sources that it copies into clients.
    pub sources: Sources,
}

/// The packages that `codegen --out` copies into clients.
#[derive(Clone, Copy, Debug)]
pub enum Sources {
    /// Archives of their sources, which `cargo xtask codegen` writes.
    Embedded {
        /// The runtime.
        runtime: &'static str,
        /// The tools.
        tools: &'static str,
    },
    /// `generated-client/runtime` and `generated-client/tools` of the project.
    OfProject,
}

/// The result of a command that ran to completion.
enum Outcome {
    /// The command succeeded and found nothing wrong.
    Done,
    /// A check failed: there are findings, or the output is stale.
    Findings,
}

/// Runs the command with the arguments of the process.
#[must_use]
pub fn main(program: Program) -> ExitCode {
    let cli = Cli::parse_as(program.name);
    let (format, verbose) = (cli.message_format, cli.command.is_verbose());
    let reporter = Reporter { format, verbose, program: program.name };
    match run(&cli, program.sources, reporter) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(error) => {
            reporter.error(&error);
            ExitCode::from(error.exit_code())
        }
    }
}

fn run(cli: &Cli, sources: Sources, reporter: Reporter) -> Result<Outcome, Error> {
    let project = Project::find(cli.root.as_deref(), &cli.ref_root, sources)?;
    match &cli.command {
        Command::Codegen(arguments) => codegen::run(&project, arguments, reporter),
        Command::Spec(SpecCommand::Import(arguments)) => import::run(&project, arguments, reporter),
        Command::Spec(SpecCommand::Lint(arguments)) => lint::run(&project, arguments, reporter),
        Command::Spec(SpecCommand::Diff(arguments)) => diff::run(&project, arguments, reporter),
        Command::Corpus(arguments) => corpus::run(&project, arguments, reporter),
    }
}
