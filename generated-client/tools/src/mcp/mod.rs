//! The MCP server of an API, on the official SDK: for assistants, over stdio or streamable HTTP.
//!
//! A large API has four tools, which search, describe and call its operations, and read on where a result was cut. A small one, or
//! chosen scopes of a large one, have a tool for each operation. The server is read-only unless it is started with
//! `--allow-writes`; then a write is a plan first, which a second call confirms.

mod budget;
mod command;
mod describe;
mod http;
mod invoke;
mod policy;
mod server;
mod store;
mod tools;

use crate::operations::Operations;
use clap::ArgMatches;
pub(crate) use command::command;
use policy::Policy;
use rmcp::ServiceExt;
use runtime::Session;
use server::Server;

/// Runs the server until its client leaves.
pub(crate) fn run(
    operations: &'static Operations,
    session: Session,
    matches: &ArgMatches,
) -> Result<(), String> {
    let policy = Policy::of(operations, matches)?;
    let server = Server::new(operations, session, policy);
    let executor = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let executor = executor.map_err(|why| format!("the server cannot start: {why}"))?;
    executor.block_on(async {
        match matches.get_one::<String>("http") {
            Some(address) => http::serve(server, address, matches).await,
            None => {
                let running = server.serve(rmcp::transport::stdio()).await;
                let running = running.map_err(|why| format!("the client left: {why}"))?;
                let ended = running.waiting().await;
                ended.map(drop).map_err(|why| format!("the server failed: {why}"))
            }
        }
    })
}
