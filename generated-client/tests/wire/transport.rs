//! The way there and back of typed answers: compressed, in chunks, cut off, too late, never.

use crate::server::{Raw, Then, answering, builder, client, json};
use flate2::{Compression, write::GzEncoder};
use meraki_dashboard_api::{Error, RequestOptions};
use std::io::Write;
use std::time::Duration;

const PAGE: &str = r#"[{"id":"k1","usage":{"sent":138,"recv":61}},{"id":"k2","status":"Offline"}]"#;

/// Short enough not to be noticed, long enough for the loopback interface.
const SOON: Duration = Duration::from_millis(150);

#[tokio::test]
async fn a_compressed_page() {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(PAGE.as_bytes()).unwrap();
    let answer = json("").set_body_raw(encoder.finish().unwrap(), "application/json");
    let server = answering(answer.insert_header("Content-Encoding", "gzip")).await;
    let page = client(&server).networks().get_network_clients("N_1").send().await.unwrap();
    assert_eq!(
        serde_json::to_string(&*page).unwrap(),
        PAGE.replace("138", "138.0").replace("61}", "61.0}")
    );
}

/// What comes of one answer, byte for byte.
async fn listed(
    answer: String,
    then: Then,
    timeout: Duration,
) -> Result<Vec<Option<String>>, Error> {
    let server = Raw::start(move |_| answer.clone(), then).await;
    let client = builder(&server.url).timeout(timeout).build().unwrap();
    let page = client.networks().get_network_clients("N_1").send().await?;
    Ok(page.into_body().into_iter().map(|client| client.id).collect())
}

const LONG: Duration = Duration::from_secs(60);

#[tokio::test]
async fn a_page_in_chunks() {
    // One byte a chunk: no value comes whole.
    let mut answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_owned();
    for byte in PAGE.chars() {
        answer.push_str(&format!("1\r\n{byte}\r\n"));
    }
    answer.push_str("0\r\n\r\n");
    let ids = listed(answer, Then::Close, LONG).await.unwrap();
    assert_eq!(ids, [Some("k1".to_owned()), Some("k2".to_owned())]);
}

#[tokio::test]
async fn a_page_that_is_cut_off() {
    // What did come is JSON in itself, and still not the page.
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{PAGE}", PAGE.len() + 1);
    let error = listed(answer, Then::Close, LONG).await.unwrap_err();
    assert!(!error.is_decode() && !error.is_timeout() && !error.is_connect(), "{error}");
    let line = error.to_string();
    assert!(line.starts_with("getNetworkClients: the connection failed"), "{line}");
}

#[tokio::test]
async fn a_page_that_never_ends() {
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{PAGE}", PAGE.len() + 1);
    let error = listed(answer, Then::Stall, SOON).await.unwrap_err();
    assert!(error.is_timeout() && !error.is_connect(), "{error}");
}

#[tokio::test]
async fn one_request_may_have_less_time_than_others() {
    let server = Raw::start(|_| String::new(), Then::Stall).await;
    let networks = builder(&server.url).build().unwrap().networks();
    let options = RequestOptions::new().timeout(SOON);
    let error = networks.get_network_clients("N_1").options(options).all().await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
}
