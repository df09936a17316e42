//! The MCP server of an API.

use crate::operations::Operations;
use clap::{ArgMatches, Command};
use runtime::Session;

/// The subcommand.
pub(crate) fn command() -> Command {
    Command::new("mcp").about("Serves the API to assistants over the Model Context Protocol")
}

/// Runs the server.
pub(crate) fn run(
    _operations: &'static Operations,
    _session: &Session,
    _matches: &ArgMatches,
) -> Result<(), String> {
    Ok(())
}
