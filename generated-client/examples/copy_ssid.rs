//! Copies an SSID to another network, with all of its properties, whether they are documented or not.
//!
//! With an API key in `MERAKI_DASHBOARD_API_KEY`:
//!
//! ```sh
//! cargo run --example copy_ssid -- N_24329156 0 N_24329157 3
//! ```
//!
//! Without an API key and without network access, while `cargo run --example mock_dashboard -- --port 4010` is running, add
//! `--base-url http://127.0.0.1:4010/api/v1`.
//!
//! The dashboard resets omitted properties of nested lists, so it is sent all of them. It does not return the secrets of RADIUS
//! servers and pre-shared keys, and it rejects some combinations that it returns (`encryptionMode`): no client can copy those.

use clap::Parser;
use meraki_dashboard_api::{Client, Error, Method, Value};
use std::process::ExitCode;

/// Properties that the dashboard returns, but that cannot be set.
const READ_ONLY: [&str; 3] = ["number", "ssidAdminAccessible", "radiusServersRequireSecret"];

/// Copies an SSID to another network
#[derive(Parser)]
struct Arguments {
    /// ID of the network to read from
    from_network: String,
    /// Number of the SSID to read
    from: u8,
    /// ID of the network to write to
    to_network: String,
    /// Number of the SSID to write
    to: u8,
    /// Use this server instead of the dashboard, without an API key
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match copy(Arguments::parse()).await {
        Ok(properties) => {
            println!("copied {properties} properties");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Copies the SSID, and returns the number of its properties.
async fn copy(arguments: Arguments) -> Result<usize, Error> {
    let Arguments { from_network, from, to_network, to, base_url } = arguments;
    let client = match base_url {
        Some(url) => Client::builder().base_url(url).build()?,
        None => Client::from_env()?,
    };
    let path = |network, number| format!("/networks/{network}/wireless/ssids/{number}");
    let read = client.request(Method::GET, path(from_network, from)).send().await?;
    let mut ssid = read.into_body();
    if let Value::Object(properties) = &mut ssid {
        properties.retain(|name, value| !value.is_null() && !READ_ONLY.contains(&name.as_str()));
    }
    client.request(Method::PUT, path(to_network, to)).json(&ssid).send().await?;
    Ok(ssid.as_object().map_or(0, |properties| properties.len()))
}
