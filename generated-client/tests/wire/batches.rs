//! Action batches and dry runs.

use crate::server::{KEY, client, json, responding, targets};
use meraki_dashboard_api::Client;
use meraki_dashboard_api::networks::provision_network_clients::{
    Body, BodyClient, BodyDevicePolicy, ProvisionNetworkClients,
};
use serde_json::{Value, json as value};
use wiremock::{Request, ResponseTemplate};

fn provision(client: &Client, network: &str) -> ProvisionNetworkClients {
    let body = Body::new([BodyClient::new("00:11:22:33:44:55")], BodyDevicePolicy::Blocked);
    client.networks().provision_network_clients(network, body)
}

#[tokio::test]
async fn an_action_has_the_format_of_the_dashboard() {
    let client = Client::builder().api_key(KEY).build().unwrap();
    let action = provision(&client, "N 1/2").action().unwrap();
    assert_eq!(
        serde_json::to_value(action).unwrap(),
        value!({
            "resource": "/networks/N%201%2F2/clients",
            "operation": "provision",
            "body": {"clients": [{"mac": "00:11:22:33:44:55"}], "devicePolicy": "Blocked"},
        })
    );
}

/// A dashboard that completes every synchronous batch immediately.
fn dashboard(request: &Request) -> ResponseTemplate {
    let body: Value = request.body_json().unwrap();
    let status = value!({"completed": true, "failed": false, "errors": [], "createdResources": []});
    let response = value!({"id": "1234", "confirmed": body["confirmed"], "status": status});
    ResponseTemplate::new(201).set_body_json(response)
}

#[tokio::test]
async fn a_batch_has_the_format_of_the_dashboard() {
    let server = responding(dashboard).await;
    let client = client(&server);
    let mut batch = client.batch("2930418");
    batch.synchronous(true);
    for network in 0..21 {
        batch.add(provision(&client, &format!("N_{network}")).action().unwrap());
    }
    let report = batch.confirm().run().await;
    assert!(report.is_done(), "{report:?}");
    assert_eq!(targets(&server).await, ["/api/v1/organizations/2930418/actionBatches"; 2]);
    let requests = server.received_requests().await.unwrap();
    let bodies: Vec<Value> = requests.iter().map(|request| request.body_json().unwrap()).collect();
    assert_eq!(bodies[0]["actions"].as_array().unwrap().len(), 20);
    assert_eq!(bodies[0]["confirmed"], true);
    assert_eq!(bodies[0]["synchronous"], true);
    assert_eq!(bodies[1]["actions"][0]["resource"], "/networks/N_20/clients");
}

#[tokio::test]
async fn a_dry_run_sends_reads_but_no_writes() {
    let server = responding(json("[]")).await;
    let client = client(&server).dry_run();
    assert!(client.networks().get_network_clients("N_1").send().await.unwrap().is_empty());
    let response = provision(&client, "N_1").send().await.unwrap();
    let unsent = response.unsent().unwrap();
    assert_eq!(unsent.method(), "POST");
    assert_eq!(unsent.url(), format!("{}/api/v1/networks/N_1/clients/provision", server.uri()));
    let body: Value = serde_json::from_slice(unsent.body().unwrap()).unwrap();
    assert_eq!(body["devicePolicy"], "Blocked");
    assert!(!format!("{:?}", unsent.headers()).contains(KEY));
    assert_eq!(targets(&server).await, ["/api/v1/networks/N_1/clients"]);
}
