//! The tools of a generated client: what its users would otherwise build by hand. Each reads the same table of operations,
//! which the generator writes, so that none needs generated code of its own.

#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "mcp")]
mod mcp;
#[cfg(feature = "mock")]
pub mod mock;
pub mod operations;
