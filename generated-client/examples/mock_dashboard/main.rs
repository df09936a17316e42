//! A dashboard to try the client on: it serves every operation in `spec/`, with its documented example.
//!
//! ```sh
//! cargo run --example mock_dashboard -- --port 4010
//! ```
//!
//! It wants no key and keeps nothing. A listing is the documented element five times over, with ids of their own, and
//! is served in pages, each with a `Link` header to the next. What it cannot serve it answers as the dashboard does,
//! `{"errors": ["..."]}`: 404 for what is not documented, 400 for a body that is not JSON.

mod dashboard;

use clap::Parser;
use dashboard::Dashboard;
use std::net::TcpListener;
use std::process::ExitCode;
use wiremock::{Mock, MockServer, matchers};

/// Serves the documented examples on the loopback interface.
#[derive(Parser)]
struct Arguments {
    /// The port; 0 for any that is free
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
