//! Redirects: which ones are followed, with method, body and API key.

use crate::api::{API, Client, KEY, builder, thing};
use crate::server::{Reaction, Scripted, http};
use crate::tls::Tls;
use runtime::reqwest::dns::{Addrs, Name, Resolve, Resolving};
use runtime::testing::SimulatedClock;
use runtime::{
    Api, Method, RedirectTarget, Redirects, RequestOptions, RetryPolicy, SchemeId, Tenancy,
    TenantResource,
};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

/// URLs that resemble trusted ones, or must never be trusted.
const HOSTILE: [&str; 42] = [
    // Other hosts.
    "https://evil.example/",
    "http://evil.example/",
    "//evil.example/things/1",
    "https:///evil.example/things/1",
    "/\\evil.example/things/1",
    "\\\\evil.example\\things\\1",
    "https:evil.example/",
    "https:\\\\evil.example/",
    "HTTPS://EVIL.EXAMPLE/",
    // Users that look like hosts.
    "https://api-domain.com@evil.example/",
    "https://api-domain.com:x@evil.example/",
    "https://api-domain.com%2F@evil.example/",
    "https://evil.example\\@api-domain.com/",
    "https://evil.example#@api-domain.com/",
    "https://evil.example?@api-domain.com/",
    "https://user@api-domain.com/",
    "https://user:password@api-domain.com/",
    "https://:@evil.example/",
    // Similar names.
    "https://api-domain.com.evil.example/",
    "https://evilapi-domain.com/",
    "https://api-domain.co/",
    "https://api-domain.comm/",
    "https://api-domain-com.evil.example/",
    "https://api-domain.com./",
    "https://n1.api-domain.com../",
    "https://аpi-domain.com/",
    "https://api-domain.com\u{3002}evil.example/",
    "https://xn--pi-domain-x4a.com/",
    "https://api%2ddomain.com.evil.example/",
    "https://evil.example/https://api-domain.com/",
    "https://evil.example%2eapi-domain.com@evil.example/",
    // The right host with the wrong scheme or port.
    "http://api-domain.com/",
    "http://n1.api-domain.com/things/1",
    "https://api-domain.com:8443/",
    "https://api-domain.com:80/",
    "ftp://api-domain.com/",
    "ws://api-domain.com/",
    // Addresses.
    "https://93.184.216.34/",
    "https://1572395042/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://localhost/",
];

/// A resolver that returns one address for every name, and records the names.
#[derive(Clone)]
struct Everything {
    address: SocketAddr,
    resolved: Arc<Mutex<Vec<String>>>,
}

impl Resolve for Everything {
    fn resolve(&self, name: Name) -> Resolving {
        self.resolved.lock().unwrap().push(name.as_str().to_owned());
        let addresses: Addrs = Box::new([self.address].into_iter());
        Box::pin(async { Ok(addresses) })
    }
}

/// Sends a write and a listing that are redirected to a hostile URL, and returns their results.
async fn redirect_target(client: &Client, index: usize) -> Vec<String> {
    let id = index.to_string();
    let mut lines = Vec::new();
    for error in [
        client.create_thing(thing(i64::try_from(index).unwrap())).send().await.unwrap_err(),
        client.get_things(&id).all().await.unwrap_err(),
    ] {
        assert!(error.attempts() <= 1, "{error}");
        assert!(!format!("{error} {error:?}").contains(KEY));
        lines.push(error.to_string());
    }
    lines
}

#[tokio::test]
async fn the_key_is_sent_to_none_of_42_hostile_urls() {
    // No request may arrive here.
    let lost = Arc::new(Mutex::new(Vec::new()));
    let came = lost.clone();
    let evil = Scripted::start(move |_, line| {
        came.lock().unwrap().push(line.to_owned());
        Reaction::Respond(http(200, "", "[]"))
    })
    .await;
    let resolved = Arc::new(Mutex::new(Vec::new()));
    let address = evil.base_url.strip_prefix("http://").unwrap().parse().unwrap();
    let everything = Everything { address, resolved: resolved.clone() };
    let server = Scripted::reading(|_, request| {
        let digits: String =
            format!("{}{}", request.target.split('?').next().unwrap(), request.body)
                .matches(char::is_numeric)
                .collect();
        let url = HOSTILE[digits.parse::<usize>().unwrap()];
        Reaction::Respond(match request.line.contains("/shelves/") {
            true => http(200, &format!("Link: <{url}>; rel=next\r\n"), "[]"),
            false => http(307, &format!("Location: {url}\r\n"), ""),
        })
    })
    .await;
    for scheme in ["bearer", "query"] {
        let client: Client = builder(&server.base_url)
            .retry(RetryPolicy::new())
            .clock(SimulatedClock::new())
            .auth_header(SchemeId::new(scheme))
            .configure_http(|http| http.dns_resolver(everything.clone()))
            .build()
            .unwrap();
        for (index, url) in HOSTILE.into_iter().enumerate() {
            for line in redirect_target(&client, index).await {
                // A location beyond ASCII is invalid.
                let is_none = !url.is_ascii() && line.ends_with(": 307 Temporary Redirect");
                assert!(line.contains("not trusted") || is_none, "{url}: {line}");
            }
        }
    }
    assert!(resolved.lock().unwrap().is_empty(), "{resolved:?}");
    assert!(lost.lock().unwrap().is_empty(), "{lost:?}");
}

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

/// A client that resolves every host to one server.
fn client(server: &Tls, api: &'static Api) -> Client {
    let everything = Everything { address: server.address, resolved: Arc::default() };
    runtime::ClientBuilder::new(api)
        .api_key(KEY)
        .configure_http(|http| {
            http.dns_resolver(everything).tls_certs_only([server.certificate.clone()])
        })
        .build()
        .unwrap()
}

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
        let client = client(&server, &API);
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
        let error = client(&server, &API).create_thing(thing(1)).send().await.unwrap_err();
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
    let client = client(&server, &DIVIDED);
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

#[tokio::test]
async fn a_trusted_origin_is_sent_writes_and_the_key() {
    let shard = Scripted::reading(|_, request| {
        let key = request.header("authorization").unwrap_or_default();
        assert_eq!((key, &*request.body), (&*format!("Bearer {KEY}"), r#"{"id":5}"#));
        Reaction::Respond(http(200, "", "{}"))
    })
    .await;
    let location = format!("Location: {}/things\r\n", shard.base_url);
    let server = Scripted::start(move |_, _| Reaction::Respond(http(308, &location, ""))).await;
    let client = builder(&server.base_url).trust_origin(&shard.base_url).build().unwrap();
    client.create_thing(thing(5)).send().await.unwrap();

    // Another port is another origin.
    let client: Client = builder(&server.base_url).build().unwrap();
    let error = client.create_thing(thing(5)).send().await.unwrap_err();
    assert!(error.to_string().ends_with("not followed: the host is not trusted"), "{error}");
    assert!(!error.is_ambiguous(), "the server has not applied it");

    let builder = builder(&server.base_url).trust_origin("http://api-domain.com");
    let error = builder.build().unwrap_err().to_string();
    assert!(error.contains("trusted origin must be https"), "{error}");
}

#[tokio::test]
async fn a_read_is_followed_to_another_origin_without_credentials() {
    for scheme in ["bearer", "header", "query", "cookie"] {
        let server = Scripted::reading(|count, request| {
            assert_eq!(count, usize::from(request.target.starts_with("/back")));
            let secrets = ["authorization", "x-things-key", "cookie", "x-secret", "x-token"];
            let is_sent = secrets.iter().any(|name| request.header(name).is_some());
            if request.target == "/back" {
                assert!(!is_sent, "another server chose this URL");
                return Reaction::Respond(http(200, "", "{\"id\": 7}"));
            }
            assert!(is_sent || request.target.contains("key="));
            let storage = request.header("x-storage").unwrap();
            Reaction::Respond(http(302, &format!("Location: {storage}/blob?signature=s\r\n"), ""))
        })
        .await;
        let back = format!("Location: {}/back\r\n", server.base_url);
        let storage = Scripted::reading(move |_, request| {
            for name in ["authorization", "x-things-key", "cookie", "x-secret", "x-token"] {
                assert_eq!(request.header(name), None);
            }
            assert_eq!(request.line, "GET /blob?signature=s");
            assert_eq!(request.header("range"), Some("bytes=0-9"));
            assert!(request.header("accept").is_some());
            Reaction::Respond(http(307, &back, ""))
        })
        .await;
        let secret = [("x-secret".parse().unwrap(), "s".parse().unwrap())];
        let client: Client = builder(&server.base_url)
            .auth_header(SchemeId::new(scheme))
            .default_headers(secret.into_iter().collect())
            .build()
            .unwrap();
        let options = RequestOptions::new()
            .header("X-Token", "t")
            .header("Range", "bytes=0-9")
            .header("X-Storage", &*storage.base_url);
        let read = client.get_thing("1").options(options).send().await.unwrap();
        assert_eq!(read.id, Some(7), "{scheme}");
    }
}

#[tokio::test]
async fn reads_are_not_followed_to_insecure_urls_or_with_credentials() {
    for place in ["http://user:password@localhost/", "https://user@localhost/", "ftp://localhost/"]
    {
        let location = format!("Location: {place}\r\n");
        let server = Scripted::start(move |_, _| Reaction::Respond(http(302, &location, ""))).await;
        let client: Client = builder(&server.base_url).build().unwrap();
        let line = client.get_thing("1").send().await.unwrap_err().to_string();
        assert!(line.contains("not followed: the host is not trusted, and the URL"), "{line}");
        assert!(!line.contains("password@"), "{line}");
    }
    let server = Tls::start(|_| http(302, "Location: http://storage.example/\r\n", "")).await;
    let line = client(&server, &API).get_thing("1").send().await.unwrap_err().to_string();
    assert!(line.ends_with("the host is not trusted, and the URL is not https"), "{line}");
    // A body goes to trusted servers only.
    let server =
        Scripted::start(|_, _| Reaction::Respond(http(307, "Location: /\\x\r\n", ""))).await;
    let client: Client = builder(&server.base_url).build().unwrap();
    let search = client.request(Method::GET, "/a").json(&thing(1));
    let line = search.send().await.unwrap_err().to_string();
    assert!(line.ends_with("not followed: the host is not trusted"), "{line}");
}

/// An API that answers a POST with 302 once it has applied it.
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
        let created = client(&server, api).create_thing(thing(1)).send().await.unwrap();
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
