//! Building a client: the header of the API key, the caller, default headers, and `Debug`.

use crate::server::{KEY, builder, client, json, only_request, responding};
use meraki_dashboard_api::mock::Reply;
use meraki_dashboard_api::networks::provision_network_clients::{
    Body, BodyClient, BodyDevicePolicy,
};
use meraki_dashboard_api::{AuthHeader, Client, ClientBuilder, Region, RequestOptions};

/// The headers of a request of a configured client.
async fn headers(configure: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Vec<(String, String)> {
    let server = responding(json("[]"));
    let client = configure(builder(&server)).build().unwrap();
    client.networks().get_network_clients("N_1").send().await.unwrap();
    let headers = only_request(&server).headers;
    headers
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
        .collect()
}

fn values<'a>(headers: &'a [(String, String)], name: &str) -> Vec<&'a str> {
    headers.iter().filter(|(n, _)| n == name).map(|(_, value)| value.as_str()).collect()
}

#[tokio::test]
async fn the_key_is_sent_in_the_chosen_header() {
    let bearer = format!("Bearer {KEY}");
    for sent in [headers(|b| b).await, headers(|b| b.auth_header(AuthHeader::BearerAuth)).await] {
        assert_eq!(values(&sent, "authorization"), [bearer.as_str()]);
        assert!(values(&sent, "x-cisco-meraki-api-key").is_empty());
    }
    let sent = headers(|b| b.auth_header(AuthHeader::MerakiApiKey)).await;
    assert_eq!(values(&sent, "x-cisco-meraki-api-key"), [KEY]);
    assert!(values(&sent, "authorization").is_empty());
}

#[tokio::test]
async fn the_user_agent_names_the_crate_and_the_caller() {
    let crate_itself = concat!("meraki-dashboard-api/", env!("CARGO_PKG_VERSION"));
    assert_eq!(values(&headers(|b| b).await, "user-agent"), [crate_itself]);
    let sent = headers(|b| b.caller("Mambo/5.0 Vega")).await;
    assert_eq!(values(&sent, "user-agent"), [format!("{crate_itself} Mambo/5.0 Vega")]);
    let sent = headers(|b| b.user_agent("mine/2").caller("Mambo Vega")).await;
    assert_eq!(values(&sent, "user-agent"), ["mine/2 Mambo Vega"]);
}

#[test]
fn callers_have_the_format_of_the_dashboard() {
    for caller in ["Mambo Vega", "Mambo/5 Vega", "Mambo/5.0.1-beta Vega-Inc", "m/1a.2b V"] {
        let built = Client::builder().caller(caller).build();
        assert!(built.is_ok(), "{caller:?}: {built:?}");
    }
    for caller in [
        "",
        "Mambo",
        "Mambo/ Vega",
        "Mambo/5.0",
        "Mambo/5.0-BETA Vega",
        "Mambo  Vega",
        "Mambo Vega\n",
    ] {
        let error = Client::builder().caller(caller).build().unwrap_err().to_string();
        assert!(error.contains("ApplicationName[/version] VendorName"), "{caller:?}: {error}");
    }
}

#[tokio::test]
async fn default_headers_are_added_to_the_headers_of_the_client() {
    let one = |name: &str| [(name.parse().unwrap(), "mine".parse().unwrap())].into_iter().collect();
    let sent = headers(|b| b.default_headers(one("x-trace"))).await;
    assert_eq!(values(&sent, "x-trace"), ["mine"]);
    assert_eq!(values(&sent, "authorization"), [format!("Bearer {KEY}")]);
    for (name, remedy) in [
        ("authorization", "set it with `api_key` or `credentials`"),
        ("x-cisco-meraki-api-key", "set it with `api_key` or `credentials`"),
        ("user-agent", "set it with `user_agent`"),
        ("accept", "each request sets it"),
        ("host", "the connection sets it"),
    ] {
        let builder = Client::builder().api_key(KEY).auth_header(AuthHeader::MerakiApiKey);
        let error = builder.default_headers(one(name)).build().unwrap_err().to_string();
        assert!(
            error.contains(&format!("cannot set `{name}`")) && error.ends_with(remedy),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_header_of_one_request_is_sent() {
    let server = responding(json("[]"));
    let options = RequestOptions::new().header("X-Trace", "7");
    let request = client(&server).networks().get_network_clients("N_1").options(options);
    request.send().await.unwrap();
    assert_eq!(only_request(&server).headers["X-Trace"], "7");
}

#[test]
fn a_missing_key_in_the_environment_is_an_error() {
    // The developer's environment may have an API key.
    if std::env::var_os("MERAKI_DASHBOARD_API_KEY").is_none() {
        let error = Client::from_env().unwrap_err().to_string();
        assert!(error.contains("`MERAKI_DASHBOARD_API_KEY` is not set"), "{error}");
    }
}

#[tokio::test]
async fn debug_shows_the_base_url_but_no_key() {
    let client = Client::builder().api_key(KEY).region(Region::Canada).build().unwrap();
    let body = Body::new([BodyClient::new("m").name("a secret name")], BodyDevicePolicy::Allowed);
    let request = client.networks().provision_network_clients("N_1", body);
    let shown = format!("{client:?} {:?} {request:?}", client.networks());
    assert!(!shown.contains(KEY) && !shown.contains("a secret name"), "{shown}");
    assert!(shown.contains("https://api.meraki.ca/api/v1"), "{shown}");
    assert!(shown.contains("/networks/N_1/clients/provision"), "{shown}");

    for header in [AuthHeader::BearerAuth, AuthHeader::MerakiApiKey] {
        let echo = format!(r#"{{"errors": ["bad key {KEY}"]}}"#);
        let server = responding(Reply::text(echo).status(401));
        let client = builder(&server).auth_header(header).build().unwrap();
        let error = client.networks().get_network_clients("N_1").send().await.unwrap_err();
        assert_eq!(error.messages(), ["bad key [key]"]);
        assert!(!format!("{error} {error:?} {client:?}").contains(KEY), "{error:?}");
    }
}

#[test]
fn clients_and_requests_are_send_and_sync() {
    fn is_shared<T: Clone + Send + Sync + 'static>(_: &T) {}
    fn is_sent<T: Send + 'static>(_: &T) {}
    let client = Client::builder().build().unwrap();
    is_shared(&client);
    is_shared(&client.networks());
    is_sent(&client.networks().get_network_clients("N_1"));
    is_sent(&client.networks().get_network_clients("N_1").send());
    is_sent(&client.networks().get_network_clients("N_1").stream());
    is_sent(&client.networks().get_network_clients("N_1").all());
}

/// The test server has a thread of its own.
#[cfg(feature = "blocking")]
#[test]
fn a_blocking_client_uses_the_test_server() {
    use meraki_dashboard_api::Request as _;

    let server = responding(json(r#"[{"id": "k1"}]"#));
    let client = builder(&server).build_blocking().unwrap();
    let page = client.networks().get_network_clients("N_1").blocking().send().unwrap();
    assert_eq!(page[0].id.as_deref(), Some("k1"));
}

#[cfg(feature = "blocking")]
#[test]
fn a_blocking_client_inside_an_async_runtime_is_an_error() {
    if std::env::var_os("MERAKI_DASHBOARD_API_KEY").is_none() {
        let error = Client::blocking_from_env().unwrap_err().to_string();
        assert!(error.contains("`MERAKI_DASHBOARD_API_KEY` is not set"), "{error}");
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let error = runtime.block_on(async { Client::blocking_from_env() }).unwrap_err().to_string();
    assert!(error.contains("would stall the async runtime"), "{error}");
}
