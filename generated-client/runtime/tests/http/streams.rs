//! Streamed responses.

use crate::api::{Client, GetPicture, builder, client};
use crate::server::{Raw, responding};
use runtime::{
    ByteStream, Drift, Event, Events, JsonLines, Request, RequestOptions, Value, object, union,
};
use serde_json::json;
use std::time::Duration;
use wiremock::{MockServer, ResponseTemplate};

#[object]
struct Bed {
    id: i64,
}

/// A request to a server with this response.
async fn client_of_response(
    body: impl Into<Vec<u8>>,
    media_type: &str,
) -> (MockServer, GetPicture) {
    let server = responding(ResponseTemplate::new(200).set_body_raw(body, media_type)).await;
    let request = client(&server.uri()).get_picture("1");
    (server, request)
}

/// The data of the events that fit.
async fn data(text: &str) -> Vec<Event<Value>> {
    let (_server, request) = client_of_response(text, "text/event-stream").await;
    let mut events = request.streamed::<Events<Value>>().await.unwrap().into_body();
    let mut all = Vec::new();
    while let Some(event) = events.try_next().await.unwrap() {
        all.push(event);
    }
    all
}

#[tokio::test]
async fn chunks_arrive_before_the_response_ends() {
    let server = Raw::stalling("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nfirst").await;
    let client: Client = builder(&server.base_url).build().unwrap();
    let timeout = RequestOptions::new().timeout(Duration::from_millis(100));
    let response = client.get_picture("1").options(timeout).send().await.unwrap();
    assert_eq!(response.status(), 200);
    let mut body: ByteStream = response.into_body();
    assert_eq!(body.try_next().await.unwrap().unwrap(), "first");
    // The rest never arrives.
    let error = body.try_next().await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert!(
        error.to_string().starts_with("getPicture: no more of the response in time"),
        "{error}"
    );
    assert_eq!(body.try_next().await.unwrap(), None);
}

#[tokio::test]
async fn streams_have_no_size_limit() {
    let (server, _) = client_of_response(vec![7; 100_000], "image/png").await;
    let client: Client = builder(&server.uri()).max_body(1_000).build().unwrap();
    let mut body = client.get_picture("1").send().await.unwrap().into_body();
    let mut length = 0;
    while let Some(piece) = body.try_next().await.unwrap() {
        length += piece.len();
    }
    assert_eq!(length, 100_000);
    let body = client.get_picture("1").send().await.unwrap().into_body();
    let error = body.bytes().await.unwrap_err();
    assert_eq!(error.to_string(), "getPicture: the response's body is larger than 1000 bytes");
    assert_eq!(server.received_requests().await.unwrap()[0].headers["Accept"], "*/*");
}

#[tokio::test]
async fn truncated_responses_are_errors() {
    let server = Raw::closing("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nfirst").await;
    let client: Client = builder(&server.base_url).build().unwrap();
    let body = client.get_picture("1").send().await.unwrap().into_body();
    let error = body.bytes().await.unwrap_err();
    assert!(error.to_string().contains("before the response was complete"), "{error}");
}

#[tokio::test]
async fn failures_are_classified_before_the_stream_is_read() {
    let refused = ResponseTemplate::new(404).set_body_json(json!({"errors": ["no such thing"]}));
    let server = responding(refused).await;
    let error = client(&server.uri()).get_picture("1").send().await.unwrap_err();
    assert_eq!(error.messages(), ["no such thing"]);
}

#[tokio::test]
async fn lines_of_json() {
    let text = "{\"id\": 1}\n\r\n{\"id\": 2}\r\n{\"id\": \"three\"}\n{\"id\": 4}";
    let (server, request) = client_of_response(text, "application/x-ndjson").await;
    let mut lines = request.streamed::<JsonLines<Bed>>().await.unwrap().into_body();
    assert_eq!(lines.try_next().await.unwrap(), Some(Bed { id: 1 }));
    assert_eq!(lines.try_next().await.unwrap(), Some(Bed { id: 2 }));
    let error = lines.try_next().await.unwrap_err();
    assert!(error.is_decode());
    assert!(
        error.to_string().starts_with("getPicture: an item of the response does not fit at $.id"),
        "{error}"
    );
    assert_eq!(lines.try_next().await.unwrap(), Some(Bed { id: 4 }));
    assert_eq!(lines.try_next().await.unwrap(), None);
    let accept = server.received_requests().await.unwrap()[0].headers["Accept"].clone();
    assert_eq!(accept, "application/x-ndjson, application/jsonl, application/json-seq");
}

#[tokio::test]
async fn sequences_of_json() {
    let text = "\u{1e}{\"id\":\n 1}\n\u{1e}{\"id\": 2}\n";
    let (_server, request) = client_of_response(text, "application/json-seq").await;
    let mut lines = request.streamed::<JsonLines<Bed>>().await.unwrap().into_body();
    assert_eq!(lines.try_next().await.unwrap(), Some(Bed { id: 1 }));
    assert_eq!(lines.try_next().await.unwrap(), Some(Bed { id: 2 }));
    assert_eq!(lines.try_next().await.unwrap(), None);
}

#[tokio::test]
async fn lines_have_a_limit() {
    let (server, _) = client_of_response(vec![b'1'; 100_000], "application/jsonl").await;
    let client: Client = builder(&server.uri()).max_body(1_000).build().unwrap();
    let mut lines =
        client.get_picture("1").streamed::<JsonLines<Value>>().await.unwrap().into_body();
    let error = lines.try_next().await.unwrap_err();
    assert!(
        error.to_string().contains("a part of the response is larger than 1000 bytes"),
        "{error}"
    );
    assert_eq!(lines.try_next().await.unwrap(), None);
}

#[tokio::test]
async fn an_event_without_an_end_is_an_error() {
    for line in ["data: 0123456789\n", "data:\n", "event: 0123456789\n: 0123456789\ndata: 0\n"] {
        let body = line.repeat(10_000);
        let (server, _) = client_of_response(body, "text/event-stream").await;
        let client: Client = builder(&server.uri()).max_body(1_000).build().unwrap();
        let request = client.get_picture("1");
        let mut events = request.streamed::<Events<Value>>().await.unwrap().into_body();
        let error = events.try_next().await.unwrap_err();
        let expected = "a part of the response is larger than 1000 bytes";
        assert!(error.to_string().contains(expected), "{error}");
        assert!(events.try_next().await.unwrap().is_none());
    }
}

#[tokio::test]
async fn events() {
    let text = "\u{feff}: hello\nretry: 50\nid: 7\nevent: added\ndata: {\"id\":\ndata: 1}\nother: x\n\n\
                data:2\n\nevent: empty\n\ndata: never ends";
    let events = data(text).await;
    assert_eq!(events.len(), 2, "{events:#?}");
    assert_eq!(events[0].data, json!({"id": 1}));
    assert_eq!(events[0].name.as_deref(), Some("added"));
    assert_eq!(events[0].id.as_deref(), Some("7"));
    assert_eq!(events[0].retry, Some(Duration::from_millis(50)));
    // The id is that of the last event that had one.
    assert_eq!(events[1].data, json!(2));
    assert_eq!((events[1].name.as_deref(), events[1].id.as_deref()), (None, Some("7")));
}

#[tokio::test]
async fn events_of_every_kind_of_line() {
    for end in ["\n", "\r\n", "\r"] {
        let events = data(&format!("data: a{end}data: b{end}{end}data: 1{end}{end}")).await;
        let found: Vec<_> = events.into_iter().map(|event| event.data).collect();
        assert_eq!(found, [json!("a\nb"), json!(1)], "{end:?}");
    }
}

#[tokio::test]
async fn events_end_at_the_done_marker() {
    let events = data("data: 1\n\ndata: [DONE]\n\ndata: 2\n\n").await;
    assert_eq!(events.len(), 1);
}

#[tokio::test]
async fn an_event_of_the_wrong_type_is_one_error() {
    let (_server, request) =
        client_of_response("data: {\"id\": {}}\n\ndata: {\"id\": 2}\n\n", "text/event-stream")
            .await;
    let mut events = request.streamed::<Events<Bed>>().await.unwrap().into_body();
    let error = events.try_next().await.unwrap_err();
    assert!(error.to_string().contains("the data of an event does not fit at $.id"), "{error}");
    assert_eq!(events.try_next().await.unwrap().unwrap().data, Bed { id: 2 });
}

#[object]
struct Weeding {
    weeds: Option<i64>,
}

#[object]
struct Watering {
    litres: Option<f64>,
}

#[union(tag = "work")]
enum Work {
    #[tag("weeding")]
    Weeding(Weeding),
    #[tag("watering")]
    Watering(Watering),
}

/// Items of a stream, and what is read of each: the work, and the location of its drift.
fn work() -> [(&'static str, Work, Option<&'static str>); 4] {
    let mowing = json!({"work": "mowing", "metres": 3});
    [
        (
            r#"{"work": "watering", "litres": 2.5}"#,
            Work::Watering(Watering { litres: Some(2.5) }),
            None,
        ),
        (
            r#"{"work": "weeding", "weeds": "many"}"#,
            Work::Weeding(Weeding { weeds: None }),
            Some("$.weeds"),
        ),
        // A new tag is no drift.
        (r#"{"work": "mowing", "metres": 3}"#, Work::Unknown(mowing), None),
        (r#""sleeping""#, Work::Unknown(json!("sleeping")), Some("$")),
    ]
}

fn locations(drift: &[Drift]) -> Vec<&str> {
    drift.iter().map(Drift::path).collect()
}

#[tokio::test]
async fn lines_list_the_drift_inside_unions() {
    let lines = work().map(|(line, ..)| line).join("\n");
    let (_server, request) = client_of_response(lines, "application/jsonl").await;
    let mut lines = request.streamed::<JsonLines<Work>>().await.unwrap().into_body();
    for (line, expected, location) in work() {
        assert_eq!(lines.try_next().await.unwrap(), Some(expected), "{line}");
        assert_eq!(locations(lines.drift()), Vec::from_iter(location), "{line}");
    }
}

#[tokio::test]
async fn events_list_the_drift_inside_unions() {
    let events = work().map(|(data, ..)| format!("data: {data}\n\n")).concat();
    let (_server, request) = client_of_response(events, "text/event-stream").await;
    let mut events = request.streamed::<Events<Work>>().await.unwrap().into_body();
    for (data, expected, location) in work() {
        assert_eq!(events.try_next().await.unwrap().unwrap().data, expected, "{data}");
        assert_eq!(locations(events.drift()), Vec::from_iter(location), "{data}");
    }
}

#[tokio::test]
async fn streams_list_undocumented_properties() {
    let options = || RequestOptions::new().list_undocumented();
    let line = r#"{"id": 1, "soil": "loam"}"#;
    let (_server, request) = client_of_response(line, "application/jsonl").await;
    let lines = request.options(options()).streamed::<JsonLines<Bed>>().await;
    let mut lines = lines.unwrap().into_body();
    assert_eq!(lines.try_next().await.unwrap(), Some(Bed { id: 1 }));
    assert_eq!(locations(lines.drift()), ["$.soil"]);
    let event = format!("data: {line}\n\n");
    let (_server, request) = client_of_response(event, "text/event-stream").await;
    let events = request.options(options()).streamed::<Events<Bed>>().await;
    let mut events = events.unwrap().into_body();
    assert_eq!(events.try_next().await.unwrap().unwrap().data, Bed { id: 1 });
    assert_eq!(locations(events.drift()), ["$.soil"]);
}

#[tokio::test]
async fn the_data_of_an_event_is_a_string_if_its_type_is_one() {
    let text = "data: 5\n\ndata: {\"id\": 1}\n\ndata: a\n\n";
    let (_server, request) = client_of_response(text, "text/event-stream").await;
    let mut events = request.streamed::<Events<String>>().await.unwrap().into_body();
    for expected in ["5", "{\"id\": 1}", "a"] {
        assert_eq!(events.try_next().await.unwrap().unwrap().data, expected);
        assert_eq!(events.drift(), []);
    }
}
