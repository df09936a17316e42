//! A mock server of the dashboard. It serves the documented example of every operation, and responses to the other requests of
//! the examples.
//!
//! ```sh
//! cargo run --example mock_dashboard -- --port 4010
//! ```
//!
//! It requires no API key and stores nothing. A response without an example has values of its schema. A listing repeats the
//! documented item five times with different IDs, in pages with `Link` headers. Errors have the format of the dashboard,
//! `{"errors": ["..."]}`: 404 for undocumented requests, 400 with the reason for requests that deviate from the API document, and a
//! documented status for operations without a documented success.
//!
//! This crate contains few operations. `--operations` serves those of another client, such as that of the whole API:
//!
//! ```sh
//! cargo xtask codegen --spec spec3.json --profile spec/api.toml --with mock --name meraki-full --out target/meraki-full
//! cargo run --example mock_dashboard -- --operations target/meraki-full/src/operations.json
//! ```

mod undocumented;

use clap::Parser;
use meraki_dashboard_api::mock::MockServer;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

/// Serves the documented examples on the loopback interface
#[derive(Parser)]
struct Arguments {
    /// Port to listen on; 0 for any free port
    #[arg(long, default_value_t = 4010)]
    port: u16,
    /// Table of other operations: `src/operations.json` of a client with `--with mock`
    #[arg(long, value_name = "FILE")]
    operations: Option<PathBuf>,
}

fn main() -> ExitCode {
    match start(Arguments::parse()) {
        Ok(server) => {
            println!("{}", server.url());
            server.join();
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn start(arguments: Arguments) -> io::Result<MockServer> {
    let builder = MockServer::builder().port(arguments.port).serve_examples();
    if let Some(path) = arguments.operations {
        return builder.operations(fs::read_to_string(path)?).try_start();
    }
    let server = builder.try_start()?;
    undocumented::reply(&server);
    Ok(server)
}
