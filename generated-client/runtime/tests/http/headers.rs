//! Typed response headers.

use crate::api::client;
use crate::server::responding;
use runtime::{DateTime, Header};
use std::net::Ipv4Addr;
use wiremock::ResponseTemplate;

const TOTAL: Header<i64> = Header::new("X-Total");
const KINDS: Header<Vec<String>> = Header::new("X-Kinds");
const LEFT: Header<f64> = Header::new("X-Left");
const RESET: Header<DateTime> = Header::new("X-Reset");
const BETA: Header<bool> = Header::new("X-Beta");
const HOST: Header<Ipv4Addr> = Header::decoded("X-Host");
const HOSTS: Header<Vec<Ipv4Addr>> = Header::decoded("X-Hosts");

#[tokio::test]
async fn values_of_every_type() {
    let response = ResponseTemplate::new(200)
        .set_body_raw("[]", "application/json")
        .insert_header("x-total", "12")
        .append_header("x-kinds", "a, b")
        .append_header("x-kinds", "c")
        .insert_header("x-left", " 1.5")
        .insert_header("x-reset", "2026-01-31T12:00:00Z");
    let server = responding(response).await;
    let response = client(&server.uri()).get_things("s").send().await.unwrap();
    assert_eq!(response.header(TOTAL).unwrap(), Some(12));
    let kinds: Vec<String> = response.header(KINDS).unwrap().unwrap();
    assert_eq!(kinds.iter().map(|kind| kind.trim()).collect::<Vec<_>>(), ["a", "b", "c"]);
    assert_eq!(response.header(LEFT).unwrap(), Some(1.5));
    assert_eq!(response.header(RESET).unwrap().unwrap().as_str(), "2026-01-31T12:00:00Z");
    assert_eq!(response.header(BETA).unwrap(), None);
}

#[tokio::test]
async fn headers_of_types_that_decode_strings() {
    let response = ResponseTemplate::new(200)
        .set_body_raw("[]", "application/json")
        .insert_header("x-host", " 10.0.0.1")
        .insert_header("x-hosts", "10.0.0.2, 10.0.0.3");
    let server = responding(response).await;
    let response = client(&server.uri()).get_things("s").send().await.unwrap();
    assert_eq!(response.header(HOST).unwrap(), Some(Ipv4Addr::new(10, 0, 0, 1)));
    let hosts = [Ipv4Addr::new(10, 0, 0, 2), Ipv4Addr::new(10, 0, 0, 3)];
    assert_eq!(response.header(HOSTS).unwrap(), Some(hosts.to_vec()));

    let server = responding(ResponseTemplate::new(404).insert_header("x-host", "10.0.0")).await;
    let error = client(&server.uri()).get_things("s").send().await.unwrap_err();
    assert_eq!(error.header(HOST), None, "what is something else");
}

#[tokio::test]
async fn headers_of_the_wrong_type() {
    let response = ResponseTemplate::new(200)
        .set_body_raw("[]", "application/json")
        .insert_header("X-Total", "secret");
    let server = responding(response).await;
    let response = client(&server.uri()).get_things("s").send().await.unwrap();
    let error = response.header(TOTAL).unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.to_string(), "the header `X-Total` does not fit its documented type");
}

#[tokio::test]
async fn headers_of_errors() {
    let server = responding(ResponseTemplate::new(404).insert_header("X-Total", "3")).await;
    let error = client(&server.uri()).get_things("s").send().await.unwrap_err();
    assert_eq!((error.header(TOTAL), error.header(BETA)), (Some(3), None));
}
