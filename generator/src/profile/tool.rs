//! The tools that can be generated with a client.

use serde::Deserialize;
use std::str::FromStr;

/// A tool that is generated with a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tool {
    /// A command line.
    Cli,
    /// A test server.
    Mock,
    /// An MCP server, which is a subcommand of the command line.
    Mcp,
}

impl FromStr for Tool {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "cli" => Ok(Self::Cli),
            "mock" => Ok(Self::Mock),
            "mcp" => Ok(Self::Mcp),
            _ => Err("the tools are `cli`, `mock` and `mcp`".to_owned()),
        }
    }
}
