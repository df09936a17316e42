//! The command line of an API.

use runtime::{ClientBuilder, Session};
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
pub fn main<C: From<Session> + Into<Session>>(_program: &Program<C>) -> ExitCode {
    ExitCode::SUCCESS
}
