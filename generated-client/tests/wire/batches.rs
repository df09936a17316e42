//! Action batches and dry runs.

use crate::server::{KEY, client, json, responding, targets};
use meraki_dashboard_api::mock::{MockServer, Received, Reply, Undocumented};
use meraki_dashboard_api::networks::provision_network_clients::{
    Body, BodyClient, BodyDevicePolicy, ProvisionNetworkClients,
};
use meraki_dashboard_api::{Client, Method};
use serde_json::{Value, json as value};

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

/// The result of a synchronous batch, which is complete immediately.
fn complete(request: &Received<Undocumented>) -> Reply {
    let body: Value = request.json().unwrap();
    let status = value!({"completed": true, "failed": false, "errors": [], "createdResources": []});
    let response = value!({"id": "1234", "confirmed": body["confirmed"], "status": status});
    Reply::json(&response).status(201)
}

#[tokio::test]
async fn a_batch_has_the_format_of_the_dashboard() {
    let server = MockServer::start();
    let batches = "/organizations/{organizationId}/actionBatches";
    server.on_undocumented(Method::POST, batches).reply_with(complete);
    let client = client(&server);
    let mut batch = client.batch("2930418");
    batch.synchronous(true);
    for network in 0..21 {
        batch.add(provision(&client, &format!("N_{network}")).action().unwrap());
    }
    let report = batch.confirm().run().await;
    assert!(report.is_done(), "{report:?}");
    assert_eq!(targets(&server), ["/organizations/2930418/actionBatches"; 2]);
    let requests = server.received_requests();
    let bodies: Vec<Value> = requests.iter().map(|request| request.json().unwrap()).collect();
    assert_eq!(bodies[0]["actions"].as_array().unwrap().len(), 20);
    assert_eq!(bodies[0]["confirmed"], true);
    assert_eq!(bodies[0]["synchronous"], true);
    assert_eq!(bodies[1]["actions"][0]["resource"], "/networks/N_20/clients");
}

#[tokio::test]
async fn a_dry_run_sends_reads_but_no_writes() {
    let server = responding(json("[]"));
    let client = client(&server).dry_run();
    assert!(client.networks().get_network_clients("N_1").send().await.unwrap().is_empty());
    let response = provision(&client, "N_1").send().await.unwrap();
    let unsent = response.unsent().unwrap();
    assert_eq!(unsent.method(), "POST");
    assert_eq!(unsent.url(), format!("{}/networks/N_1/clients/provision", server.url()));
    let body: Value = serde_json::from_slice(unsent.body().unwrap()).unwrap();
    assert_eq!(body["devicePolicy"], "Blocked");
    assert!(!format!("{:?}", unsent.headers()).contains(KEY));
    assert_eq!(targets(&server), ["/networks/N_1/clients"]);
}
