//! Lists all clients that were seen on a network, page by page.
//!
//! With an API key in `MERAKI_DASHBOARD_API_KEY`:
//!
//! ```sh
//! cargo run --example list_clients -- N_24329156
//! ```
//!
//! Without an API key and without network access, while `cargo run --example mock_dashboard -- --port 4010` is running:
//!
//! ```sh
//! cargo run --example list_clients -- --base-url http://127.0.0.1:4010/api/v1 N_24329156
//! ```

use clap::Parser;
use meraki_dashboard_api::{Client, Error};
use std::process::ExitCode;

/// Lists all clients that were seen on a network
#[derive(Parser)]
struct Arguments {
    /// ID of the network
    network_id: String,
    /// Number of seconds to look back
    #[arg(long, default_value_t = 86_400.0)]
    timespan: f64,
    /// Number of clients per page
    #[arg(long, default_value_t = 3)]
    per_page: i64,
    /// Use this server instead of the dashboard, without an API key
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match list(Arguments::parse()).await {
        Ok(count) => {
            println!("{count} clients");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn list(arguments: Arguments) -> Result<usize, Error> {
    let client = match arguments.base_url {
        Some(url) => Client::builder().base_url(url).build()?,
        None => Client::from_env()?,
    };
    let mut clients = client
        .networks()
        .get_network_clients(arguments.network_id)
        .timespan(arguments.timespan)
        .per_page(arguments.per_page)
        .stream();
    let mut count = 0;
    while let Some(seen) = clients.try_next().await? {
        let name = seen.description.or(seen.mac).unwrap_or_default();
        println!("{name:24} {:16} {}", seen.ip.unwrap_or_default(), seen.os.unwrap_or_default());
        count += 1;
    }
    Ok(count)
}
