//! Redirects to hosts that are trusted or not: where the API key, writes and reads are sent.

use crate::api::{API, Client, KEY, builder, thing};
use crate::server::{Reaction, Scripted, http};
use crate::tls::{EveryName, Tls};
use runtime::testing::SimulatedClock;
use runtime::{Method, RequestOptions, RetryPolicy, SchemeId};
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
    let everything = EveryName { address, resolved: resolved.clone() };
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
    let line = server.client(&API).get_thing("1").send().await.unwrap_err().to_string();
    assert!(line.ends_with("the host is not trusted, and the URL is not https"), "{line}");
    // A body goes to trusted servers only.
    let server =
        Scripted::start(|_, _| Reaction::Respond(http(307, "Location: /\\x\r\n", ""))).await;
    let client: Client = builder(&server.base_url).build().unwrap();
    let search = client.request(Method::GET, "/a").json(&thing(1));
    let line = search.send().await.unwrap_err().to_string();
    assert!(line.ends_with("not followed: the host is not trusted"), "{line}");
}
