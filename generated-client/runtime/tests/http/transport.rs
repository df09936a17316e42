//! Transport: compression, chunks, and connection failures.

use crate::api::{Client, Thing, builder, client, ids, thing};
use crate::server::{Raw, json, responding, unused_url};
use flate2::{Compression, write::GzEncoder};
use runtime::{
    Decoding, Events, JsonLines, Method, Request as _, RequestOptions, RetryPolicy, Value, object,
    union,
};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Debug;
use std::io::Write;
use std::time::Duration;
use wiremock::ResponseTemplate;

/// Short enough not to be noticed, long enough for the loopback interface.
const SOON: Duration = Duration::from_millis(150);

#[tokio::test]
async fn gzip() {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(br#"[{"id": 1}, {"id": 2}]"#).unwrap();
    let response = json("").set_body_raw(encoder.finish().unwrap(), "application/json");
    let server = responding(response.insert_header("Content-Encoding", "gzip")).await;
    let things = client(&server.uri()).get_things("s").send().await.unwrap();
    assert_eq!(ids(&things), [1, 2]);
}

#[tokio::test]
async fn chunks() {
    let server = Raw::closing(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\
         5\r\n[{\"id\r\n1\r\n\"\r\nA;x=y\r\n: 1}, {\"id\r\n6\r\n\": 2}]\r\n0\r\n\r\n",
    )
    .await;
    let things = client(&server.base_url).get_things("s").send().await.unwrap();
    assert_eq!(ids(&things), [1, 2]);
}

#[tokio::test]
async fn cut_off() {
    for response in [
        "",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[{\"id\": 1}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[{\"id\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot a chunk",
        "not HTTP at all\r\n\r\n",
    ] {
        let server = Raw::closing(response).await;
        let error = client(&server.base_url).get_things("s").send().await.unwrap_err();
        let line = error.to_string();
        let expected = "getThings: the connection failed before the response was complete: ";
        assert!(line.starts_with(expected) && line.len() > expected.len(), "{response:?}: {line}");
        assert!(!error.is_connect() && !error.is_timeout() && !error.is_decode());
        assert!(error.status().is_none());
        assert!(error.source().is_some());
    }
}

#[tokio::test]
async fn an_error_whose_body_is_cut_off_is_still_that_error() {
    let response =
        "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 100\r\nRetry-After: 3\r\n\r\nbusy";
    let server = Raw::closing(response).await;
    let error = client(&server.base_url).get_things("s").send().await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 503);
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3)));
}

#[tokio::test]
async fn a_refused_connection_is_a_connection_error() {
    let error = client(&unused_url().await).get_things("s").send().await.unwrap_err();
    assert!(error.is_connect() && !error.is_timeout());
    let line = error.to_string();
    assert!(line.starts_with("getThings: no connection to 127.0.0.1:"), "{line}");
    assert!(error.source().is_some());
}

#[tokio::test]
async fn a_stalled_response_is_a_timeout() {
    for response in [
        "",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[{\"id\": 1}",
    ] {
        let server = Raw::stalling(response).await;
        let client = builder(&server.base_url).timeout(SOON).build().unwrap();
        let error = client.get_things("s").send().await.unwrap_err();
        assert!(error.is_timeout(), "{response:?}: {error}");
        assert!(!error.is_connect());
        assert!(
            error.to_string().starts_with("getThings: no complete response in time"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn one_request_can_have_a_shorter_timeout() {
    let server = Raw::stalling("").await;
    let request =
        client(&server.base_url).get_things("s").options(RequestOptions::new().timeout(SOON));
    assert!(request.send().await.unwrap_err().is_timeout());
}

#[tokio::test]
async fn configuring_the_http_client_keeps_its_limits() {
    let server = Raw::stalling("").await;
    let client = builder(&server.base_url)
        .timeout(SOON)
        .configure_http(|http| {
            http.timeout(Duration::from_secs(3600)).redirect(reqwest::redirect::Policy::limited(5))
        })
        .build()
        .unwrap();
    assert!(client.get_things("s").send().await.unwrap_err().is_timeout());
    let redirect =
        "HTTP/1.1 307 Temporary Redirect\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n";
    let server = Raw::closing(redirect).await;
    let client = builder(&server.base_url)
        .configure_http(|http| http.redirect(reqwest::redirect::Policy::limited(5)))
        .build()
        .unwrap();
    assert_eq!(client.get_things("s").send().await.unwrap_err().status().unwrap().as_u16(), 307);
}

#[tokio::test]
async fn a_connection_has_a_timeout() {
    // It accepts the connection, but never responds to the TLS handshake.
    let server = Raw::stalling("").await;
    let url = server.base_url.replace("http://", "https://");
    let client: Client = builder(&url).connect_timeout(SOON).build().unwrap();
    let error = client.create_thing(thing(1)).send().await.unwrap_err();
    assert!(error.is_connect() && error.is_timeout() && !error.is_ambiguous(), "{error}");
}

#[tokio::test]
async fn no_attempt_exceeds_the_deadline() {
    let server = Raw::stalling("").await;
    let policy = RetryPolicy::new().deadline(SOON);
    let client: Client = builder(&server.base_url).retry(policy).build().unwrap();
    let error = client.get_thing("1").send().await.unwrap_err();
    assert!(error.is_timeout() && error.attempts() == 1, "{error}");
}

#[tokio::test]
async fn bodies_have_a_limit() {
    let body = format!("[{}]", vec![r#"{"id": 1}"#; 100_000].join(","));
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(body.as_bytes()).unwrap();
    let plain = json(&body);
    let gzip = json("")
        .set_body_raw(encoder.finish().unwrap(), "application/json")
        .insert_header("Content-Encoding", "gzip");
    for response in [plain, gzip] {
        let server = responding(response).await;
        let client = |limit| -> Client { builder(&server.uri()).max_body(limit).build().unwrap() };
        let things = client(body.len()).get_things("s").send().await.unwrap();
        assert_eq!(things.len(), 100_000);
        let error = client(body.len() - 1).get_things("s").send().await.unwrap_err();
        let expected = format!(
            "getThings: 200 OK: the response's body is larger than {} bytes",
            body.len() - 1
        );
        assert_eq!(error.to_string(), expected);
        assert!(error.is_decode());
    }
    let server = responding(json("[]")).await;
    let client: Client = builder(&server.uri()).max_body(1).build().unwrap();
    assert!(client.get_things("s").send().await.unwrap_err().is_decode());
}

/// A short text can become much larger values.
#[tokio::test]
async fn decoded_values_have_a_limit() {
    const ITEMS: usize = 100_000;
    let body = format!("[{}]", vec!["{}"; ITEMS].join(","));
    let server = responding(json(&body)).await;
    let client = |limit| -> Client { builder(&server.uri()).max_body(limit).build().unwrap() };
    for decoding in [Decoding::Tolerant, Decoding::Strict] {
        let things = |limit| {
            let options = RequestOptions::new().decode(decoding);
            client(limit).get_things("s").options(options)
        };
        assert_eq!(things(16 << 20).send().await.unwrap().len(), ITEMS);
        let error = things(body.len()).send().await.unwrap_err();
        assert!(error.is_decode(), "{error}");
        assert!(error.to_string().contains("its values take too much memory"), "{error}");
    }
    let raw = |limit| client(limit).request(Method::GET, "/x");
    raw(16 << 20).send().await.unwrap();
    assert!(raw(body.len()).send().await.unwrap_err().is_decode());
    let lines = raw(body.len()).streamed::<JsonLines<Vec<Thing>>>().await.unwrap().into_body();
    let error = { lines }.try_next().await.unwrap_err();
    assert!(error.to_string().contains("too much memory"), "{error}");
    let server = responding(
        ResponseTemplate::new(200).set_body_raw(format!("data: {body}\n\n"), "text/event-stream"),
    );
    let client: Client = builder(&server.await.uri()).max_body(body.len() + 10).build().unwrap();
    let raw = || client.request(Method::GET, "/x");
    let events = raw().streamed::<Events<Vec<Thing>>>().await.unwrap().into_body();
    let error = { events }.try_next().await.unwrap_err();
    assert!(error.to_string().contains("too much memory"), "{error}");
    // It is no string, either.
    let events = raw().streamed::<Events<Value>>().await.unwrap().into_body();
    let error = { events }.try_next().await.unwrap_err();
    assert!(error.to_string().contains("too much memory"), "{error}");
}

/// An object with many properties.
#[object]
struct Wide {
    names: [Option<String>; 20],
}

#[object]
struct Open {
    #[property(extra)]
    extra: BTreeMap<String, Value>,
}

#[union]
#[expect(clippy::large_enum_variant, reason = "its size counts")]
enum NumberOrWide {
    Number(i64),
    Wide(Wide),
}

/// Neither maps nor values of any type, `null` or unions evade the limit.
#[tokio::test]
async fn every_type_has_a_limit() {
    async fn error<T: DeserializeOwned + Debug>(item: &str) -> String {
        let server = responding(json(&format!("[{}]", vec![item; 400_000].join(",")))).await;
        let client: Client = builder(&server.uri()).build().unwrap();
        let things = client.get_things("s").receive_json::<Vec<T>>().await;
        things.unwrap_err().to_string()
    }
    for error in [
        error::<Value>(r#"{"":0}"#).await,
        error::<BTreeMap<String, i64>>(r#"{"":0}"#).await,
        error::<Open>(r#"{"":0}"#).await,
        error::<Option<Wide>>("null").await,
        error::<NumberOrWide>("0").await,
    ] {
        assert!(error.contains("too much memory"), "{error}");
    }
}
