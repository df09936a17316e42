//! The tools of a generated client: a test server, a command line and an MCP server.
//!
//! Each reads the same table of operations, which the generator writes ([`operations`]), so that none needs generated code of its
//! own. Features enable the tools: `mock`, `cli` and `mcp`.

#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "mcp")]
mod mcp;
#[cfg(feature = "mock")]
pub mod mock;
pub mod operations;
