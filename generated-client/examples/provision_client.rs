//! Provisions a client: gives it a name and a policy before it is first seen.
//!
//! With a key in `MERAKI_DASHBOARD_API_KEY`:
//!
//! ```sh
//! cargo run --example provision_client -- N_24329156 00:11:22:33:44:55 --name "Miles's phone"
//! ```
//!
//! With no key and no network, while `cargo run --example mock_dashboard -- --port 4010` runs:
//!
//! ```sh
//! cargo run --example provision_client -- --base-url http://127.0.0.1:4010/api/v1 \
//!     N_24329156 00:11:22:33:44:55 --name "Miles's phone"
//! ```

use clap::Parser;
use meraki_dashboard_api::networks::provision_network_clients::{
    Body, BodyClient, BodyDevicePolicy,
};
use meraki_dashboard_api::{Client, Error};
use std::process::ExitCode;

/// Gives a client a name and a policy.
#[derive(Parser)]
struct Arguments {
    /// The network
    network_id: String,
    /// The client's MAC address
    mac: String,
    /// The client's name
    #[arg(long)]
    name: Option<String>,
    /// The policy: `Allowed`, `Blocked`, `Group policy`, `Normal` or `Per connection`
    #[arg(long, default_value = "Normal")]
    policy: String,
    /// The id of the group policy, where the policy is `Group policy`
    #[arg(long)]
    group_policy_id: Option<String>,
    /// Asks this server instead of the dashboard, without a key
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match provision(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn provision(arguments: Arguments) -> Result<(), Error> {
    let dashboard = match arguments.base_url {
        Some(url) => Client::builder().base_url(url).build()?,
        None => Client::from_env()?,
    };
    let mut client = BodyClient::new(arguments.mac);
    if let Some(name) = arguments.name {
        client = client.name(name);
    }
    // A policy that this version of the crate does not know is sent as it is: the dashboard has the last word.
    let mut body = Body::new([client], BodyDevicePolicy::from(arguments.policy.as_str()));
    if let Some(id) = arguments.group_policy_id {
        body = body.group_policy_id(id);
    }
    let provisioned =
        dashboard.networks().provision_network_clients(arguments.network_id, body).send().await?;
    for client in provisioned.clients.iter().flatten() {
        println!(
            "{} is client {} ({})",
            client.mac.as_deref().unwrap_or_default(),
            client.client_id.as_deref().unwrap_or_default(),
            client.name.as_deref().unwrap_or_default(),
        );
    }
    Ok(())
}
