//! Prints the events of a network since the last run, and stores where it stopped.
//!
//! With an API key in `MERAKI_DASHBOARD_API_KEY`, from a timer:
//!
//! ```sh
//! cargo run --example tail_events -- N_24329156 appliance --position events.position
//! ```
//!
//! Without an API key and without network access, while `cargo run --example mock_dashboard -- --port 4010` is running, add
//! `--base-url http://127.0.0.1:4010/api/v1`.

use clap::Parser;
use meraki_dashboard_api::{Client, Method, Value};
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::{fs, io};

/// Prints the events of a network since the last run
#[derive(Parser)]
struct Arguments {
    /// ID of the network
    network_id: String,
    /// Type of the products whose events are printed, which the dashboard requires
    product_type: String,
    /// File that stores the time of the last event
    #[arg(long, value_name = "FILE")]
    position: PathBuf,
    /// Use this server instead of the dashboard, without an API key
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match tail(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn tail(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let client = match arguments.base_url {
        Some(url) => Client::builder().base_url(url).build()?,
        None => Client::from_env()?,
    };
    let mut position = match fs::read_to_string(&arguments.position) {
        Ok(position) => Some(position),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error.into()),
    };
    loop {
        let mut request = client
            .request(Method::GET, format!("/networks/{}/events", arguments.network_id))
            .query("productType", &arguments.product_type);
        if let Some(position) = &position {
            request = request.query("startingAfter", position);
        }
        let page = request.send().await?;
        let events = page["events"].as_array().map(Vec::as_slice).unwrap_or_default();
        for event in events {
            let text = |name: &str| event[name].as_str().unwrap_or_default();
            println!("{} {}", text("occurredAt"), text("description"));
        }
        let Some(last) = events.iter().filter_map(|event| event["occurredAt"].as_str()).max()
        else {
            return Ok(());
        };
        // Stored after each page, so that a run that is stopped prints no event twice.
        position = Some(last.to_owned());
        fs::write(&arguments.position, last)?;
        if page["pageEndAt"] == Value::Null {
            return Ok(());
        }
    }
}
