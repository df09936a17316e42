//! Which requests are retried.

use crate::api::{API, Client, KEY, builder, plain, thing};
use crate::server::{Reaction, Scripted, http, unused_url};
use runtime::testing::SimulatedClock;
use runtime::{Api, CircuitBreaker, Error, Method, Request, RequestOptions, RetryPolicy};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// A server that fails a number of times, and then succeeds.
struct Failing {
    server: Scripted,
    requests: Arc<AtomicUsize>,
    clock: SimulatedClock,
}

impl Failing {
    async fn times(times: usize, react: impl Fn() -> Reaction + Send + Sync + 'static) -> Self {
        let requests = Arc::new(AtomicUsize::new(0));
        let counter = requests.clone();
        let server = Scripted::start(move |count, _| {
            counter.fetch_add(1, Ordering::SeqCst);
            if count < times { react() } else { Reaction::Respond(http(200, "", "{}")) }
        });
        Self { server: server.await, requests, clock: SimulatedClock::new() }
    }

    async fn always(status: u16, headers: &'static str, body: &'static str) -> Self {
        Self::times(usize::MAX, move || Reaction::Respond(http(status, headers, body))).await
    }

    fn client(&self) -> Client {
        self.client_with(RetryPolicy::new().jitter(false))
    }

    fn client_with(&self, policy: RetryPolicy) -> Client {
        builder(&self.server.base_url).retry(policy).clock(self.clock.clone()).build().unwrap()
    }

    fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }

    fn waits(&self) -> Vec<f64> {
        self.clock.waits().iter().map(Duration::as_secs_f64).collect()
    }
}

/// Sends a read and a write, each to a server that always fails in the same way.
async fn read_and_write(
    react: impl Fn() -> Reaction + Clone + Send + Sync + 'static,
) -> [(Error, usize); 2] {
    let server = Failing::times(usize::MAX, react.clone()).await;
    let read = server.client().get_thing("1").send().await.unwrap_err();
    let read = (read, server.requests());
    let server = Failing::times(usize::MAX, react).await;
    let write = server.client().create_thing(thing(1)).send().await.unwrap_err();
    [read, (write, server.requests())]
}

#[tokio::test]
async fn transient_failures_are_retried() {
    for (status, headers) in [
        (429, "Retry-After: 1\r\n"),
        (429, ""),
        (500, ""),
        (502, ""),
        (503, "Retry-After: 1\r\n"),
        (503, ""),
        (504, ""),
    ] {
        let server = Failing::times(4, move || Reaction::Respond(http(status, headers, ""))).await;
        let response = server.client().get_thing("1").send().await.unwrap();
        assert_eq!((response.attempts(), server.requests()), (5, 5), "{status}");
    }
    let response = Failing::times(0, || Reaction::Cut(String::new())).await;
    assert_eq!(response.client().get_thing("1").send().await.unwrap().attempts(), 1);
}

#[tokio::test]
async fn broken_connections_are_retried_for_reads() {
    for cut in ["", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"] {
        let server = Failing::times(2, move || Reaction::Cut(cut.to_owned())).await;
        let response = server.client().get_thing("1").send().await.unwrap();
        assert_eq!(response.attempts(), 3, "{cut:?}");
        let [(read, reads), (write, writes)] =
            read_and_write(move || Reaction::Cut(cut.to_owned())).await;
        assert_eq!((reads, writes), (5, 1), "{cut:?}");
        assert!(!read.is_ambiguous() && write.is_ambiguous(), "{cut:?}");
        assert!(read.to_string().ends_with(" (attempt 5)"), "{read}");
        assert!(write.to_string().ends_with("; it may have been applied"), "{write}");
    }
}

#[tokio::test]
async fn a_failed_connection_is_not_ambiguous() {
    let clock = SimulatedClock::new();
    let client: Client = builder(&unused_url().await)
        .retry(RetryPolicy::new().attempts(3))
        .clock(clock.clone())
        .build()
        .unwrap();
    let error = client.create_thing(thing(1)).send().await.unwrap_err();
    assert!(error.is_connect() && !error.is_ambiguous());
    assert_eq!((error.attempts(), clock.waits().len()), (3, 2));
}

#[tokio::test]
async fn writes_are_retried_only_if_rejected() {
    for (status, headers, repeated) in [
        (429, "", true),
        (429, "Retry-After: 2\r\n", true),
        (503, "Retry-After: 2\r\n", true),
        (503, "", false),
        (500, "", false),
        (502, "Retry-After: 2\r\n", false),
        (504, "", false),
    ] {
        let react = move || Reaction::Respond(http(status, headers, r#"{"errors": ["said"]}"#));
        let [(read, reads), (write, writes)] = read_and_write(react).await;
        assert_eq!(reads, 5, "{status}");
        assert_eq!(read.attempts(), 5);
        assert!(!read.is_ambiguous());
        assert_eq!(writes, if repeated { 5 } else { 1 }, "{status} {headers}");
        assert_eq!(write.is_ambiguous(), !repeated);
        let line = write.to_string();
        assert_eq!(line.ends_with(": said; it may have been applied"), !repeated, "{line}");
    }
}

/// An API whose PUT and DELETE may be retried.
static IDEMPOTENT: Api = Api { retry_idempotent: true, ..API };

#[tokio::test]
async fn idempotent_writes_are_retried_if_the_api_allows_it() {
    let failures = [
        || Reaction::Respond(http(500, "", "")),
        || Reaction::Respond(http(408, "", "")),
        || Reaction::Cut(String::new()),
    ];
    for react in failures {
        for (api, method, expected) in [
            (&IDEMPOTENT, Method::PUT, 5),
            (&IDEMPOTENT, Method::DELETE, 5),
            (&IDEMPOTENT, Method::POST, 1),
            (&IDEMPOTENT, Method::PATCH, 1),
            (&API, Method::PUT, 1),
            (&API, Method::DELETE, 1),
            (&API, Method::GET, 5),
        ] {
            let server = Failing::times(usize::MAX, react).await;
            let client: Client = plain(api)
                .api_key(KEY)
                .base_url(&server.server.base_url)
                .retry(RetryPolicy::new().jitter(false))
                .clock(server.clock.clone())
                .build()
                .unwrap();
            let error = client.request(method.clone(), "/things/1").send().await.unwrap_err();
            assert_eq!(server.requests(), expected, "{method}: {error}");
        }
    }
}

#[tokio::test]
async fn final_errors_are_not_retried() {
    for status in [400, 401, 403, 404, 409, 422, 300, 304] {
        let react = move || Reaction::Respond(http(status, "Retry-After: 1\r\n", ""));
        for (error, requests) in read_and_write(react).await {
            assert_eq!((error.attempts(), requests), (1, 1), "{status}");
            assert!(!error.is_ambiguous());
        }
    }
    let react = || Reaction::Respond(http(200, "", "[7]"));
    for ((error, requests), is_write) in read_and_write(react).await.into_iter().zip([false, true])
    {
        assert!(error.is_decode());
        assert_eq!(error.is_ambiguous(), is_write);
        assert_eq!(error.to_string().contains("; it was applied"), is_write, "{error}");
        assert_eq!((error.attempts(), requests), (1, 1));
    }
}

#[tokio::test]
async fn a_read_is_retried_if_the_response_is_not_json() {
    for body in ["[7", "<html>please log in</html>", "upstream said no"] {
        let react = move || Reaction::Respond(http(200, "", body));
        for ((error, requests), sent) in read_and_write(react).await.into_iter().zip([5, 1]) {
            assert!(error.is_decode());
            assert_eq!(error.is_ambiguous(), sent == 1);
            assert_eq!((error.attempts(), requests), (sent, usize::try_from(sent).unwrap()));
        }
    }
    let server = Failing::times(2, || Reaction::Respond(http(200, "", r#"{"id": 1"#))).await;
    let thing = server.client().get_thing("1").send().await.unwrap();
    assert_eq!((thing.attempts(), server.waits()), (3, vec![0.5, 1.0]));
}

#[tokio::test]
async fn the_server_sets_the_wait() {
    let date =
        "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nRetry-After: Sun, 06 Nov 1994 08:49:44 GMT\r\n";
    for (headers, wait) in [
        ("Retry-After: 3\r\n", 3.0),
        ("Retry-After: 0\r\n", 0.5),
        ("Retry-After: 86400\r\n", 60.0),
        ("Retry-After: Wed, 01 Jan 2020 00:00:05 GMT\r\n", 5.0),
        (date, 7.0),
        ("Retry-After: soon\r\n", 0.5),
    ] {
        let server = Failing::times(1, move || Reaction::Respond(http(429, headers, ""))).await;
        server.client().get_thing("1").send().await.unwrap();
        assert_eq!(server.waits(), [wait], "{headers}");
    }
}

#[tokio::test]
async fn waits_double_with_jitter_and_the_last_failure_has_none() {
    let server = Failing::always(500, "", "").await;
    server.client().get_thing("1").send().await.unwrap_err();
    assert_eq!(server.waits(), [0.5, 1.0, 2.0, 4.0]);
    let server = Failing::always(500, "", "").await;
    server.client_with(RetryPolicy::new()).get_thing("1").send().await.unwrap_err();
    assert_eq!(server.waits(), [0.25, 0.5, 1.0, 2.0], "half of it, by the clock's chance");
}

#[tokio::test]
async fn a_wait_past_the_deadline_is_not_started() {
    let server = Failing::always(429, "Retry-After: 4\r\n", "").await;
    let policy = RetryPolicy::new().attempts(100).deadline(Duration::from_secs(10));
    let error = server.client_with(policy).get_thing("1").send().await.unwrap_err();
    assert!(error.is_rate_limited());
    assert_eq!(server.waits(), [4.0, 4.0]);
    assert_eq!(error.attempts(), 3);
}

#[tokio::test]
async fn one_request_can_have_its_own_policy() {
    let server = Failing::always(500, "", "").await;
    let never = RequestOptions::new().retry(RetryPolicy::never());
    let error = server.client().get_thing("1").options(never).send().await.unwrap_err();
    assert_eq!((error.attempts(), server.requests()), (1, 1));
    assert_eq!(
        server
            .client_with(RetryPolicy::never())
            .get_thing("1")
            .send()
            .await
            .unwrap_err()
            .attempts(),
        1
    );
    let twice = RequestOptions::new().retry(RetryPolicy::new().attempts(2));
    let client = server.client_with(RetryPolicy::never());
    let error = client.request(Method::GET, "/x").options(twice).send().await.unwrap_err();
    assert_eq!(error.attempts(), 2);
}

#[tokio::test]
async fn contention_is_retried() {
    let concurrent = r#"{"errors": ["Concurrent change: try later"]}"#;
    let batches = r#"{"errors": ["There are EXECUTING Batches on it"]}"#;
    for (status, body, delete, get) in [
        (400, concurrent, vec![30.0], vec![]),
        (409, concurrent, vec![], vec![]),
        (400, batches, vec![15.0], vec![15.0]),
        (409, batches, vec![15.0], vec![15.0]),
        (400, r#"{"errors": ["no"]}"#, vec![], vec![]),
    ] {
        for (is_delete, waits) in [(true, delete), (false, get)] {
            let server = Failing::times(1, move || Reaction::Respond(http(status, "", body))).await;
            let client = server.client_with(RetryPolicy::new());
            let request = if is_delete {
                client.delete_thing("1").into_call()
            } else {
                client.create_thing(thing(1)).into_call()
            };
            let response = runtime::ResponseFuture::<runtime::Value>::new(request).await;
            assert_eq!(response.is_ok(), !waits.is_empty(), "{body}");
            assert_eq!(server.waits(), waits, "{status} {body}");
        }
    }
    let server = Failing::times(1, move || Reaction::Respond(http(400, "", concurrent))).await;
    server.client().request(Method::DELETE, "/things/7").send().await.unwrap();
    let server = Failing::times(1, move || Reaction::Respond(http(400, "", concurrent))).await;
    server.client().request(Method::DELETE, "/things/7/parts").send().await.unwrap_err();
}

#[tokio::test]
async fn the_same_request_is_sent_each_time() {
    let server = wiremock::MockServer::start().await;
    let busy = wiremock::ResponseTemplate::new(429);
    let any = wiremock::matchers::any;
    wiremock::Mock::given(any()).respond_with(busy).up_to_n_times(2).mount(&server).await;
    wiremock::Mock::given(any()).respond_with(crate::server::json("{}")).mount(&server).await;
    let client: Client = builder(&server.uri())
        .retry(RetryPolicy::new())
        .clock(SimulatedClock::new())
        .build()
        .unwrap();
    let options = RequestOptions::new().header("X-Trace", "7");
    let response = client.create_thing(thing(5)).options(options).send().await.unwrap();
    assert_eq!(response.attempts(), 3);
    for request in server.received_requests().await.unwrap() {
        assert_eq!(request.body, br#"{"id":5}"#);
        assert_eq!(request.headers["X-Trace"], "7");
        assert_eq!(request.headers["Authorization"], format!("Bearer {KEY}"));
    }
}

/// All requests fail at once: retries add a tenth.
#[tokio::test]
async fn an_outage_does_not_multiply_requests() {
    for body in [http(500, "", ""), http(200, "", "<html>"), http(503, "Retry-After: 1\r\n", "")] {
        let server = Failing::times(usize::MAX, move || Reaction::Respond(body.clone())).await;
        let client = server.client();
        let reads: Vec<_> = (0..500).map(|_| tokio::spawn(client.get_thing("1").send())).collect();
        for read in reads {
            read.await.unwrap().unwrap_err();
        }
        assert!(server.requests() <= 550, "{}", server.requests());
    }
}

/// What the server requests, and contention, is no outage.
#[tokio::test]
async fn the_retries_of_429_have_no_budget() {
    let server = Failing::always(429, "Retry-After: 1\r\n", "").await;
    let client = server.client();
    for _ in 0..30 {
        client.get_thing("1").send().await.unwrap_err();
    }
    assert_eq!(server.requests(), 150);
}

#[tokio::test]
async fn an_open_circuit_sends_nothing_until_the_host_recovers() {
    let server = Failing::times(4, || Reaction::Respond(http(500, "", ""))).await;
    let breaker = CircuitBreaker::new().failures(3).cooldown(Duration::from_secs(10));
    let client: Client = builder(&server.server.base_url)
        .circuit_breaker(breaker)
        .clock(server.clock.clone())
        .build()
        .unwrap();
    let send = || client.get_thing("1").send();
    for _ in 0..3 {
        assert!(!send().await.unwrap_err().is_circuit_open());
    }
    let error = send().await.unwrap_err();
    assert!(error.is_circuit_open() && !error.is_ambiguous(), "{error}");
    let line = error.to_string();
    assert!(line.ends_with(" failed repeatedly: nothing is sent there for 10.0 s"), "{line}");
    server.clock.advance(Duration::from_secs(10));
    assert_eq!(send().await.unwrap_err().status().unwrap(), 500, "it is tested once");
    assert!(send().await.unwrap_err().is_circuit_open());
    assert_eq!(server.requests(), 4);
    server.clock.advance(Duration::from_secs(10));
    send().await.unwrap();
    send().await.unwrap();
}
