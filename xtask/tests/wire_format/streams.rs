//! Responses whose items are read one by one: server-sent events and JSON lines.

use crate::server::{POINT, header, json, messages, point, raw, responding, strict};
use wire_format::schemas::{Point, PointOrMoment};
use wire_format::{Request, RequestOptions};

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
async fn events_report_their_drift() {
    let body = "data: {\"x\": \"one\", \"y\": -2}\n\ndata: {\"x\": 1}\n\n";
    let (_server, client) = responding(raw("text/event-stream", body)).await;
    let mut events = client.responses().events().send().await.unwrap().into_body();
    assert_eq!(events.try_next().await.unwrap().unwrap().data, Point::default().y(-2));
    assert_eq!(messages(events.drift()), ["$.x: expected i64, found `\"one\"`"]);
    assert_eq!(events.try_next().await.unwrap().unwrap().data, Point::default().x(1));
    assert_eq!(events.drift(), []);
    let strict = client.responses().events().options(strict());
    let mut events = strict.send().await.unwrap().into_body();
    assert!(events.try_next().await.unwrap_err().is_decode());
    assert!(events.try_next().await.unwrap().is_some());
}

#[tokio::test]
async fn a_response_that_has_no_events_is_an_error() {
    let (_server, client) = responding(json(200, POINT)).await;
    let error = client.responses().events().send().await.unwrap_err();
    assert!(
        error.to_string().contains("is `application/json`, not `text/event-stream`"),
        "{error}"
    );
    let received = client.responses().events().receive_json::<Point>().await.unwrap();
    assert_eq!(*received, point());
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

#[tokio::test]
async fn lines_report_their_drift() {
    let body = "{\"type\": \"point\", \"x\": \"one\"}\n{\"type\": \"moment\", \"at\": [7]}\n{\"type\": \"new\"}\n";
    let (_server, client) = responding(raw("application/x-ndjson", body)).await;
    let mut lines = client.responses().union_lines().send().await.unwrap().into_body();
    let point = lines.try_next().await.unwrap().unwrap();
    assert_eq!(point, PointOrMoment::Point(Point::default()));
    assert_eq!(messages(lines.drift()), ["$.x: expected i64, found `\"one\"`"]);
    let unknown = lines.try_next().await.unwrap().unwrap();
    assert!(matches!(unknown, PointOrMoment::Unknown(_)));
    assert_eq!(messages(lines.drift()), ["$.at: expected a string, found `[7]`"]);
    lines.try_next().await.unwrap().unwrap();
    assert_eq!(lines.drift(), []);
}
