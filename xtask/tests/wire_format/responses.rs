//! Responses of every kind, by status and media type.

use crate::server::{header, point, responding};
use wire_format::responses::{response_headers, several_responses};
use wire_format::schemas::{Conflict, Fault, Point};
use wire_format::{ByteStream, Bytes, Request, RequestOptions, StatusCode, Value};
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
    let (_server, client) = responding(json(409, r#"{"with": "you", "since": [1]}"#)).await;
    let error = client.responses().refused().send().await.unwrap_err();
    let conflict = error.json::<Conflict>().unwrap();
    assert_eq!((conflict.with.as_deref(), conflict.since), (Some("you"), None));
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
async fn bytes_and_strings_of_any_media_type() {
    let (server, client) = responding(raw("application/json", "{\"a\"")).await;
    let responses = client.responses();
    for file in [
        responses.any_file().send().await,
        responses.json_file().send().await,
        responses.response_picture().send().await,
    ] {
        assert_eq!(file.unwrap().into_body().bytes().await.unwrap(), "{\"a\"");
    }
    assert_eq!(*responses.any_string().send().await.unwrap(), "{\"a\"");
    let accepted: Vec<_> = server.received_requests().await.unwrap();
    let accepted: Vec<_> = accepted.iter().map(|request| header(request, "accept")).collect();
    let expected = ["*/*", "application/json", "image/png, image/jpeg", "*/*"];
    assert_eq!(accepted, expected.map(Some));
}

#[tokio::test]
async fn the_caller_chooses_the_media_type() {
    let (server, client) = responding(raw("text/plain", "x: 1")).await;
    let request = || {
        let request = client.responses().point_or_text();
        request.options(RequestOptions::new().accept("text/plain"))
    };
    assert_eq!(*request().receive_text().await.unwrap(), "x: 1");
    assert_eq!(*request().receive_bytes().await.unwrap(), Bytes::from("x: 1"));
    let stream = request().streamed::<ByteStream>().await.unwrap().into_body();
    assert_eq!(stream.bytes().await.unwrap(), "x: 1");
    // The server has sent what was requested, so there is nothing to retry.
    let error = request().send().await.unwrap_err();
    assert!(error.to_string().contains("is `text/plain`, not JSON"), "{error}");
    assert_eq!(error.attempts(), 1);
    let requests = server.received_requests().await.unwrap();
    assert_eq!(requests.len(), 4);
    assert!(requests.iter().all(|request| header(request, "accept") == Some("text/plain")));
}

#[tokio::test]
async fn the_documented_media_type_is_requested() {
    let (server, client) = responding(json(200, POINT)).await;
    assert_eq!(client.responses().vendor().send().await.unwrap().into_body(), point());
    assert_eq!(client.responses().point_or_text().send().await.unwrap().into_body(), point());
    let requests = server.received_requests().await.unwrap();
    assert_eq!(header(&requests[0], "accept"), Some("application/vnd.point+json"));
    assert_eq!(header(&requests[1], "accept"), Some("application/json"));
}

#[tokio::test]
async fn a_success_without_documented_content() {
    for response in [raw("text/html", "<p>Done"), json(201, "[1]"), ResponseTemplate::new(204)] {
        let (_server, client) = responding(response).await;
        assert_eq!(client.responses().undescribed().send().await.unwrap().into_body(), ());
    }
    let (_server, client) = responding(json(200, "[1]")).await;
    let received = client.responses().undescribed().receive_json::<Value>().await.unwrap();
    assert_eq!(*received, serde_json::json!([1]));
    let received = client.responses().undescribed().receive_text().await.unwrap();
    assert_eq!(*received, "[1]");
}

#[tokio::test]
async fn no_content_where_some_is_documented() {
    let (_server, client) = responding(ResponseTemplate::new(204)).await;
    let response = client.responses().vendor().send().await.unwrap();
    assert_eq!(*response, Point::default());
    assert_eq!(response.drift()[0].to_string(), "$: expected a body, found `204 No Content`");
    let strict = RequestOptions::new().decode(wire_format::Decoding::Strict);
    let error = client.responses().vendor().options(strict).send().await.unwrap_err();
    assert!(error.to_string().contains("the request succeeded"), "{error}");
}

#[tokio::test]
async fn a_head_response_has_no_body() {
    let (_server, client) =
        responding(ResponseTemplate::new(200).insert_header("X-Left", "1")).await;
    let response = client.responses().head().send().await.unwrap();
    assert_eq!(response.headers()["x-left"], "1");
    assert_eq!(response.into_body(), ());
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
async fn events_are_resumed_by_the_caller() {
    let (server, client) = responding(raw("text/event-stream", "id: 7\ndata: {}\n\n")).await;
    let mut events = client.responses().events().send().await.unwrap().into_body();
    let id = events.try_next().await.unwrap().unwrap().id.unwrap();
    let options = RequestOptions::new().last_event_id(id);
    client.responses().events().options(options).send().await.unwrap();
    let requests = server.received_requests().await.unwrap();
    assert_eq!(header(&requests[1], "last-event-id"), Some("7"));
}

#[tokio::test]
async fn lines_that_are_documented_as_text() {
    let (_server, client) = responding(raw("application/jsonl", "{\"x\": 1}\n\"a\"\n")).await;
    let mut lines = client.responses().text_lines().send().await.unwrap().into_body();
    assert_eq!(lines.try_next().await.unwrap(), Some(serde_json::json!({ "x": 1 })));
    assert_eq!(lines.try_next().await.unwrap(), Some(serde_json::json!("a")));
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
