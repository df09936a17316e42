//! Redirects to the shard that serves a tenant, and what the responses of other servers do not change.

use crate::api::{API, Client, plain};
use crate::server::{Reaction, Scripted, http};
use crate::tls::Tls;
use runtime::{
    Api, Method, Owner, PermitFuture, RateLimiter, RetryPolicy, StatusCode, Tenancy, TenantResource,
};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// An API with its base URL on its own domain.
static DIVIDED: Api = Api {
    tenancy: Some(Tenancy {
        collection: "organizations",
        properties: &["/organizationId"],
        owned: &[TenantResource {
            collection: "things",
            id: "^[0-9]+$",
            properties: &["/thingId"],
        }],
    }),
    ..API
};

#[tokio::test]
async fn a_shard_is_cached_for_its_tenant_only() {
    let server = Tls::start(|request| {
        let of_first =
            request.target.contains("/organizations/1/") || request.target.contains("/things/7");
        if of_first && request.host == "api-domain.com" {
            let to = format!("Location: https://n1.api-domain.com{}\r\n", request.target);
            return http(308, &to, "");
        }
        http(200, "", r#"{"organizationId": "1"}"#)
    })
    .await;
    let client = server.client(&DIVIDED);
    for path in [
        "/organizations/1/a",
        "/organizations/1/b?c=d",
        "/organizations/2/a",
        "/status",
        "/things/7/a",
        "/things/7/b",
    ] {
        client.request(Method::GET, path).send().await.unwrap();
    }
    let requests = server.requests();
    let sent: Vec<_> = requests
        .iter()
        .map(|r| format!("{} {}", r.host.trim_end_matches(".api-domain.com"), r.target))
        .collect();
    assert_eq!(
        sent,
        [
            "api-domain.com /v1/organizations/1/a",
            "n1 /v1/organizations/1/a",
            "n1 /v1/organizations/1/b?c=d",
            "api-domain.com /v1/organizations/2/a",
            "api-domain.com /v1/status",
            // The first response reveals the tenant.
            "api-domain.com /v1/things/7/a",
            "n1 /v1/things/7/a",
            "n1 /v1/things/7/b",
        ]
    );
}

/// A limiter that permits everything, and records what is reported to it.
#[derive(Default)]
struct Recorder(Mutex<Vec<String>>);

impl Recorder {
    fn record(&self, line: String) {
        self.0.lock().unwrap().push(line);
    }
}

impl RateLimiter for Recorder {
    fn acquire<'a>(&'a self, _: &'a Owner, _: Duration) -> PermitFuture<'a> {
        self.record("permit".to_owned());
        Box::pin(async { Ok(()) })
    }

    fn on_response(&self, _: &Owner, status: StatusCode) {
        self.record(status.as_str().to_owned());
    }

    fn on_retry_after(&self, _: &Owner, _: Duration) {
        self.record("wait".to_owned());
    }
}

#[tokio::test]
async fn servers_that_are_not_trusted_change_neither_tenants_nor_limits() {
    let storage = Scripted::start(|_, line| {
        Reaction::Respond(match line.contains("/7") {
            true => http(200, "", r#"{"organizationId": "1"}"#),
            false => http(429, "Retry-After: 60\r\n", ""),
        })
    })
    .await;
    let storage = storage.base_url.clone();
    let server = Scripted::reading(move |_, request| {
        Reaction::Respond(match request.target.as_str() {
            "/things/7" | "/things/8" => {
                http(302, &format!("Location: {storage}{}\r\n", request.target), "")
            }
            _ => http(200, "", r#"{"organizationId": "2"}"#),
        })
    })
    .await;
    let limiter = Arc::new(Recorder::default());
    let client: Client = plain(&DIVIDED)
        .base_url(&server.base_url)
        .retry(RetryPolicy::never())
        .rate_limiter(limiter.clone())
        .build()
        .unwrap();
    let get = |path: &str| client.request(Method::GET, path).send();
    let unknown = serde_json::to_value(client.session.known_tenants()).unwrap();
    get("/things/7").await.unwrap();
    get("/things/8").await.unwrap_err();
    let tenants = || serde_json::to_value(client.session.known_tenants()).unwrap();
    assert_eq!(tenants()["tenants"], unknown["tenants"]);
    get("/things/9").await.unwrap();
    assert_ne!(tenants()["tenants"], unknown["tenants"], "the API reveals tenants");
    let reported = limiter.0.lock().unwrap().clone();
    assert_eq!(reported, ["permit", "302", "permit", "302", "permit", "200"]);
}
