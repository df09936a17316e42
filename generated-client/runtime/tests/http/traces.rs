//! The `tracing` spans and events of calls.

use crate::api::{Client, KEY, builder, thing};
use crate::server::{Reaction, Scripted, http};
use runtime::testing::SimulatedClock;
use runtime::{Method, RetryPolicy};
use std::io::Write;
use std::sync::{Arc, Mutex};
use tracing_subscriber::fmt::format::FmtSpan;

/// Records the output.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, text: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(text);
        Ok(text.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The spans and events that a future causes.
pub(crate) async fn traced(run: impl Future<Output = ()>) -> String {
    let kept = Kept::default();
    let writer = kept.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::DEBUG)
        .with_span_events(FmtSpan::CLOSE)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    // With only one subscriber, `tracing` caches the interest of the thread that reaches a callsite first, which may belong
    // to another test.
    let _another = tracing::Dispatch::new(tracing::subscriber::NoSubscriber::new());
    let guard = tracing::subscriber::set_default(subscriber);
    run.await;
    drop(guard);
    String::from_utf8(kept.0.lock().unwrap().clone()).unwrap()
}

/// The spans and events of a few calls to a server that is busy at first.
async fn seen(shows_bodies: bool) -> String {
    let server = Scripted::start(|count, line| {
        let link = "Link: <?page=2>; rel=next\r\n";
        Reaction::Respond(match line {
            _ if count == 0 => http(503, "Retry-After: 2\r\n", r#"{"errors": ["busy"]}"#),
            "GET /shelves/s/things?name=n" => http(200, link, "[]"),
            "GET /shelves/s/things?page=2" => {
                // In the order of names, which serde_json keeps with all of its features.
                let body =
                    r#"{"id": 7, "name": "KEY", "pin": 1234, "psk": "hidden", "weight": "heavy"}"#;
                http(200, "", &format!("[{}]", body.replace("KEY", KEY)))
            }
            _ => http(404, "", r#"{"errors": ["none"]}"#),
        })
    })
    .await;
    let builder = builder(&server.base_url).retry(RetryPolicy::new()).clock(SimulatedClock::new());
    let builder = if shows_bodies { builder.trace_bodies() } else { builder };
    let client: Client = builder.build().unwrap();
    let text = traced(async {
        client.get_things("s").name("n").read_ahead(false).all().await.unwrap();
        client.create_thing(thing(1)).send().await.unwrap_err();
        client.request(Method::GET, "/secret-path").send().await.unwrap_err();
    })
    .await;
    text.lines()
        .filter(|line| line.contains("HTTP request") || line.contains("getThings"))
        .map(|line| format!("{line}\n"))
        .collect()
}

fn line<'a>(text: &'a str, parts: &[&str]) -> &'a str {
    let found = text.lines().find(|line| parts.iter().all(|part| line.contains(part)));
    found.unwrap_or_else(|| panic!("no {parts:?} in:\n{text}"))
}

#[tokio::test]
async fn a_span_of_each_call_and_an_event_of_each_retry() {
    let text = seen(false).await;
    let first = line(&text, &["close", "page=1"]);
    for part in [
        r#"http.request.method="GET""#,
        r#"server.address="127.0.0.1""#,
        r#"url.template="/shelves/{shelfId}/things""#,
        r#"otel.name="GET /shelves/{shelfId}/things""#,
        r#"otel.kind="client""#,
        r#"operation.id="getThings""#,
        "http.response.status_code=200",
        "http.request.resend_count=1",
    ] {
        assert!(first.contains(part), "{part}: {first}");
    }
    line(&text, &["close", "page=2", "http.response.status_code=200"]);
    line(&text, &["WARN", "sending again", "attempt=1", "wait=2.0", "busy"]);
    line(
        &text,
        &[
            "WARN",
            "deviates from the API document",
            "request=\"getThings\" count=1",
            "$[0].weight: ",
        ],
    );
    let failed = line(&text, &["close", r#"operation.id="createThing""#]);
    assert!(failed.contains(r#"error.type="404""#), "{failed}");
    for never in [KEY, "name=n", "secret-path\"", "body="] {
        assert!(!text.contains(never), "{never}: {text}");
    }
}

#[tokio::test]
async fn bodies_are_traced_on_request_without_secrets() {
    let text = seen(true).await;
    let body =
        r#"[{\"id\":7,\"name\":\"[key]\",\"pin\":\"***\",\"psk\":\"***\",\"weight\":\"heavy\"}]"#;
    line(&text, &["response body", body]);
    line(&text, &["request body", r#"{\"id\":1}"#]);
    assert!(!text.contains("hidden") && !text.contains(KEY), "{text}");
}
