//! Custom credentials, and tokens that are renewed.

use crate::api::{API, Client, plain, thing};
use crate::server::{Reaction, Received, Scripted, http, json, responding};
use runtime::testing::SimulatedClock;
use runtime::{
    Call, ClientBuilder, EnvironmentKey, Error, RefreshToken, RetryPolicy, StaticKey, Upload, post,
};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A token endpoint and an API: it issues `access-token-1`, 2, ... with refresh tokens, and accepts the latest one.
struct Server {
    server: Scripted,
    requests: Arc<Mutex<Vec<Received>>>,
    /// The tokens that are accepted from now on.
    taken: Arc<Mutex<Vec<String>>>,
    stored: Arc<Mutex<Vec<String>>>,
    clock: SimulatedClock,
}

impl Server {
    async fn start() -> Self {
        let requests = Arc::new(Mutex::new(Vec::new()));
        let taken = Arc::new(Mutex::new(Vec::new()));
        let (received, tokens) = (requests.clone(), taken.clone());
        let mut issued = 0;
        let response = Mutex::new(move |request: &Received| {
            received.lock().unwrap().push(request.clone());
            if request.line == "POST /token" {
                issued += 1;
                *tokens.lock().unwrap() = vec![format!("access-token-{issued}")];
                let body = format!(
                    r#"{{"access_token": "access-token-{issued}", "expires_in": 3600, "refresh_token": "refresh-{issued}"}}"#
                );
                return http(200, "", &body);
            }
            let sent = request.header("authorization").unwrap_or_default();
            match tokens.lock().unwrap().iter().any(|token| sent == format!("Bearer {token}")) {
                true => http(200, "", "{}"),
                false => http(401, "", r#"{"errors": ["unauthorized"]}"#),
            }
        });
        let server = Scripted::reading(move |_, request| {
            Reaction::Respond(response.lock().unwrap()(request))
        });
        Self {
            server: server.await,
            requests,
            taken,
            stored: Arc::default(),
            clock: SimulatedClock::new(),
        }
    }

    fn client(&self) -> Client {
        let url = format!("{}/token", self.server.base_url);
        let stored = self.stored.clone();
        let credentials = RefreshToken::new(&url, "an id", "a-secret", "refresh-0")
            .unwrap()
            .clock(self.clock.clone())
            .on_renewal(move |token| stored.lock().unwrap().push(token.to_owned()));
        assert!(!format!("{credentials:?}").contains("a-secret"));
        plain(&API).base_url(&self.server.base_url).credentials(credentials).build().unwrap()
    }

    fn lines(&self) -> Vec<String> {
        self.requests.lock().unwrap().iter().map(|request| request.line.clone()).collect()
    }

    fn renewals(&self) -> usize {
        self.lines().iter().filter(|line| *line == "POST /token").count()
    }
}

/// Send a photo
#[post("/photos")]
#[request(id = "sendPhoto", output = ())]
struct SendPhoto(Call);

#[tokio::test]
async fn a_token_is_requested_once_and_used_until_a_minute_before_it_expires() {
    let server = Server::start().await;
    let client = server.client();
    for _ in 0..3 {
        client.get_thing("1").send().await.unwrap();
    }
    assert_eq!(server.lines(), ["POST /token", "GET /things/1", "GET /things/1", "GET /things/1"]);
    server.clock.advance(Duration::from_secs(3600 - 61));
    client.get_thing("1").send().await.unwrap();
    assert_eq!(server.renewals(), 1);
    server.clock.advance(Duration::from_secs(1));
    client.get_thing("1").send().await.unwrap();
    assert_eq!(server.renewals(), 2);
    let requests = server.requests.lock().unwrap();
    assert_eq!(requests[0].body, "grant_type=refresh_token&refresh_token=refresh-0");
    assert_eq!(requests[0].header("authorization"), Some("Basic YW4gaWQ6YS1zZWNyZXQ="));
    let second = requests.iter().rfind(|request| request.line == "POST /token").unwrap();
    assert_eq!(second.body, "grant_type=refresh_token&refresh_token=refresh-1");
    assert_eq!(*server.stored.lock().unwrap(), ["refresh-1", "refresh-2"]);
}

#[tokio::test]
async fn many_callers_share_one_renewal() {
    let server = Server::start().await;
    let client = server.client();
    let tasks: Vec<_> = (0..30).map(|_| tokio::spawn(client.get_thing("1").send())).collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    assert_eq!(server.renewals(), 1);
}

#[tokio::test]
async fn a_rejected_token_is_renewed_once() {
    let server = Server::start().await;
    let client = server.client();
    client.get_thing("1").send().await.unwrap();
    server.taken.lock().unwrap().clear();
    client.create_thing(thing(1)).send().await.unwrap();
    assert_eq!(server.lines()[2..], ["POST /things", "POST /token", "POST /things"]);
    let requests = server.requests.lock().unwrap().clone();
    assert_eq!(
        (requests[2].body.as_str(), requests[4].body.as_str()),
        (r#"{"id":1}"#, r#"{"id":1}"#)
    );
    assert_eq!(requests[4].header("authorization"), Some("Bearer access-token-2"));
}

#[tokio::test]
async fn a_token_that_is_rejected_with_a_streamed_body_is_renewed_for_the_next_request() {
    let server = Server::start().await;
    let session = server.client().session;
    let upload = || {
        let mut call = Call::new(&session, SendPhoto::OPERATION);
        call.bytes("image/png", Upload::reader(&b"a photo"[..]));
        SendPhoto(call).send()
    };
    upload().await.unwrap();
    server.taken.lock().unwrap().clear();
    let error = upload().await.unwrap_err();
    assert_eq!(error.to_string(), "sendPhoto: 401 Unauthorized: unauthorized");
    upload().await.unwrap();
    let expected = ["POST /photos", "POST /token", "POST /photos"];
    assert_eq!(server.lines()[2..], expected);
}

#[tokio::test]
async fn a_renewal_is_retried_after_a_transient_failure() {
    for (failure, wait) in [
        (Reaction::Cut(String::new()), 0.25),
        (Reaction::Respond(http(500, "", "")), 0.25),
        (Reaction::Respond(http(503, "Retry-After: 7\r\n", "")), 7.0),
        (Reaction::Respond(http(429, "Retry-After: 2\r\n", "")), 2.0),
    ] {
        let failure = Mutex::new(Some(failure));
        let server = Scripted::start(move |_, line| match failure.lock().unwrap().take() {
            Some(failure) => failure,
            None if line == "POST /token" => {
                Reaction::Respond(http(200, "", r#"{"access_token": "access-token"}"#))
            }
            None => Reaction::Respond(http(200, "", "{}")),
        })
        .await;
        let clock = SimulatedClock::new();
        client(&server, &clock, Duration::MAX).get_thing("1").send().await.unwrap();
        assert_eq!(clock.waits(), [Duration::from_secs_f64(wait)]);
    }
}

#[tokio::test]
async fn a_token_endpoint_that_keeps_failing_is_an_error() {
    let server = Scripted::start(|_, _| Reaction::Respond(http(502, "", "<html>"))).await;
    let clock = SimulatedClock::new();
    let client = client(&server, &clock, Duration::MAX);
    let tasks: Vec<_> = (0..30).map(|_| tokio::spawn(client.get_thing("1").send())).collect();
    for task in tasks {
        let error = task.await.unwrap().unwrap_err().to_string();
        let expected = "getThing: the access token cannot be renewed: 502 Bad Gateway:";
        assert_eq!(error.trim_end(), expected);
    }
    assert_eq!(clock.waits().len(), 4, "it is one failure for all who wait");
    client.get_thing("1").send().await.unwrap_err();
    assert_eq!(clock.waits().len(), 8, "who comes later tries again");
}

#[tokio::test]
async fn waiting_for_a_token_ends_at_the_deadline() {
    let server = Scripted::start(|_, _| Reaction::Stall(String::new())).await;
    let soon = Duration::from_millis(100);
    let request = client(&server, &SimulatedClock::new(), soon).get_thing("1");
    let error = request.send().await.unwrap_err();
    assert_eq!(error.to_string(), "getThing: the API key did not arrive before the deadline");
    assert!(error.is_timeout());
}

/// A client with tokens of a server that is also the API.
fn client(server: &Scripted, clock: &SimulatedClock, deadline: Duration) -> Client {
    let url = format!("{}/token", server.base_url);
    let credentials = RefreshToken::new(&url, "id", "a-secret", "a-refresh-token").unwrap();
    plain(&API)
        .base_url(&server.base_url)
        .credentials(credentials.clock(clock.clone()))
        .retry(RetryPolicy::never().deadline(deadline))
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_second_rejection_is_an_error() {
    let requests = Arc::new(Mutex::new(Vec::new()));
    let lines = requests.clone();
    let server = Scripted::start(move |_, line| {
        lines.lock().unwrap().push(line.to_owned());
        Reaction::Respond(match line {
            "POST /token" => http(200, "", r#"{"access_token": "access-token"}"#),
            _ => http(401, "", r#"{"errors": ["access-token is not for you"]}"#),
        })
    })
    .await;
    let url = format!("{}/token", server.base_url);
    let credentials = RefreshToken::new(&url, "id", "a-secret", "a-refresh-token").unwrap();
    let client: Client =
        plain(&API).base_url(&server.base_url).credentials(credentials).build().unwrap();
    let error = client.get_thing("1").send().await.unwrap_err();
    assert_eq!(error.to_string(), "getThing: 401 Unauthorized: [key] is not for you");
    let expected = ["POST /token", "GET /things/1", "POST /token", "GET /things/1"];
    assert_eq!(*requests.lock().unwrap(), expected);
}

async fn refused(response: String) -> Error {
    let server = Scripted::start(move |_, _| Reaction::Respond(response.clone())).await;
    let credentials = RefreshToken::new(&server.base_url, "id", "a-secret", "a-refresh-token");
    let client: Client =
        plain(&API).base_url(&server.base_url).credentials(credentials.unwrap()).build().unwrap();
    client.get_thing("1").send().await.unwrap_err()
}

#[tokio::test]
async fn a_token_that_cannot_be_renewed_is_an_error_that_shows_no_secret() {
    let body = r#"{"error": "invalid_grant", "error_description": "a-refresh-token of a-secret"}"#;
    for (response, expected) in [
        (http(400, "", body), "400 Bad Request: invalid_grant: [key] of [key]"),
        (http(200, "", "<html>"), "200 OK: "),
        (http(200, "", r#"{"access_token": ""}"#), "200 OK: "),
        (http(302, "Location: /x\r\n", ""), "302 Found: "),
    ] {
        let error = refused(response).await;
        let expected = format!("getThing: the access token cannot be renewed: {expected}");
        assert_eq!(error.to_string().trim_end(), expected.trim_end());
        assert_eq!(error.attempts(), 1);
    }
    for url in ["http://evil.example/", "not a URL", "ftp://localhost/"] {
        assert!(RefreshToken::new(url, "id", "secret", "token").is_err(), "{url}");
    }
}

#[tokio::test]
async fn keys_of_every_kind() {
    let server = responding(json("{}")).await;
    let send = async |builder: ClientBuilder<Client>| {
        let client = builder.base_url(server.uri()).build().unwrap();
        client.get_thing("1").send().await
    };
    let builder = || plain(&API);
    send(builder().credentials(StaticKey::new("a-static-key"))).await.unwrap();
    send(builder().credentials(EnvironmentKey::new("CARGO_PKG_NAME"))).await.unwrap();
    let requests = server.received_requests().await.unwrap();
    assert_eq!(requests[0].headers["Authorization"], "Bearer a-static-key");
    assert_eq!(requests[1].headers["Authorization"], format!("Bearer {}", env!("CARGO_PKG_NAME")));
    let unset = EnvironmentKey::new("THINGS_KEY_THAT_NOBODY_SETS");
    let error = send(builder().credentials(unset)).await.unwrap_err();
    assert!(error.to_string().contains("`THINGS_KEY_THAT_NOBODY_SETS` is not set"), "{error}");
    let error = send(builder().credentials(StaticKey::new("two\nlines"))).await.unwrap_err();
    assert!(error.to_string().contains("the API key has characters"), "{error}");
}

/// Sends 50 requests at once, to an API whose tokens live so many seconds, and returns how many tokens were requested.
async fn tokens_of_50_requests(expires_in: u64) -> usize {
    let issued = Arc::new(Mutex::new(0));
    let count = issued.clone();
    let server = Scripted::start(move |_, line| {
        let body = format!(r#"{{"access_token": "access-token", "expires_in": {expires_in}}}"#);
        Reaction::Respond(match line {
            "POST /token" => {
                *count.lock().unwrap() += 1;
                http(200, "", &body)
            }
            _ => http(200, "", "{}"),
        })
    })
    .await;
    let clock = SimulatedClock::new();
    let client = client(&server, &clock, Duration::MAX);
    let requests: Vec<_> = (0..50).map(|_| tokio::spawn(client.get_thing("1").send())).collect();
    for request in requests {
        request.await.unwrap().unwrap();
    }
    clock.advance(Duration::from_secs(29));
    client.get_thing("1").send().await.unwrap();
    *issued.lock().unwrap()
}

#[tokio::test]
async fn short_lived_tokens_are_requested_once_for_all_who_wait() {
    assert_eq!(tokens_of_50_requests(61).await, 1);
    assert_eq!(tokens_of_50_requests(60).await, 1, "renewed after half of its lifetime");
    assert_eq!(tokens_of_50_requests(30).await, 2);
    // Every request that does not wait for another's token needs its own.
    assert!(tokens_of_50_requests(0).await < 50);
}

#[tokio::test]
async fn a_token_whose_storage_panics_is_kept() {
    let server = Server::start().await;
    let url = format!("{}/token", server.server.base_url);
    let stored = server.stored.clone();
    let credentials = RefreshToken::new(&url, "an id", "a-secret", "refresh-0")
        .unwrap()
        .clock(server.clock.clone())
        .on_renewal(move |token| {
            let mut stored = stored.lock().unwrap();
            let is_first = stored.is_empty();
            stored.push(token.to_owned());
            drop(stored);
            assert!(!is_first, "the disk is full: {token}");
        });
    let client: Client =
        plain(&API).base_url(&server.server.base_url).credentials(credentials).build().unwrap();
    let error = client.get_thing("1").send().await.unwrap_err();
    let expected = "getThing: the new refresh token was not stored: `on_renewal` panicked";
    assert_eq!(error.to_string(), expected);
    assert_eq!(server.lines(), ["POST /token"], "it is stored before it is used");
    client.get_thing("1").send().await.unwrap();
    server.clock.advance(Duration::from_secs(3600));
    client.get_thing("1").send().await.unwrap();
    let requests = server.requests.lock().unwrap();
    let second = requests.iter().rfind(|request| request.line == "POST /token").unwrap();
    assert_eq!(second.body, "grant_type=refresh_token&refresh_token=refresh-1");
}
