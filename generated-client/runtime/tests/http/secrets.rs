//! The API key is sent only to trusted hosts and never shown.

use crate::api::{Client, KEY, builder, client};
use crate::server::{json, responding, unused_url};
use runtime::{Decoding, Method, RequestOptions, SchemeId};
use wiremock::ResponseTemplate;

/// All printable forms of an error.
fn printed(error: &runtime::Error) -> String {
    let mut text =
        format!("{error} {error:?} {error:#?} {:?} {:?}", error.messages(), error.body());
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        text.push_str(&format!(" {cause} {cause:?}"));
        source = cause.source();
    }
    text
}

#[tokio::test]
async fn debug_shows_no_key() {
    for scheme in ["bearer", "header", "query", "cookie"] {
        let builder = builder("http://127.0.0.1:1").auth_header(SchemeId::new(scheme));
        assert!(!format!("{builder:?}").contains(KEY));
        let client: Client = builder.build().unwrap();
        let debug = format!("{client:?} {client:#?}");
        assert!(!debug.contains(KEY), "{debug}");
        assert!(debug.contains(scheme) && debug.contains("http://127.0.0.1:1"), "{debug}");
        let options = RequestOptions::new().header("X-Token", "hidden-token");
        let request = client.get_things("s").name("n").options(options.clone());
        let debug = format!("{request:?} {request:#?} {options:?}");
        assert!(!debug.contains(KEY) && !debug.contains("hidden-token"), "{debug}");
        assert!(
            debug.starts_with(
                "GetThings { method: GET, path: \"/shelves/s/things\", query: \"name=n\""
            ),
            "{debug}"
        );
        let raw = client.request(Method::POST, "/x").json(&["a-hidden-word-in-it"]);
        let debug = format!("{raw:?}");
        assert!(!debug.contains("a-hidden") && debug.contains("23 bytes"), "{debug}");
        let future = format!("{:?}", client.get_things("s").send());
        assert!(!future.contains(KEY), "{future}");
        let pages = format!(
            "{:?} {:?} {:?}",
            client.get_things("s").pages(),
            client.get_things("s").stream(),
            client.get_things("s").all()
        );
        assert!(!pages.contains(KEY), "{pages}");
    }
}

#[tokio::test]
async fn errors_hold_no_key() {
    let server = unused_url().await;
    for scheme in ["bearer", "header", "query", "cookie"] {
        let client: Client = builder(&server).auth_header(SchemeId::new(scheme)).build().unwrap();
        let error = client.get_things("s").send().await.unwrap_err();
        let text = printed(&error);
        assert!(!text.contains(KEY), "{text}");
    }
}

#[tokio::test]
async fn a_key_in_a_response_is_redacted() {
    let body = format!(r#"{{"errors": ["Invalid key: {KEY}"]}}"#);
    let server =
        responding(ResponseTemplate::new(401).set_body_raw(body, "application/json")).await;
    let error = client(&server.uri()).get_things("s").send().await.unwrap_err();
    assert_eq!(error.messages(), ["Invalid key: [key]"]);
    assert!(!printed(&error).contains(KEY), "{}", printed(&error));

    let server = responding(json(&format!(r#"[{{"id": "{KEY}"}}]"#))).await;
    let things = client(&server.uri()).get_things("s").send().await.unwrap();
    assert_eq!(things.drift()[0].found(), "\"[key]\"");
    assert!(!format!("{:?}", things.drift()).contains(KEY));
    let strict = RequestOptions::new().decode(Decoding::Strict);
    let error = client(&server.uri()).get_things("s").options(strict).send().await.unwrap_err();
    assert!(error.is_decode());
    assert!(!printed(&error).contains(KEY), "{}", printed(&error));

    let location = format!("/elsewhere/{KEY}?key={KEY}");
    let server =
        responding(ResponseTemplate::new(302).insert_header("Location", location.as_str())).await;
    let error = client(&server.uri()).get_things("s").send().await.unwrap_err();
    assert!(!printed(&error).contains(KEY), "{}", printed(&error));
}

#[test]
fn managed_headers_cannot_be_default_headers() {
    for name in [
        "authorization",
        "x-things-key",
        "user-agent",
        "content-type",
        "accept",
        "host",
        "content-length",
        "transfer-encoding",
    ] {
        let mut headers = runtime::HeaderMap::new();
        headers.insert(name, "evil".parse().unwrap());
        let builder = builder("http://localhost").auth_header(SchemeId::new("header"));
        let error = builder.default_headers(headers).build().unwrap_err().to_string();
        assert!(error.starts_with(&format!("`default_headers` cannot set `{name}`")), "{error}");
    }
}

#[tokio::test]
async fn default_headers_are_sent_beside_managed_headers() {
    let mut headers = runtime::HeaderMap::new();
    // Another header than the key's is the caller's.
    headers.insert("x-things-key", "mine".parse().unwrap());
    headers.insert("x-mine", "mine".parse().unwrap());
    headers.append("X-MINE", "too".parse().unwrap());
    let server = responding(json("{}")).await;
    let accept = ("accept".parse().unwrap(), "mine".parse().unwrap());
    let client = builder(&server.uri())
        .default_headers(headers)
        .configure_http(|http| http.default_headers([accept].into_iter().collect()))
        .build()
        .unwrap();
    client.create_thing(crate::api::thing(1)).send().await.unwrap();
    let request = server.received_requests().await.unwrap().remove(0);
    let mut mine: Vec<_> =
        request.headers.iter().filter(|(_, v)| *v == "mine").map(|(n, _)| n.as_str()).collect();
    mine.sort_unstable();
    assert_eq!(mine, ["x-mine", "x-things-key"]);
    assert_eq!(request.headers.get_all("x-mine").iter().count(), 2);
    assert_eq!(request.headers["Content-Type"], "application/json");
    assert_eq!(request.headers["User-Agent"], "things/1.2.3");
    assert_eq!(request.body, br#"{"id":1}"#);
}
