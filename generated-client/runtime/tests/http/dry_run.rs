//! Dry runs: reads go out, writes do not.

use crate::api::{Client, KEY, builder, client, thing};
use crate::server::{json, responding, targets};
use runtime::{Method, RequestOptions, SchemeId};
use wiremock::ResponseTemplate;

#[tokio::test]
async fn a_dry_run_sends_reads_and_shows_writes() {
    let server = responding(json(r#"{"id": 7}"#)).await;
    let live = client(&server.uri());
    let dry = Client::from(live.session.dry_run());
    let read = dry.get_thing("7").send().await.unwrap();
    assert_eq!((read.id, read.unsent().is_none()), (Some(7), true));
    assert_eq!(targets(&server).await.len(), 1);

    let options = RequestOptions::new().header("X-Trace", "7");
    let response = dry.create_thing(thing(8)).options(options).send().await.unwrap();
    assert_eq!(response.id, None, "the response says nothing");
    let unsent = response.unsent().unwrap();
    assert_eq!(unsent.method(), Method::POST);
    assert_eq!(unsent.url(), format!("{}/things", server.uri()));
    assert_eq!(unsent.body().unwrap(), r#"{"id":8}"#);
    assert_eq!(unsent.headers()["content-type"], "application/json");
    assert_eq!(unsent.headers()["x-trace"], "7");
    let agent = unsent.headers()["user-agent"].to_str().unwrap();
    assert!(agent.starts_with("things/1.2.3"));

    let response = dry.delete_thing("a b").send().await.unwrap();
    let unsent = response.unsent().unwrap();
    assert_eq!(unsent.url(), format!("{}/things/a%20b", server.uri()));
    assert!(unsent.body().is_none());
    let raw = dry.request(Method::PATCH, "/x").query("a", 1).json(&[1]).send().await.unwrap();
    assert_eq!(raw.unsent().unwrap().url(), format!("{}/x?a=1", server.uri()));
    assert_eq!(targets(&server).await.len(), 1, "nothing else was sent");

    live.create_thing(thing(8)).send().await.unwrap();
    assert_eq!(targets(&server).await.len(), 2, "the client itself goes on as before");
}

#[tokio::test]
async fn a_dry_run_shows_the_request() {
    let server = responding(json("{}")).await;
    let live = client(&server.uri());
    live.create_thing(thing(8)).send().await.unwrap();
    let sent = server.received_requests().await.unwrap().remove(0);
    let dry = Client::from(live.session.dry_run());
    let response = dry.create_thing(thing(8)).send().await.unwrap();
    let unsent = response.unsent().unwrap();
    assert_eq!(unsent.url(), format!("{}{}", server.uri(), sent.url.path()));
    assert_eq!(unsent.body().unwrap().as_ref(), sent.body);
    for (name, value) in unsent.headers() {
        assert_eq!(sent.headers.get(name.as_str()).unwrap().as_bytes(), value.as_bytes());
    }
    // Only sent requests have the API key and the headers of the connection.
    let mut added: Vec<_> = sent
        .headers
        .keys()
        .map(|name| name.as_str())
        .filter(|name| !unsent.headers().contains_key(*name))
        .collect();
    added.sort_unstable();
    assert_eq!(added, ["accept-encoding", "authorization", "content-length", "host"]);
}

#[tokio::test]
async fn a_dry_run_shows_no_key() {
    for scheme in ["bearer", "header", "query", "cookie"] {
        let client: Client =
            builder("http://h.example").auth_header(SchemeId::new(scheme)).build().unwrap();
        let dry = Client::from(client.session.dry_run());
        let response = dry.create_thing(thing(8)).send().await.unwrap();
        let unsent = response.unsent().unwrap();
        let all = format!("{unsent:?} {} {:?} {:?}", unsent.url(), unsent.headers(), unsent.body());
        assert!(!all.contains(KEY), "{scheme}: {all}");
    }
}

#[tokio::test]
async fn an_invalid_request_is_an_error_in_a_dry_run() {
    let server = responding(ResponseTemplate::new(500)).await;
    let dry = Client::from(client(&server.uri()).session.dry_run());
    assert!(dry.delete_thing("..").send().await.is_err());
    assert_eq!(targets(&server).await.len(), 0);
}
