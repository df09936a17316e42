//! Runs the code of the original design.

use crate::server::{KEY, Raw, Then, builder, targets};
use meraki_dashboard_api::mock::MockServer;
use meraki_dashboard_api::networks::get_network_clients::{GetNetworkClients, ResponseItem};
use meraki_dashboard_api::networks::provision_network_clients::ProvisionNetworkClients;
use meraki_dashboard_api::{Client, Error, Method, Operation, RequestOptions, RetryPolicy, Value};
use serde_json::json;
use std::process::Command;

#[rustfmt::skip]
async fn documented_code(client: Client) -> Result<(), Error> {
    use meraki_dashboard_api::networks::get_network_clients::Status;

    let page = client.networks().get_network_clients("N_24329156")   // required parameters are arguments
        .timespan(86_400.0).per_page(1000).statuses([Status::Online]) // optional ones are setters
        .send().await?;                                               // ApiResponse<Vec<ResponseItem>>, derefs to the body
    println!("{} clients, request {:?}", page.len(), page.request_id());

    let mut clients = client.networks().get_network_clients("N_24329156").per_page(1000).stream();
    while let Some(c) = clients.try_next().await? { println!("{:?} {:?}", c.mac, c.ip); }   // inherent: no extra import
    let everyone = client.networks().get_network_clients("N_24329156").all().await?;        // total_pages='all'

    use meraki_dashboard_api::networks::provision_network_clients::{Body, BodyClient, BodyDevicePolicy};
    let body = Body::new([BodyClient::new("00:11:22:33:44:55").name("Miles's phone")], BodyDevicePolicy::GroupPolicy)
        .group_policy_id("101");
    client.networks().provision_network_clients("N_24329156", body).send().await?;

    let anything = client.request(Method::GET, "/networks/N_1/somethingNew").query("a", "b").send().await?;  // Value; same auth, retries, limits

    assert_eq!(page.len(), 1);
    assert_eq!(page.request_id(), Some("r1"));
    assert_eq!(everyone.len(), 2);
    assert_eq!(anything["new"], true);
    Ok(())
}

#[tokio::test]
async fn the_documented_code_runs() {
    let server = MockServer::start();
    let with_mac = |mac: &str| ResponseItem { mac: Some(mac.to_owned()), ..Default::default() };
    server
        .on::<GetNetworkClients>()
        .header("Authorization", format!("Bearer {KEY}"))
        .reply_pages([with_mac("a"), with_mac("b")], 1)
        .header("X-Request-Id", "r1");
    server.on::<ProvisionNetworkClients>().reply_example();
    server
        .on_undocumented(Method::GET, "/networks/N_1/somethingNew")
        .reply_json(200, &json!({"new": true}));
    let client = builder(&server).caller("Mambo/5.0 Vega").build().unwrap();
    documented_code(client).await.unwrap();
    let clients = "/networks/N_24329156/clients";
    assert_eq!(
        targets(&server),
        [
            &format!("{clients}?timespan=86400&perPage=1000&statuses%5B%5D=Online"),
            &format!("{clients}?perPage=1000"),
            &format!("{clients}?perPage=1000&startingAfter=1"),
            clients,
            &format!("{clients}?startingAfter=1"),
            "/networks/N_24329156/clients/provision",
            "/networks/N_1/somethingNew?a=b",
        ]
    );
    let provision = &server.received::<ProvisionNetworkClients>()[0];
    let expected = json!({
        "clients": [{"mac": "00:11:22:33:44:55", "name": "Miles's phone"}],
        "devicePolicy": "Group policy",
        "groupPolicyId": "101",
    });
    assert_eq!(provision.json::<Value>().unwrap(), expected);
}

/// The hosts of a client from the environment and of a client for each region, in the order of [`in_an_environment`].
const HOSTS: [&str; 5] =
    ["api.meraki.com", "api.meraki.ca", "api.meraki.cn", "api.meraki.in", "api.gov-meraki.com"];

/// The test must not call the real dashboard. It therefore starts a process with an environment in which all requests go
/// through a proxy, which records the hosts and rejects the requests.
#[tokio::test]
async fn environment_and_region_set_the_base_url() {
    let refused = "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    let proxy = Raw::start(|_| refused.to_owned(), Then::Close).await;
    let mut process = Command::new(std::env::current_exe().unwrap());
    process.args(["--ignored", "--exact", "design::in_an_environment"]);
    for name in ["ALL_PROXY", "all_proxy", "HTTP_PROXY", "https_proxy", "NO_PROXY", "no_proxy"] {
        process.env_remove(name);
    }
    process.env("MERAKI_DASHBOARD_API_KEY", KEY).env("HTTPS_PROXY", &proxy.url);
    let output = tokio::task::spawn_blocking(move || process.output()).await.unwrap().unwrap();
    let stdout = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && stdout.contains("1 passed"), "{stdout}");

    let requests = proxy.take();
    let hosts: Vec<_> = requests.iter().map(|request| request.target.as_str()).collect();
    assert_eq!(hosts, HOSTS.map(|host| format!("{host}:443")));
    assert!(requests.iter().all(|request| request.method == "CONNECT"), "{requests:?}");
    assert!(
        !format!("{requests:?}").contains(KEY),
        "the proxy must not receive the key: {requests:?}"
    );
}

#[tokio::test]
#[ignore = "run by `environment_and_region_set_the_base_url`, in the environment that it needs"]
async fn in_an_environment() -> Result<(), Error> {
    use meraki_dashboard_api::Region::{Canada, China, India, UnitedStatesFederal};

    // Without the proxy, this test would call the real dashboard.
    assert!(std::env::var("HTTPS_PROXY").is_ok_and(|url| url.starts_with("http://127.0.0.1:")));
    let mut clients = vec![Client::from_env()?];
    for region in [Canada, China, India, UnitedStatesFederal] {
        clients.push(Client::builder().api_key_from_env().region(region).build()?);
    }
    for client in clients {
        let once = RequestOptions::new().retry(RetryPolicy::never());
        let request = client.networks().get_network_clients("N_1").options(once);
        let error = request.send().await.unwrap_err();
        assert!(error.is_connect(), "{error}");
    }
    Ok(())
}

/// The metadata of all operations, by scope.
#[test]
fn the_table_of_operations() {
    let lines: Vec<String> = meraki_dashboard_api::SCOPES
        .iter()
        .flat_map(|scope| scope.operations.iter().map(move |operation| (scope.name, operation)))
        .map(|(scope, Operation { id, method, path, summary, paging, deprecated, .. })| {
            let is_paged = paging.is_some();
            format!("{scope} {id}: {method} {path} ({summary}) {is_paged} {deprecated}")
        })
        .collect();
    // The documents in `spec/` may have more operations.
    for line in [
        "networks getNetworkClients: GET /networks/{networkId}/clients \
         (List the clients that have used this network in the timespan) true false",
        "networks provisionNetworkClients: POST /networks/{networkId}/clients/provision \
         (Provisions a client with a name and policy) false false",
    ] {
        assert!(lines.iter().any(|known| known == line), "{line}: {lines:#?}");
    }
}
