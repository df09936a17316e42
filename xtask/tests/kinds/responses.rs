//! Responses of every kind, by status and media type.

use crate::server::{point, responding};
use kinds::StatusCode;
use kinds::responses::{response_headers, several_responses};
use kinds::schemas::{Conflict, Fault, Point};
use wiremock::ResponseTemplate;

fn json(status: u16, body: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_raw(body, "application/json")
}

fn raw(media_type: &str, body: &str) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_raw(body, media_type)
}

const POINT: &str = r#"{"x": 1, "y": -2}"#;

#[tokio::test]
async fn several_successes() {
    let (_server, client) = responding(json(200, POINT)).await;
    let response = client.responses().several_responses().send().await.unwrap();
    assert_eq!(response.into_body(), several_responses::Response::Ok(point()));
    let (_server, client) = responding(json(202, r#"["a"]"#)).await;
    let response = client.responses().several_responses().send().await.unwrap();
    assert_eq!(response.into_body(), several_responses::Response::Accepted(vec!["a".to_owned()]));
}

#[tokio::test]
async fn any_success() {
    for status in [200, 201, 203] {
        let (_server, client) = responding(json(status, POINT)).await;
        let response = client.responses().default_response().send().await.unwrap();
        assert_eq!((response.status().as_u16(), response.into_body()), (status, point()));
        let response = client.responses().range_of_responses().send().await.unwrap();
        assert_eq!((response.status().as_u16(), response.into_body()), (status, point()));
    }
}

#[tokio::test]
async fn errors_by_status() {
    let (_server, client) = responding(json(409, r#"{"with": "you"}"#)).await;
    let error = client.responses().refused().send().await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::CONFLICT));
    assert_eq!(error.json::<Conflict>().unwrap().with.as_deref(), Some("you"));
    let (_server, client) = responding(json(418, r#"{"reason": "a teapot"}"#)).await;
    let error = client.responses().refused().send().await.unwrap_err();
    assert_eq!(error.json::<Fault>().unwrap().reason.as_deref(), Some("a teapot"));
}

#[tokio::test]
async fn headers() {
    let response = json(200, POINT).insert_header("X-Left", "41").insert_header("X-Words", "a, b");
    let (_server, client) = responding(response).await;
    let response = client.responses().response_headers().send().await.unwrap();
    assert_eq!(response.header(response_headers::X_LEFT).unwrap(), Some(41));
    let words = response.header(response_headers::X_WORDS).unwrap();
    assert_eq!(words, Some(vec!["a".to_owned(), "b".to_owned()]));
}

#[tokio::test]
async fn nothing() {
    let (server, client) = responding(ResponseTemplate::new(204)).await;
    let response = client.responses().nothing().send().await.unwrap();
    assert_eq!(response.status(), StatusCode::NO_CONTENT);
    assert_eq!(server.received_requests().await.unwrap()[0].method.as_str(), "DELETE");
}

#[tokio::test]
async fn text() {
    let (_server, client) = responding(raw("text/plain; charset=utf-8", "\"ü\"")).await;
    assert_eq!(*client.responses().response_text().send().await.unwrap(), "\"ü\"");
}

#[tokio::test]
async fn file() {
    let body: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    let response =
        ResponseTemplate::new(200).set_body_raw(body.clone(), "application/octet-stream");
    let (_server, client) = responding(response).await;
    let mut stream = client.responses().file().send().await.unwrap().into_body();
    let mut read = Vec::new();
    while let Some(piece) = stream.try_next().await.unwrap() {
        read.extend_from_slice(&piece);
    }
    assert_eq!(read, body);
}

#[tokio::test]
async fn events() {
    let body = ": hello\n\nid: 7\nevent: moved\ndata: {\"x\": 1,\ndata: \"y\": -2}\n\ndata: {}\n\n";
    let (_server, client) = responding(raw("text/event-stream", body)).await;
    let mut events = client.responses().events().send().await.unwrap().into_body();
    let event = events.try_next().await.unwrap().unwrap();
    assert_eq!(event.data, point());
    assert_eq!(events.try_next().await.unwrap().unwrap().data, Point::default());
    assert!(events.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn lines() {
    let body = "{\"x\": 1, \"y\": -2}\n\n{\"x\": 3}\r\n{}";
    let (_server, client) = responding(raw("application/x-ndjson", body)).await;
    let mut lines = client.responses().lines().send().await.unwrap().into_body();
    let mut read = Vec::new();
    while let Some(item) = lines.try_next().await.unwrap() {
        read.push(item);
    }
    assert_eq!(read, [point(), Point::default().x(3), Point::default()]);
}
