//! Errors of operations: what the dashboard says, and what its answers lack.

use crate::server::{answering, client, json};
use meraki_dashboard_api::networks::provision_network_clients::{
    Body, BodyClient, BodyDevicePolicy,
};
use meraki_dashboard_api::{Decoding, Error, RequestOptions};
use std::time::Duration;
use wiremock::ResponseTemplate;

/// What does not fit is an error.
fn strict() -> RequestOptions {
    RequestOptions::new().decode(Decoding::Strict)
}

async fn listing_failed(answer: ResponseTemplate) -> Error {
    let server = answering(answer).await;
    let request = client(&server).networks().get_network_clients("N_1").options(strict());
    request.send().await.unwrap_err()
}

async fn provisioning_failed(answer: ResponseTemplate) -> Error {
    let server = answering(answer).await;
    let body = Body::new([BodyClient::new("m")], BodyDevicePolicy::Blocked);
    let request = client(&server).networks().provision_network_clients("N_1", body);
    request.options(strict()).send().await.unwrap_err()
}

fn refusal(status: u16, body: &str) -> ResponseTemplate {
    ResponseTemplate::new(status)
        .set_body_raw(body, "application/json")
        .insert_header("X-Request-Id", "f00d")
}

#[tokio::test]
async fn what_the_dashboard_says_is_kept() {
    let said = r#"{"errors": ["'mac' is not valid", "Group policy not found"]}"#;
    let error = provisioning_failed(refusal(400, said)).await;
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
async fn a_rate_limit_says_when_to_come_again() {
    let answer = refusal(429, r#"{"errors": ["API rate limit exceeded for organization"]}"#);
    let error = listing_failed(answer.insert_header("Retry-After", "2")).await;
    assert!(error.is_rate_limited());
    assert_eq!(error.retry_after(), Some(Duration::from_secs(2)));
    assert_eq!(error.messages(), ["API rate limit exceeded for organization"]);
}

#[tokio::test]
async fn a_proxys_page_is_its_title() {
    let page = "<html><head><title>502 Bad\nGateway</title></head><body>nginx</body></html>";
    let error = listing_failed(ResponseTemplate::new(502).set_body_raw(page, "text/html")).await;
    assert_eq!(error.status().map(|status| status.as_u16()), Some(502));
    let line = error.to_string();
    assert!(line.starts_with("getNetworkClients: 502 Bad Gateway"), "{line}");
    assert!(!line.contains('<') && !line.contains('\n'), "{line}");
}

#[tokio::test]
async fn an_answer_that_does_not_fit_says_where() {
    let cases = [
        (r#"[{"id": "a"}, {"usage": {"sent": "much"}}]"#, "$[1].usage.sent", "\"much\""),
        (r#"[{"groupPolicy8021x": 7}]"#, "$[0].groupPolicy8021x", "7"),
        (r#"[{"status": ["Online"]}]"#, "$[0].status", "[\"Online\"]"),
        (r#"{"clients": []}"#, "$", "{\"clients\""),
    ];
    for (body, path, near) in cases {
        let error = listing_failed(json(body).insert_header("X-Request-Id", "f00d")).await;
        assert!(error.is_decode(), "{error}");
        let line = error.to_string();
        assert!(line.starts_with("getNetworkClients: 200 OK: "), "{line}");
        assert!(line.contains(&format!("at {path}: ")), "{path}: {line}");
        assert!(line.contains(&format!("near `{near}")), "{near}: {line}");
        assert_eq!(error.request_id(), Some("f00d"));
    }
    let body = r#"{"clients": [{"mac": "m"}, {"mac": 1}]}"#;
    let created = ResponseTemplate::new(201).set_body_raw(body, "application/json");
    let error = provisioning_failed(created).await;
    assert!(error.is_decode() && error.to_string().contains("at $.clients[1].mac: "), "{error}");
}

#[tokio::test]
async fn an_answer_that_must_have_a_body_and_has_none() {
    let error = provisioning_failed(ResponseTemplate::new(204)).await;
    assert!(error.is_decode(), "{error}");
    assert!(error.to_string().contains("no body"), "{error}");
}

#[tokio::test]
async fn what_no_document_names_fails_alike() {
    let server = answering(refusal(404, r#"{"errors": ["Not found"]}"#)).await;
    let request = client(&server).request(meraki_dashboard_api::Method::GET, "/new/thing");
    let error = request.send().await.unwrap_err();
    assert_eq!(error.to_string(), "GET /new/thing: 404 Not Found: Not found (request f00d)");
}
