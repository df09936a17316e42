//! What redirects mean by status and method: the same request elsewhere, its result, or an error.

use crate::api::{API, Client, KEY, builder, thing};
use crate::server::{Reaction, Scripted, http};
use crate::tls::Tls;
use runtime::testing::SimulatedClock;
use runtime::{Api, Method, RedirectTarget, Redirects, RetryPolicy};

#[tokio::test]
async fn a_redirect_to_a_shard_keeps_method_body_and_key() {
    for status in [301, 302, 307, 308] {
        let server = Tls::start(move |request| match request.host.as_str() {
            "api-domain.com" => {
                let to = format!("Location: https://N7.API-domain.com:443{}\r\n", request.target);
                http(status, &to, "")
            }
            _ => http(200, "", "{}"),
        })
        .await;
        let client = server.client(&API);
        client.create_thing(thing(5)).send().await.unwrap();
        client.request(Method::GET, "/a?b=c%20d").send().await.unwrap();
        let requests = server.requests();
        let sent: Vec<_> = requests.iter().map(|r| (r.host.as_str(), r.line.as_str())).collect();
        assert_eq!(
            sent,
            [
                ("api-domain.com", "POST /v1/things"),
                ("n7.api-domain.com", "POST /v1/things"),
                ("api-domain.com", "GET /v1/a?b=c%20d"),
                ("n7.api-domain.com", "GET /v1/a?b=c%20d"),
            ]
        );
        for request in &requests {
            assert_eq!(request.header("authorization"), Some(format!("Bearer {KEY}").as_str()));
        }
        assert_eq!(requests[1].body, r#"{"id":5}"#);
        assert_eq!(requests[1].header("content-type"), Some("application/json"));
    }
}

#[tokio::test]
async fn other_redirects_are_not_followed() {
    for status in [300, 304, 305] {
        let server =
            Tls::start(move |_| http(status, "Location: https://api-domain.com/x\r\n", "")).await;
        let error = server.client(&API).create_thing(thing(1)).send().await.unwrap_err();
        assert!(
            error
                .to_string()
                .ends_with(
                    "redirect to https://api-domain.com/x not followed: the status does not preserve the method"
                ),
            "{error}"
        );
        assert_eq!(server.requests().len(), 1);
    }
}

/// An API that responds to a POST with 302 once it has applied it.
static APPLIES_BEFORE_302: Api =
    Api { redirects: Redirects { moved: RedirectTarget::Result, ..Redirects::DEFAULT }, ..API };

/// An API that asks with 303 to send a request to another URL.
static MOVES_BY_303: Api = Api {
    redirects: Redirects { see_other: RedirectTarget::SameRequest, ..Redirects::DEFAULT },
    ..API
};

#[tokio::test]
async fn a_redirect_to_a_result_is_followed_with_get() {
    let server = |status| {
        Tls::start(move |request| match request.line.as_str() {
            "POST /v1/things" => http(status, "Location: /v1/things/5\r\n", ""),
            _ => http(200, "", "{\"id\": 5}"),
        })
    };
    let sent = async |api, status| {
        let server = server(status).await;
        let created = server.client(api).create_thing(thing(1)).send().await.unwrap();
        assert_eq!(created.id, Some(5));
        server.requests().remove(1)
    };
    for (api, status) in [(&API, 303), (&APPLIES_BEFORE_302, 302), (&APPLIES_BEFORE_302, 301)] {
        let request = sent(api, status).await;
        assert_eq!((&*request.line, &*request.body), ("GET /v1/things/5", ""));
        assert_eq!(request.header("content-type"), None);
        assert_eq!(request.header("authorization"), Some(&*format!("Bearer {KEY}")));
    }
    for (api, status) in [(&API, 302), (&MOVES_BY_303, 303), (&APPLIES_BEFORE_302, 307)] {
        let request = sent(api, status).await;
        assert_eq!((&*request.line, &*request.body), ("POST /v1/things/5", r#"{"id":1}"#));
    }
}

/// An API whose documents do not say what 301, 302 and 303 mean after a write.
static UNKNOWN_REDIRECTS: Api = Api {
    redirects: Redirects { moved: RedirectTarget::Unknown, see_other: RedirectTarget::Unknown },
    ..API
};

#[tokio::test]
async fn a_redirect_of_unknown_meaning_is_an_error_for_writes() {
    for status in [301, 302, 303] {
        let server = Tls::start(move |request| match request.line.ends_with("/moved") {
            true => http(status, "Location: /v1/things/5\r\n", ""),
            false => http(200, "", "{}"),
        })
        .await;
        let client = server.client(&UNKNOWN_REDIRECTS);
        for method in [Method::POST, Method::PUT, Method::DELETE] {
            let error = client.request(method, "/moved").send().await.unwrap_err().to_string();
            assert!(error.ends_with("redirects of writes are not followed"), "{error}");
        }
        client.request(Method::GET, "/moved").send().await.unwrap();
        assert_eq!(server.requests().len(), 5);
    }
}

#[tokio::test]
async fn a_moved_put_is_never_read_with_get() {
    let server = Tls::start(|request| match request.line.ends_with("/moved") {
        true => http(302, "Location: /v1/things/5\r\n", ""),
        false => http(200, "", "{}"),
    })
    .await;
    let client = server.client(&APPLIES_BEFORE_302);
    client.request(Method::PUT, "/moved").send().await.unwrap();
    assert_eq!(server.requests()[1].line, "PUT /v1/things/5");
}

#[tokio::test]
async fn an_error_says_whether_the_write_was_applied() {
    for (result, expected) in [
        (http(503, "Retry-After: 0\r\n", ""), "503 Service Unavailable: it was applied"),
        (http(429, "Retry-After: 0\r\n", ""), "429 Too Many Requests: it was applied"),
        (http(404, "", ""), "404 Not Found: it was applied"),
        (
            http(302, "Location: ftp://x/\r\n", ""),
            "redirect to ftp://x/ not followed: the host is not trusted, and the URL is not https; it was applied",
        ),
    ] {
        let server = Scripted::start(move |count, line| {
            assert_eq!(line, ["POST /things", "GET /things/1"][count], "never a second POST");
            Reaction::Respond(match count {
                0 => http(303, "Location: /things/1\r\n", ""),
                _ => result.clone(),
            })
        })
        .await;
        let builder = builder(&server.base_url).retry(RetryPolicy::new());
        let client: Client = builder.clock(SimulatedClock::new()).build().unwrap();
        let error = client.create_thing(thing(1)).send().await.unwrap_err();
        assert!(error.is_ambiguous(), "{error}");
        assert!(error.to_string().ends_with(expected), "{error}");
    }
}

#[tokio::test]
async fn redirect_loops_are_errors() {
    let server = Scripted::start(|count, line| {
        assert!(count <= 10, "{line}");
        Reaction::Respond(http(302, "Location: /things/1\r\n", ""))
    })
    .await;
    let client: Client = builder(&server.base_url).retry(RetryPolicy::new()).build().unwrap();
    let line = client.create_thing(thing(1)).send().await.unwrap_err().to_string();
    assert!(line.ends_with("/things/1 not followed: too many redirects"), "{line}");
}
