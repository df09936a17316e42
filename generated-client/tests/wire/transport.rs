//! Transport of responses: compressed, chunked, truncated, and timed out.

use crate::server::{Raw, Then, client, responding};
use flate2::{Compression, write::GzEncoder};
use meraki_dashboard_api::mock::Reply;
use meraki_dashboard_api::{Error, RequestOptions};
use std::io::Write;
use std::time::Duration;

const PAGE: &str = r#"[{"id":"k1","usage":{"sent":138,"recv":61}},{"id":"k2","status":"Offline"}]"#;

/// A timeout that is short, but long enough for the loopback interface.
const SOON: Duration = Duration::from_millis(150);

#[tokio::test]
async fn a_compressed_page() {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(PAGE.as_bytes()).unwrap();
    let response = Reply::bytes("application/json", encoder.finish().unwrap());
    let server = responding(response.header("Content-Encoding", "gzip"));
    let page = client(&server).networks().get_network_clients("N_1").send().await.unwrap();
    assert_eq!(
        serde_json::to_string(&*page).unwrap(),
        PAGE.replace("138", "138.0").replace("61}", "61.0}")
    );
}

/// The listing that a client reads from a raw response.
async fn listed(
    response: String,
    then: Then,
    timeout: Duration,
) -> Result<Vec<Option<String>>, Error> {
    let server = Raw::start(move |_| response.clone(), then).await;
    let client = server.client_builder().timeout(timeout).build().unwrap();
    let page = client.networks().get_network_clients("N_1").send().await?;
    Ok(page.into_body().into_iter().map(|client| client.id).collect())
}

const LONG: Duration = Duration::from_secs(60);

#[tokio::test]
async fn a_page_in_chunks() {
    // Chunks of one byte split every value.
    let mut response = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_owned();
    for byte in PAGE.chars() {
        response.push_str(&format!("1\r\n{byte}\r\n"));
    }
    response.push_str("0\r\n\r\n");
    let ids = listed(response, Then::Close, LONG).await.unwrap();
    assert_eq!(ids, [Some("k1".to_owned()), Some("k2".to_owned())]);
}

#[tokio::test]
async fn a_truncated_page() {
    // The received part is valid JSON, but not the complete page.
    let response = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{PAGE}", PAGE.len() + 1);
    let error = listed(response, Then::Close, LONG).await.unwrap_err();
    assert!(!error.is_decode() && !error.is_timeout() && !error.is_connect(), "{error}");
    let line = error.to_string();
    assert!(line.starts_with("getNetworkClients: the connection failed"), "{line}");
}

#[tokio::test]
async fn a_stalled_page() {
    let response = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{PAGE}", PAGE.len() + 1);
    let error = listed(response, Then::Stall, SOON).await.unwrap_err();
    assert!(error.is_timeout() && !error.is_connect(), "{error}");
}

#[tokio::test]
async fn one_request_can_have_a_shorter_timeout() {
    let server = Raw::start(|_| String::new(), Then::Stall).await;
    let networks = server.client_builder().build().unwrap().networks();
    let options = RequestOptions::new().timeout(SOON);
    let error = networks.get_network_clients("N_1").options(options).all().await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
}
