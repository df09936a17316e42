//! Errors of operations: error responses of the dashboard, and responses that deviate from the document.

use crate::server::{client, created, json, responding};
use meraki_dashboard_api::mock::{MockServer, Reply};
use meraki_dashboard_api::networks::provision_network_clients::{
    Body, BodyClient, BodyDevicePolicy,
};
use meraki_dashboard_api::{Decoding, Error, Method, RequestOptions};
use std::time::Duration;

/// Options for strict decoding.
fn strict() -> RequestOptions {
    RequestOptions::new().decode(Decoding::Strict)
}

async fn listing_failed(response: Reply) -> Error {
    let server = responding(response);
    let request = client(&server).networks().get_network_clients("N_1").options(strict());
    request.send().await.unwrap_err()
}

async fn provisioning_failed(response: Reply) -> Error {
    let server = responding(response);
    let body = Body::new([BodyClient::new("m")], BodyDevicePolicy::Blocked);
    let request = client(&server).networks().provision_network_clients("N_1", body);
    request.options(strict()).send().await.unwrap_err()
}

fn refusal(status: u16, body: &str) -> Reply {
    json(body).status(status).header("X-Request-Id", "f00d")
}

#[tokio::test]
async fn errors_keep_the_messages_of_the_dashboard() {
    let body = r#"{"errors": ["'mac' is not valid", "Group policy not found"]}"#;
    let error = provisioning_failed(refusal(400, body)).await;
    assert_eq!(error.operation(), Some("provisionNetworkClients"));
    assert_eq!(error.status().map(|status| status.as_u16()), Some(400));
    assert_eq!(error.messages(), ["'mac' is not valid", "Group policy not found"]);
    assert_eq!(error.request_id(), Some("f00d"));
    assert_eq!(error.retry_after(), None);
    assert!(!error.is_rate_limited() && !error.is_decode() && !error.is_connect());
    assert_eq!(
        error.to_string(),
        "provisionNetworkClients: 400 Bad Request: 'mac' is not valid; Group policy not found (request f00d)"
    );
}

#[tokio::test]
async fn a_rate_limit_error_has_a_retry_after() {
    let response = refusal(429, r#"{"errors": ["API rate limit exceeded for organization"]}"#);
    let error = listing_failed(response.header("Retry-After", "2")).await;
    assert!(error.is_rate_limited());
    assert_eq!(error.retry_after(), Some(Duration::from_secs(2)));
    assert_eq!(error.messages(), ["API rate limit exceeded for organization"]);
}

#[tokio::test]
async fn an_html_error_shows_its_title() {
    let page = "<html><head><title>502 Bad\nGateway</title></head><body>nginx</body></html>";
    let error = listing_failed(Reply::bytes("text/html", page).status(502)).await;
    assert_eq!(error.status().map(|status| status.as_u16()), Some(502));
    let line = error.to_string();
    assert!(line.starts_with("getNetworkClients: 502 Bad Gateway"), "{line}");
    assert!(!line.contains('<') && !line.contains('\n'), "{line}");
}

#[tokio::test]
async fn a_response_of_the_wrong_type_names_the_location() {
    let cases = [
        (r#"[{"id": "a"}, {"usage": {"sent": "much"}}]"#, "$[1].usage.sent", "\"much\""),
        (r#"[{"groupPolicy8021x": 7}]"#, "$[0].groupPolicy8021x", "7"),
        (r#"[{"status": ["Online"]}]"#, "$[0].status", "[\"Online\"]"),
        (r#"{"clients": []}"#, "$", "{\"clients\""),
    ];
    for (body, path, near) in cases {
        let error = listing_failed(json(body).header("X-Request-Id", "f00d")).await;
        assert!(error.is_decode(), "{error}");
        let line = error.to_string();
        assert!(line.starts_with("getNetworkClients: 200 OK: "), "{line}");
        assert!(line.contains(&format!("at {path}: ")), "{path}: {line}");
        assert!(line.contains(&format!("near `{near}")), "{near}: {line}");
        assert_eq!(error.request_id(), Some("f00d"));
    }
    let body = r#"{"clients": [{"mac": "m"}, {"mac": 1}]}"#;
    let error = provisioning_failed(created(body)).await;
    assert!(error.is_decode() && error.to_string().contains("at $.clients[1].mac: "), "{error}");
}

#[tokio::test]
async fn an_empty_response_where_a_body_is_required() {
    let error = provisioning_failed(Reply::empty(204)).await;
    assert!(error.is_decode(), "{error}");
    assert!(error.to_string().contains("no body"), "{error}");
}

#[tokio::test]
async fn undocumented_endpoints_fail_in_the_same_way() {
    let server = MockServer::start();
    let not_found = refusal(404, r#"{"errors": ["Not found"]}"#);
    server.on_undocumented(Method::GET, "/new/thing").reply_with(move |_| not_found.clone());
    let request = client(&server).request(Method::GET, "/new/thing");
    let error = request.send().await.unwrap_err();
    assert_eq!(error.to_string(), "GET /new/thing: 404 Not Found: Not found (request f00d)");
}
