//! The code snippets of README.md. A test verifies that they are the same.

use meraki_dashboard_api::{
    Client, Error, Method, RefreshToken, SimulatedClock, Value, WebhookReceiver,
};
use std::time::Duration;

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

pub(crate) async fn body(client: &meraki_dashboard_api::Client) -> Result<(), Error> {
    use meraki_dashboard_api::networks::provision_network_clients::{
        Body, BodyClient, BodyDevicePolicy,
    };

    let miles = BodyClient::new("00:11:22:33:44:55").name("Miles's phone");
    let body = Body::new([miles], BodyDevicePolicy::GroupPolicy).group_policy_id("101");
    client.networks().provision_network_clients("N_24329156", body).send().await?;
    Ok(())
}

pub(crate) async fn together(
    client: &meraki_dashboard_api::Client,
    body: meraki_dashboard_api::networks::provision_network_clients::Body,
) -> Result<(), Error> {
    let networks = client.dry_run().networks(); // reads are sent, writes are not
    let response = networks.provision_network_clients("N_24329156", body.clone()).send().await?;
    println!("{:?}", response.unsent());

    let mut batch = client.batch("2930418");
    batch.add(client.networks().provision_network_clients("N_24329156", body).action()?);
    for (action, outcome) in batch.confirm().run().await.outcomes() {
        println!("{}: {outcome:?}", action.resource);
    }
    Ok(())
}

pub(crate) fn webhook(secret: &str, body: &[u8]) -> Result<(), Error> {
    let receiver = WebhookReceiver::new("/sharedSecret", secret);
    let (alert, drift) = receiver.receive::<Value>(body)?;
    println!("{}: {} deviations", alert["alertType"], drift.len());
    Ok(())
}

pub(crate) fn oauth(
    client_id: &str,
    client_secret: &str,
    refresh_token: &str,
    store: fn(&str),
) -> Result<Client, Error> {
    let url = "https://as.meraki.com/oauth/token";
    let credentials = RefreshToken::new(url, client_id, client_secret, refresh_token)?;
    let client = Client::builder().credentials(credentials.on_renewal(store)).build()?;
    Ok(client)
}

pub(crate) fn latency() -> Result<meraki_dashboard_api::Client, Error> {
    use meraki_dashboard_api::{AttemptRequest, AttemptResponse, Client, Interceptor};

    struct Latency;

    impl Interceptor for Latency {
        fn after_attempt(&self, request: &AttemptRequest<'_>, response: &AttemptResponse<'_>) {
            println!("{}: {:?}", request.operation(), response.elapsed());
        }
    }

    let client = Client::builder().api_key_from_env().interceptor(Latency).build()?;
    Ok(client)
}

pub(crate) async fn testing(
    body: meraki_dashboard_api::networks::provision_network_clients::Body,
) -> Result<(), Box<dyn std::error::Error>> {
    use meraki_dashboard_api::mock::MockServer;
    use meraki_dashboard_api::networks::{
        GetNetworkClients, GetNetworkClientsResponseItem as Seen, ProvisionNetworkClients,
    };

    let server = MockServer::start();
    let busy = server.on::<GetNetworkClients>().reply_status(429);
    busy.retry_after(Duration::from_secs(1)).times(1);
    let clients = (0..5).map(|id| Seen { id: Some(format!("k{id}")), ..Default::default() });
    server.on::<GetNetworkClients>().path("networkId", "N_1").reply_pages(clients, 2).expect(3);
    server.on::<ProvisionNetworkClients>().reply_example();

    let client = server.client_builder().clock(SimulatedClock::new()).build()?; // waits end immediately
    assert_eq!(client.networks().get_network_clients("N_1").all().await?.len(), 5);
    client.networks().provision_network_clients("N_1", body).send().await?;

    let received = server.received::<ProvisionNetworkClients>();
    assert_eq!(received[0].body()?.device_policy.as_str(), "Allowed");
    Ok(())
}

pub(crate) async fn anything(client: &meraki_dashboard_api::Client) -> Result<(), Error> {
    let anything = client.request(Method::GET, "/networks/N_24329156/somethingNew").send().await?;
    println!("{:?}", *anything);
    Ok(())
}
