//! Servers of tenants, as redirects reveal them: how long they are remembered, and when they are forgotten.

use crate::api::{API, Client, KEY, plain};
use crate::server::{Reaction, Scripted, http};
use runtime::testing::SimulatedClock;
use runtime::{Api, Method, RetryPolicy, Tenancy};
use std::sync::{Arc, Mutex};
use std::time::Duration;

static DIVIDED: Api = Api {
    tenancy: Some(Tenancy { collection: "organizations", properties: &[], owned: &[] }),
    ..API
};

/// A server that redirects to another one, and the order in which they received requests.
struct Servers {
    client: Client,
    clock: SimulatedClock,
    received: Arc<Mutex<Vec<&'static str>>>,
    _servers: [Scripted; 2],
}

impl Servers {
    /// The shard responds with one status. The base redirects at most `redirects` times, with this status and headers.
    async fn start(redirects: usize, status: u16, headers: &'static str, shard: u16) -> Self {
        let received = Arc::new(Mutex::new(Vec::new()));
        let log = received.clone();
        let shard = Scripted::start(move |_, _| {
            log.lock().unwrap().push("shard");
            Reaction::Respond(http(shard, "", "{}"))
        })
        .await;
        let (log, url) = (received.clone(), shard.base_url.clone());
        let base = Scripted::reading(move |count, request| {
            log.lock().unwrap().push("base");
            let location = format!("Location: {url}{}\r\n{headers}", request.target);
            Reaction::Respond(match count < redirects {
                true => http(status, &location, ""),
                false => http(200, "", "{}"),
            })
        })
        .await;
        let clock = SimulatedClock::new();
        let client = plain(&DIVIDED)
            .api_key(KEY)
            .base_url(&base.base_url)
            .trust_origin(&shard.base_url)
            .clock(clock.clone())
            .retry(RetryPolicy::new().jitter(false))
            .build()
            .unwrap();
        Self { client, clock, received, _servers: [base, shard] }
    }

    /// Sends a request. Returns which servers received it.
    async fn send(&self) -> Vec<&'static str> {
        let request = self.client.request(Method::GET, "/organizations/1/x");
        request.send().await.unwrap();
        std::mem::take(&mut *self.received.lock().unwrap())
    }
}

#[tokio::test]
async fn a_redirect_is_remembered_as_long_as_the_server_allows() {
    const DAY: Duration = Duration::from_secs(86_400);
    let minute = Duration::from_secs(60);
    for (status, headers, lifetime) in [
        (301, "", Some(DAY)),
        (308, "", Some(DAY)),
        (302, "", None),
        (307, "", None),
        (308, "Cache-Control: no-store\r\n", None),
        (307, "Cache-Control: max-age=60\r\n", Some(minute)),
        (308, "Cache-Control: max-age=60\r\n", Some(minute)),
    ] {
        let servers = Servers::start(usize::MAX, status, headers, 200).await;
        assert_eq!(servers.send().await, ["base", "shard"], "{status} {headers}");
        let Some(lifetime) = lifetime else {
            assert_eq!(servers.send().await, ["base", "shard"], "{status} {headers}");
            continue;
        };
        servers.clock.advance(lifetime - Duration::from_secs(1));
        assert_eq!(servers.send().await, ["shard"], "{status} {headers}");
        servers.clock.advance(Duration::from_secs(1));
        let expected: &[&str] = if lifetime == DAY { &["shard"] } else { &["base", "shard"] };
        assert_eq!(servers.send().await, expected, "{status} {headers}");
    }
}

#[tokio::test]
async fn a_shard_that_fails_repeatedly_is_forgotten() {
    let servers = Servers::start(1, 308, "", 503).await;
    assert_eq!(servers.send().await, ["base", "shard", "shard", "shard", "base"]);
    assert_eq!(servers.send().await, ["base"]);
}
