//! Provisions a client: sets its name and policy before it is first seen.
//!
//! With an API key in `MERAKI_DASHBOARD_API_KEY`:
//!
//! ```sh
//! cargo run --example provision_client -- N_24329156 00:11:22:33:44:55 --name "Miles's phone"
//! ```
//!
//! Without an API key and without network access, while `cargo run --example mock_dashboard -- --port 4010` is running:
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

/// Sets the name and the policy of a client
#[derive(Parser)]
struct Arguments {
    /// ID of the network
    network_id: String,
    /// MAC address of the client
    mac: String,
    /// Name of the client
    #[arg(long)]
    name: Option<String>,
    /// Policy: `Allowed`, `Blocked`, `Group policy`, `Normal` or `Per connection`
    #[arg(long, default_value = "Normal")]
    policy: String,
    /// ID of the group policy, if the policy is `Group policy`
    #[arg(long)]
    group_policy_id: Option<String>,
    /// Use this server instead of the dashboard, without an API key
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
    // Unknown policies are sent unchanged: the dashboard decides whether they are valid.
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
