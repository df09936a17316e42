//! Writes the inventory of all organizations as CSV: their networks, devices and clients.
//!
//! With an API key in `MERAKI_DASHBOARD_API_KEY`:
//!
//! ```sh
//! cargo run --example inventory > inventory.csv
//! ```
//!
//! Without an API key and without network access, while `cargo run --example mock_dashboard -- --port 4010` is running:
//!
//! ```sh
//! cargo run --example inventory -- --base-url http://127.0.0.1:4010/api/v1
//! ```
//!
//! The clients of 50 networks are read at a time. An error of one network does not stop the others.

use clap::Parser;
use meraki_dashboard_api::{Client, Error, Method, Request, Value};
use std::process::ExitCode;
use tokio::task::JoinSet;

/// The number of networks that are read at a time. The client keeps the rate limit by itself.
const NETWORKS_AT_A_TIME: usize = 50;

/// Writes the inventory of all organizations as CSV
#[derive(Parser)]
struct Arguments {
    /// Use this server instead of the dashboard, without an API key
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match inventory(Arguments::parse()).await {
        Ok(0) => ExitCode::SUCCESS,
        Ok(errors) => {
            eprintln!("{errors} errors");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Writes all rows, and returns the number of errors.
async fn inventory(arguments: Arguments) -> Result<usize, Error> {
    let client = match arguments.base_url {
        Some(url) => Client::builder().base_url(url).build()?,
        None => Client::from_env()?,
    };
    let mut errors = 0;
    println!("organization,network,kind,id,name");
    for organization in list(&client, "/organizations").await? {
        let (id, name) = (text(&organization, "id"), text(&organization, "name"));
        for kind in ["networks", "devices"] {
            match list(&client, &format!("/organizations/{id}/{kind}")).await {
                Ok(items) if kind == "networks" => errors += clients(&client, name, &items).await,
                Ok(items) => {
                    for device in &items {
                        let network = text(device, "networkId");
                        row([
                            name,
                            network,
                            "device",
                            text(device, "serial"),
                            text(device, "name"),
                        ]);
                    }
                }
                Err(error) => {
                    eprintln!("error: {error}");
                    errors += 1;
                }
            }
        }
    }
    Ok(errors)
}

/// Writes the clients of networks, and returns the number of errors.
async fn clients(client: &Client, organization: &str, networks: &[Value]) -> usize {
    let mut errors = 0;
    for some in networks.chunks(NETWORKS_AT_A_TIME) {
        let mut reads = JoinSet::new();
        for network in some {
            let network = text(network, "id").to_owned();
            let read = client.networks().get_network_clients(network.clone()).per_page(1000).all();
            reads.spawn(async move { (network, read.await) });
        }
        let mut read = reads.join_all().await;
        read.sort_by(|(one, _), (other, _)| one.cmp(other));
        for (network, clients) in read {
            match clients {
                Ok(clients) => {
                    for seen in clients {
                        let (mac, name) = (seen.mac.as_deref(), seen.description.as_deref());
                        row([
                            organization,
                            &network,
                            "client",
                            mac.unwrap_or_default(),
                            name.unwrap_or_default(),
                        ]);
                    }
                }
                Err(error) => {
                    eprintln!("error: {network}: {error}");
                    errors += 1;
                }
            }
        }
    }
    errors
}

/// All items of a listing.
async fn list(client: &Client, path: &str) -> Result<Vec<Value>, Error> {
    let mut items = client.request(Method::GET, path).linked_items::<Vec<Value>>();
    let mut all = Vec::new();
    while let Some(item) = items.try_next().await? {
        all.push(item);
    }
    Ok(all)
}

fn text<'v>(value: &'v Value, property: &str) -> &'v str {
    value[property].as_str().unwrap_or_default()
}

/// Writes a row of CSV (RFC 4180).
fn row(fields: [&str; 5]) {
    let quoted = fields.map(|field| match field.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", field.replace('"', "\"\"")),
        false => field.to_owned(),
    });
    println!("{}", quoted.join(","));
}
