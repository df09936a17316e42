//! Claims devices into a network and names them, in one action batch: all of it happens, or nothing.
//!
//! Without `--apply`, it shows the batch instead of sending it. With an API key in `MERAKI_DASHBOARD_API_KEY`:
//!
//! ```sh
//! cargo run --example configure_site -- 2930418 N_24329156 Q234-ABCD-5678=Lobby Q234-ABCD-0001=Roof
//! ```
//!
//! Without an API key and without network access, while `cargo run --example mock_dashboard -- --port 4010` is running, add
//! `--base-url http://127.0.0.1:4010/api/v1`.

use clap::Parser;
use meraki_dashboard_api::{Action, Client, Error, Outcome};
use serde_json::json;
use std::process::ExitCode;

/// Claims devices into a network and names them
#[derive(Parser)]
struct Arguments {
    /// ID of the organization
    organization_id: String,
    /// ID of the network
    network_id: String,
    /// Serial numbers of the devices, with their names
    #[arg(value_name = "SERIAL=NAME", required = true, value_parser = device)]
    devices: Vec<(String, String)>,
    /// Send the batch instead of showing it
    #[arg(long)]
    apply: bool,
    /// Use this server instead of the dashboard, without an API key
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
}

/// A serial number and a name.
fn device(argument: &str) -> Result<(String, String), String> {
    let (serial, name) = argument.split_once('=').ok_or("expected SERIAL=NAME")?;
    Ok((serial.to_owned(), name.to_owned()))
}

#[tokio::main]
async fn main() -> ExitCode {
    match configure(Arguments::parse()).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the batch. Returns whether all of it is done.
async fn configure(arguments: Arguments) -> Result<bool, Error> {
    let mut client = match arguments.base_url {
        Some(url) => Client::builder().base_url(url).build()?,
        None => Client::from_env()?,
    };
    if !arguments.apply {
        client = client.dry_run();
    }
    let serials: Vec<&str> = arguments.devices.iter().map(|(serial, _)| serial.as_str()).collect();
    let mut batch = client.batch(arguments.organization_id);
    let claim = format!("/networks/{}/devices", arguments.network_id);
    batch.add(Action::new(claim, "claim").body(json!({ "serials": serials })));
    for (serial, name) in &arguments.devices {
        let device = format!("/devices/{serial}");
        batch.add(Action::new(device, "update").body(json!({ "name": name })));
    }
    // A program that is stopped can wait for the batch later, with `client.batch(id).resume([id])`.
    batch.on_submitted(|id| eprintln!("submitted the batch {id}"));
    let report = batch.confirm().run().await;
    for chunk in report.chunks() {
        if let Some(unsent) = chunk.unsent() {
            println!("would send {} {}", unsent.method(), unsent.url());
        }
        if let Some(error) = chunk.request_error() {
            eprintln!("error: {error}");
        }
    }
    for (action, outcome) in report.outcomes() {
        println!("{} {}: {outcome:?}", action.operation, action.resource);
    }
    let is_shown = !arguments.apply && report.outcomes().all(|(_, one)| one == Outcome::NotSent);
    Ok(is_shown || report.is_done())
}
