//! A mock server of the dashboard. It serves the documented example of every operation in `spec/`, and responses to the other
//! requests of the examples.
//!
//! ```sh
//! cargo run --example mock_dashboard -- --port 4010
//! ```
//!
//! It requires no API key and stores nothing. A listing repeats the documented item five times with different IDs, in pages
//! with `Link` headers. Errors have the format of the dashboard, `{"errors": ["..."]}`: 404 for undocumented requests, and 400
//! for bodies that are not JSON.

mod dashboard;
mod undocumented;

use clap::Parser;
use dashboard::Dashboard;
use std::net::TcpListener;
use std::process::ExitCode;
use wiremock::{Mock, MockServer, matchers};

/// Serves the documented examples on the loopback interface
#[derive(Parser)]
struct Arguments {
    /// Port to listen on; 0 for any free port
    #[arg(long, default_value_t = 4010)]
    port: u16,
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
    let dashboard = Dashboard::documented()?;
    let listener = TcpListener::bind(("127.0.0.1", arguments.port))?;
    let server = MockServer::builder().listener(listener).disable_request_recording().start().await;
    Mock::given(matchers::any()).respond_with(dashboard).mount(&server).await;
    println!("{}/api/v1", server.uri());
    std::future::pending().await
}
