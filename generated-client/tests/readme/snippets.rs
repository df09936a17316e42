//! The code snippets of README.md. A test verifies that they are the same.

use meraki_dashboard_api::Error;

pub(crate) async fn taste() -> Result<(), Error> {
    use meraki_dashboard_api::{Client, networks::get_network_clients::Status};

    let client = Client::from_env()?; // reads MERAKI_DASHBOARD_API_KEY

    let page = client
        .networks()
        .get_network_clients("N_24329156") // required parameters are arguments,
        .timespan(86_400) // optional parameters are setters
        .statuses([Status::Online])
        .send()
        .await?;
    println!("{} clients, request {:?}", page.len(), page.request_id());
    Ok(())
}

pub(crate) async fn listing(client: &meraki_dashboard_api::Client) -> Result<(), Error> {
    let mut clients = client.networks().get_network_clients("N_24329156").per_page(1000).stream();
    while let Some(seen) = clients.try_next().await? {
        println!("{:?} {:?}", seen.mac, seen.ip);
    }

    let everyone = client.networks().get_network_clients("N_24329156").all().await?;
    assert_eq!(everyone.len(), 5);
    Ok(())
}

/// The snippets about bodies, which use each other's variables.
pub(crate) async fn bodies(client: &meraki_dashboard_api::Client) -> Result<(), Error> {
    use meraki_dashboard_api::networks::provision_network_clients::{
        Body, BodyClient, BodyDevicePolicy,
    };

    let miles = BodyClient::new("00:11:22:33:44:55").name("Miles's phone");
    let body = Body::new([miles], BodyDevicePolicy::GroupPolicy).group_policy_id("101");
    client.networks().provision_network_clients("N_24329156", body.clone()).send().await?;

    let networks = client.dry_run().networks(); // reads are sent, writes are not
    let response = networks.provision_network_clients("N_24329156", body.clone()).send().await?;
    if let Some(unsent) = response.unsent() {
        println!("{unsent}");
    }

    let mut batch = client.batch("2930418");
    batch.add(client.networks().provision_network_clients("N_24329156", body).action()?);
    for (action, outcome) in batch.confirm().run().await.outcomes() {
        println!("{}: {outcome:?}", action.resource);
    }
    Ok(())
}
