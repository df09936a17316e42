//! Dry runs: reads go out, writes do not.

use crate::api::{Client, KEY, builder, client, thing};
use crate::server::{json, responding, targets};
use runtime::{Call, Method, Request as _, RequestOptions, SchemeId, get, object, post, union};
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

/// A response whose type cannot be empty.
#[object(setters)]
struct Receipt {
    number: i64,
}

/// A response that no alternative fits if it is empty.
#[union]
enum Outcome {
    Receipt(Receipt),
    Text(String),
}

/// Orders something.
#[post("/orders")]
#[request(id = "order", output = Receipt)]
struct Order(Call);

/// Decides something.
#[post("/decisions")]
#[request(id = "decide", output = Outcome)]
struct Decide(Call);

/// Writes something down.
#[post("/notes")]
#[request(id = "note", output = String, text)]
struct Note(Call);

#[tokio::test]
async fn a_response_that_cannot_be_empty_is_an_error_with_the_request() {
    let dry = client("http://h.example").session.dry_run();
    let errors = [
        Order(Call::new(&dry, Order::OPERATION)).send().await.unwrap_err(),
        Decide(Call::new(&dry, Decide::OPERATION)).send().await.unwrap_err(),
    ];
    for (error, path) in errors.iter().zip(["/orders", "/decisions"]) {
        assert!(!error.is_decode(), "{error}");
        assert!(error.to_string().contains("dry run"), "{error}");
        assert_eq!(error.unsent().unwrap().url(), format!("http://h.example{path}"));
    }
}

#[tokio::test]
async fn any_request_can_be_shown_instead_of_sent() {
    let server = responding(json(r#"{"id": 7}"#)).await;
    let live = client(&server.uri());
    let read = live.get_thing("7").dry_run().unwrap();
    assert_eq!((read.method(), read.url()), (&Method::GET, &*format!("{}/things/7", server.uri())));
    let order = Order(Call::new(&live.session, Order::OPERATION)).dry_run().unwrap();
    assert_eq!(order.headers()["accept"], "application/json");
    let note = Note(Call::new(&live.session, Note::OPERATION)).dry_run().unwrap();
    assert_eq!(note.headers()["accept"], "*/*");
    assert!(live.delete_thing("..").dry_run().is_err());
    assert!(targets(&server).await.is_empty(), "nothing was sent");
}

#[tokio::test]
async fn a_nullable_response_is_null() {
    #[get("/receipt")]
    #[request(id = "receipt", output = Option<Receipt>)]
    struct FindReceipt(Call);

    for (body, number) in [("null", None), (r#"{"number": 7}"#, Some(7)), ("", None)] {
        let server = responding(json(body)).await;
        let find = FindReceipt(Call::new(&client(&server.uri()).session, FindReceipt::OPERATION));
        let receipt = find.send().await.unwrap();
        assert_eq!(receipt.as_ref().map(|receipt| receipt.number), number, "{body}");
        assert!(receipt.drift().is_empty());
    }
}

#[test]
fn required_nullable_properties_are_sent_as_null() {
    #[object(setters)]
    struct Leave {
        #[property(nullable)]
        until: Option<String>,
        reason: Option<String>,
    }

    let leave = Leave::new(None);
    assert_eq!(serde_json::to_string(&leave).unwrap(), r#"{"until":null}"#);
    let until = Leave::new(Some("May".to_owned())).reason("a");
    assert_eq!(serde_json::to_string(&until).unwrap(), r#"{"until":"May","reason":"a"}"#);
    let absent: Leave = serde_json::from_str("{}").unwrap();
    assert_eq!(absent, leave);
}
