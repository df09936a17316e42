//! A mock server of the dashboard. It serves the documented example of every operation in `spec/`, and responses to the other
//! requests of the examples.
//!
//! ```sh
//! cargo run --example mock_dashboard -- --port 4010
//! ```
//!
//! It requires no API key and stores nothing. A response without an example has values of its schema. A listing repeats the
//! documented item five times with different IDs, in pages with `Link` headers. Errors have the format of the dashboard,
//! `{"errors": ["..."]}`: 404 for undocumented requests, 400 for bodies that are not JSON, and a documented status for
//! operations without a documented success.

mod dashboard;
mod schema_example;
mod undocumented;

use clap::Parser;
use dashboard::Dashboard;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::ExitCode;
use wiremock::{Mock, MockServer, matchers};

/// Serves the documented examples on the loopback interface
#[derive(Parser)]
struct Arguments {
    /// Port to listen on; 0 for any free port
    #[arg(long, default_value_t = 4010)]
    port: u16,
    /// Folder of the documents
    #[arg(long, value_name = "DIR", default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec"))]
    spec: PathBuf,
}

#[tokio::main]
async fn main() -> ExitCode {
    match serve(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(arguments: Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let dashboard = Dashboard::documented(&arguments.spec)?;
    let listener = TcpListener::bind(("127.0.0.1", arguments.port))?;
    let server = MockServer::builder().listener(listener).disable_request_recording().start().await;
    Mock::given(matchers::any()).respond_with(dashboard).mount(&server).await;
    println!("{}/api/v1", server.uri());
    std::future::pending().await
}
