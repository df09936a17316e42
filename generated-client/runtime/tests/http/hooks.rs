//! Interceptors and transports.

use crate::api::{Client, KEY, builder, thing};
use crate::server::{Reaction, Scripted, http, json, responding, targets, unused_url};
use runtime::reqwest::header::{AUTHORIZATION, HeaderValue};
use runtime::reqwest::{self, Request};
use runtime::testing::SimulatedClock;
use runtime::{
    AttemptRequest, AttemptResponse, Interceptor, RetryPolicy, SchemeId, Transport, TransportError,
    TransportFuture,
};
use std::error::Error;
use std::sync::{Arc, Mutex};

/// Records what it sees, and sends a header.
#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<Vec<String>>>);

impl Recorder {
    fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

impl Interceptor for Recorder {
    fn before_attempt(
        &self,
        request: &mut AttemptRequest<'_>,
    ) -> Result<(), Box<dyn Error + Send + Sync>> {
        let seen = format!("{request:?} {} {:?}", request.url(), request.headers());
        assert!(!seen.contains(KEY), "{seen}");
        let (operation, attempt, method) =
            (request.operation(), request.attempt(), request.method());
        let body = request.body().map(|body| String::from_utf8_lossy(body).into_owned());
        let line = format!("{attempt}. {operation}: {method} {}", body.unwrap_or_default());
        self.0.lock().unwrap().push(line);
        request.headers_mut().insert("x-signature", HeaderValue::from_static("s-1"));
        request.headers_mut().insert(AUTHORIZATION, HeaderValue::from_static("Bearer other"));
        request.headers_mut().insert("content-length", HeaderValue::from_static("1"));
        Ok(())
    }

    fn after_attempt(&self, request: &AttemptRequest<'_>, response: &AttemptResponse<'_>) {
        let seen = format!("{request:?} {response:?}");
        assert!(!seen.contains(KEY), "{seen}");
        let line = match (response.status(), response.error()) {
            (Some(status), None) => format!("{status} {}", response.headers().unwrap().len()),
            (None, Some(error)) => error.to_string(),
            both => panic!("{both:?}"),
        };
        self.0.lock().unwrap().push(line);
    }
}

#[tokio::test]
async fn interceptors_see_each_attempt_without_credentials() {
    let received = Arc::new(Mutex::new(Vec::new()));
    let requests = received.clone();
    let server = Scripted::reading(move |count, request| {
        requests.lock().unwrap().push(request.clone());
        Reaction::Respond(match count {
            0 => http(429, "", ""),
            _ => http(200, "", r#"{"id": 1}"#),
        })
    })
    .await;
    for scheme in ["bearer", "query"] {
        received.lock().unwrap().clear();
        let recorder = Recorder::default();
        let client: Client = builder(&server.base_url)
            .auth_header(SchemeId::new(scheme))
            .interceptor(recorder.clone())
            .retry(RetryPolicy::new())
            .clock(SimulatedClock::new())
            .build()
            .unwrap();
        client.create_thing(thing(1)).send().await.unwrap();
        let sent = received.lock().unwrap().clone();
        if scheme == "bearer" {
            assert_eq!(
                recorder.lines(),
                [
                    r#"1. createThing: POST {"id":1}"#,
                    "429 Too Many Requests 1",
                    r#"2. createThing: POST {"id":1}"#,
                    "200 OK 1",
                ]
            );
            assert_eq!(sent[0].header("authorization"), Some(format!("Bearer {KEY}").as_str()));
        } else {
            assert!(sent[0].target.ends_with(&format!("?key={KEY}")), "{}", sent[0].target);
        }
        for request in sent {
            assert_eq!(request.header("x-signature"), Some("s-1"));
            assert_eq!(request.body, r#"{"id":1}"#, "the length is that of the body");
        }
    }
}

#[tokio::test]
async fn interceptors_see_failures() {
    let recorder = Recorder::default();
    let client: Client =
        builder(&unused_url().await).interceptor(recorder.clone()).build().unwrap();
    client.get_thing("1").send().await.unwrap_err();
    let lines = recorder.lines();
    assert!(lines[1].starts_with("no connection to 127.0.0.1"), "{lines:?}");
}

#[tokio::test]
async fn headers_of_interceptors_stay_within_the_trusted_hosts() {
    let foreign = Arc::new(Mutex::new(None));
    let seen = foreign.clone();
    let other = Scripted::reading(move |_, request| {
        *seen.lock().unwrap() = Some(request.clone());
        Reaction::Respond(http(200, "", r#"{"id": 1}"#))
    })
    .await;
    let location = format!("Location: {}/x\r\n", other.base_url);
    let server = Scripted::start(move |_, _| Reaction::Respond(http(302, &location, ""))).await;
    let recorder = Recorder::default();
    let client: Client = builder(&server.base_url).interceptor(recorder.clone()).build().unwrap();
    client.get_thing("1").send().await.unwrap();
    let request = foreign.lock().unwrap().clone().unwrap();
    assert_eq!((request.header("x-signature"), request.header("authorization")), (None, None));
    assert_eq!(recorder.lines().len(), 4, "a redirect is an attempt");
}

/// Rejects all requests.
struct Rejecting;

impl Interceptor for Rejecting {
    fn before_attempt(
        &self,
        _: &mut AttemptRequest<'_>,
    ) -> Result<(), Box<dyn Error + Send + Sync>> {
        Err(format!("not\nnow, {KEY}").into())
    }
}

#[tokio::test]
async fn an_interceptor_can_reject_a_request() {
    let server = responding(json("{}")).await;
    let client: Client =
        builder(&server.uri()).interceptor(Rejecting).retry(RetryPolicy::new()).build().unwrap();
    let error = client.get_thing("1").send().await.unwrap_err();
    assert_eq!(error.to_string(), "getThing: an interceptor rejected it: not now, [key]");
    assert!(targets(&server).await.is_empty());
}

/// Sends requests by another HTTP client, after failures.
struct Failing {
    http: reqwest::Client,
    failures: Mutex<Vec<TransportError>>,
}

impl Transport for Failing {
    fn execute(&self, request: Request) -> TransportFuture<'_> {
        assert_eq!(request.headers()[AUTHORIZATION], format!("Bearer {KEY}"));
        Box::pin(async move {
            let failure = self.failures.lock().unwrap().pop();
            match failure {
                Some(failure) => Err(failure),
                None => Ok(self.http.execute(request).await?),
            }
        })
    }
}

fn failing(url: &str, failures: Vec<TransportError>) -> Client {
    let http = reqwest::Client::new();
    builder(url)
        .transport(Failing { http, failures: Mutex::new(failures) })
        .retry(RetryPolicy::new())
        .clock(SimulatedClock::new())
        .build()
        .unwrap()
}

#[tokio::test]
async fn requests_go_through_the_transport() {
    let server = responding(json(r#"{"id": 1}"#)).await;
    let connect = || TransportError::connect("unplugged");
    let client = failing(&server.uri(), vec![connect(), connect()]);
    let created = client.create_thing(thing(1)).send().await.unwrap();
    assert_eq!(created.attempts(), 3, "nothing was sent, so a write is retried");
    assert_eq!(targets(&server).await.len(), 1);
}

#[tokio::test]
async fn errors_of_a_transport_are_classified_and_redacted() {
    let server = responding(json(r#"{"id": 1}"#)).await;
    let late = || TransportError::timeout(format!("no response to {KEY}"));
    let client = failing(&server.uri(), vec![late()]);
    let error = client.create_thing(thing(1)).send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "createThing: the transport failed: no response to [key]; it may have been applied"
    );
    assert!(error.is_timeout() && !error.is_connect() && error.is_ambiguous());
    assert!(!format!("{error:?}").contains(KEY));
    let client = failing(&server.uri(), vec![late(), TransportError::other("reset")]);
    let read = client.get_thing("1").send().await.unwrap();
    assert_eq!(read.attempts(), 3, "reads are retried");
}

#[tokio::test]
async fn errors_of_reqwest_keep_their_kind() {
    let server = unused_url().await;
    let client = failing(&server, Vec::new());
    let error = client.get_thing("1").send().await.unwrap_err();
    assert!(error.is_connect() && error.source().is_some());
}
