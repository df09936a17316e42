//! JSON Lines and server-sent events.

use std::time::Duration;

use runtime::{Event, Events, RequestOptions};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use streaming_sse::streaming::retrieve_stream;

use crate::suite::*;

fn json_lines() -> Result<streaming_jsonl::streaming::Streaming, runtime::Error> {
    Ok(streaming_jsonl::Client::builder().base_url(BASE_URL).build()?.streaming())
}

fn events() -> Result<streaming_sse::streaming::Streaming, runtime::Error> {
    Ok(streaming_sse::Client::builder().base_url(BASE_URL).build()?.streaming())
}

async fn collect<T: DeserializeOwned>(
    mut events: Events<T>,
) -> Result<Vec<Event<T>>, runtime::Error> {
    let mut collected = Vec::new();
    while let Some(event) = events.try_next().await? {
        collected.push(event);
    }
    Ok(collected)
}

/// The names and the data of events.
fn named<T: Serialize>(events: &[Event<T>]) -> Vec<(Option<&str>, Value)> {
    let data = |event: &Event<T>| serde_json::to_value(&event.data).unwrap_or_default();
    events.iter().map(|event| (event.name.as_deref(), data(event))).collect()
}

pub(crate) fn callers() -> Vec<Caller> {
    vec![
        caller("Streaming_Jsonl_Basic_send", async {
            let lines = "{\"desc\": \"one\"}\n{\"desc\": \"two\"}\n{\"desc\": \"three\"}";
            no_content(json_lines()?.basic_send(lines).send().await?)
        }),
        caller("Streaming_Jsonl_Basic_receive", async {
            let mut lines = json_lines()?.basic_receive().send().await?.into_body();
            let mut descriptions = Vec::new();
            while let Some(line) = lines.try_next().await? {
                descriptions.push(line["desc"].clone());
            }
            equal(descriptions, ["one", "two", "three"])
        }),
        caller("Streaming_Sse_Unnamed_receive", async {
            let events = collect(events()?.unnamed_receive().send().await?.into_body()).await?;
            let descriptions: Vec<_> = events.into_iter().map(|event| event.data.desc).collect();
            equal(descriptions, ["one", "two", "three"])
        }),
        caller("Streaming_Sse_Named_receive", async {
            let events = collect(events()?.named_receive().send().await?.into_body()).await?;
            equal(
                named(&events),
                [
                    (Some("responseCreated"), json!({"id": "resp_1"})),
                    (Some("responseDelta"), json!({"delta": "Hello"})),
                    (Some("responseDelta"), json!({"delta": " world"})),
                ],
            )
        }),
        caller("Streaming_Sse_Retrieve_stream", async {
            let body = retrieve_stream::Body::new("what is typespec?");
            let events = collect(events()?.retrieve_stream(body).send().await?.into_body()).await?;
            equal(
                named(&events),
                [
                    (Some("partialResult"), json!({"text": "partial one"})),
                    (Some("partialResult"), json!({"text": "partial two"})),
                    (Some("finalResult"), json!({"references": ["doc1", "doc2"]})),
                ],
            )
        }),
        caller("Streaming_Sse_Protocol_Data_withEnvelope", async {
            let events = collect(events()?.data_with_envelope().send().await?.into_body()).await?;
            equal(named(&events), [(Some("withEnvelope"), json!("hello"))])
        }),
        caller("Streaming_Sse_Protocol_Data_withoutEnvelope", async {
            let events =
                collect(events()?.data_without_envelope().send().await?.into_body()).await?;
            let data = json!({"metadata": {"source": "test"}, "contents": "world"});
            equal(named(&events), [(Some("withoutEnvelope"), data)])
        }),
        caller("Streaming_Sse_Protocol_id", async {
            let events = collect(events()?.protocol_id().send().await?.into_body()).await?;
            equal(named(&events), [(Some("message"), json!({"message": "hello"}))])?;
            equal(events[0].id.as_deref(), Some("event-1"))
        }),
        caller("Streaming_Sse_Protocol_invalidId", async {
            let events = collect(events()?.protocol_invalid_id().send().await?.into_body()).await?;
            equal(named(&events), [(Some("message"), json!({"message": "hello"}))])?;
            equal(events[0].id.as_deref(), None::<&str>)
        }),
        caller("Streaming_Sse_Protocol_retry", async {
            let events = collect(events()?.protocol_retry().send().await?.into_body()).await?;
            equal(named(&events), [(Some("message"), json!({"message": "hello"}))])?;
            equal(events[0].retry, Some(Duration::from_secs(1)))
        }),
        caller("Streaming_Sse_Protocol_invalidRetry", async {
            let events =
                collect(events()?.protocol_invalid_retry().send().await?.into_body()).await?;
            equal(named(&events), [(Some("message"), json!({"message": "hello"}))])?;
            equal(events[0].retry, None)
        }),
        caller("Streaming_Sse_Protocol_reconnect", async {
            let first = collect(events()?.protocol_reconnect().send().await?.into_body()).await?;
            let id = first[0].id.clone().ok_or("the first event has no id")?;
            let resume = RequestOptions::new().last_event_id(id);
            let second = events()?.protocol_reconnect().options(resume).send().await?;
            let events = collect(second.into_body()).await?;
            equal(named(&events), [(Some("message"), json!({"message": "world"}))])?;
            equal(events[0].id.as_deref(), Some("event-2"))
        }),
    ]
}
