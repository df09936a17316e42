//! Bodies that are not JSON, responses by status, and operations with their own security or server.

use crate::api::{API, Client, KEY, builder, client};
use crate::server::{json, responding, targets};
use runtime::{
    Bytes, Call, ClientBuilder, ObjectStyle, Part, Request, RequestOptions, RetryPolicy, Upload,
    get, object, post, union,
};
use serde_json::{Value, json};
use std::pin::Pin;
use std::task::{Context, Poll};
use wiremock::ResponseTemplate;

#[post("/forms")]
#[request(id = "sendForm", output = String, text)]
struct SendForm(Call);

#[get("/responses")]
#[request(id = "getResponse", output = Option<Response>)]
struct GetResponse(Call);

#[object(setters)]
struct Dug {
    depth: Option<i64>,
    tools: Option<Vec<String>>,
}

#[object]
struct Job {
    job: Option<String>,
}

#[union]
enum Response {
    Ok(Dug),
    Accepted(Job),
}

#[object(setters, multipart)]
struct Photos {
    #[property(media_type = "image/png")]
    photo: Part,
    more: Option<Vec<Part>>,
    caption: Option<String>,
    size: Option<Dug>,
}

/// A request that sends a form, as a generated crate describes it.
fn form(client: &Client, fill: impl FnOnce(&mut Call)) -> SendForm {
    let mut call = Call::new(&client.session, SendForm::OPERATION);
    fill(&mut call);
    SendForm(call)
}

/// The media type and the body that the server received.
async fn received(fill: impl FnOnce(&mut Call)) -> (String, String) {
    let server = responding(ResponseTemplate::new(200).set_body_string("taken")).await;
    let response = form(&client(&server.uri()), fill).send().await.unwrap();
    assert_eq!(*response, "taken");
    let request = server.received_requests().await.unwrap().remove(0);
    let media_type = request.headers["content-type"].to_str().unwrap().to_owned();
    (media_type, String::from_utf8(request.body).unwrap())
}

#[tokio::test]
async fn fields_of_a_form() {
    let dug = Dug { depth: Some(7), tools: Some(vec!["a b".to_owned(), "c&d".to_owned()]) };
    let (media_type, body) = received(|call| call.form(&dug)).await;
    assert_eq!(media_type, "application/x-www-form-urlencoded");
    // Parsed by an independent implementation of the URL standard.
    let url = reqwest::Url::parse(&format!("http://h/?{body}")).unwrap();
    let pairs: Vec<_> = url.query_pairs().into_owned().collect();
    let expected = [("depth", "7"), ("tools", "a b"), ("tools", "c&d")];
    assert_eq!(pairs, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
}

#[tokio::test]
async fn a_dry_run_shows_a_form_without_secrets() {
    let fields = json!({ "name": "Lobby", "password": "secret1" });
    let request = form(&client("http://h.example"), |call| call.form(&fields));
    let unsent = Request::dry_run(request).unwrap().to_string();
    assert!(unsent.ends_with("\nname=Lobby&password=***"), "{unsent}");
}

#[tokio::test]
async fn parts_of_a_form() {
    let upload = Photos::new(Part::from("PNG").file_name("front.png"))
        .more([Part::from("x"), Part::from("y").media_type("text/csv")])
        .caption("the front")
        .size(Dug::default().depth(7));
    let (media_type, body) = received(|call| call.multipart(upload)).await;
    let boundary = media_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    let parts: Vec<&str> = body.split(&format!("--{boundary}")).map(str::trim).collect();
    let disposition = "Content-Disposition: form-data; name=";
    assert_eq!(
        parts,
        [
            "",
            &format!(
                "{disposition}\"photo\"; filename=\"front.png\"\r\nContent-Type: image/png\r\n\r\nPNG"
            ),
            // The name of the property.
            &format!(
                "{disposition}\"more\"; filename=\"more\"\r\nContent-Type: application/octet-stream\r\n\r\nx"
            ),
            &format!("{disposition}\"more\"\r\nContent-Type: text/csv\r\n\r\ny"),
            &format!("{disposition}\"caption\"\r\n\r\nthe front"),
            &format!(
                "{disposition}\"size\"\r\nContent-Type: application/json\r\n\r\n{{\"depth\":7}}"
            ),
            "--",
        ]
    );
}

#[tokio::test]
async fn plain_text() {
    let (media_type, body) = received(|call| call.text("text/csv", "a,b\n".to_owned())).await;
    assert_eq!((media_type.as_str(), body.as_str()), ("text/csv", "a,b\n"));
}

#[tokio::test]
async fn objects_in_the_query() {
    let server = responding(json("null")).await;
    let client = client(&server.uri());
    let send = |fill: fn(&mut Call, &Dug)| {
        let mut call = Call::new(&client.session, GetResponse::OPERATION);
        fill(&mut call, &Dug::default().depth(7));
        GetResponse(call).send()
    };
    send(|call, _| call.query_object("d", ObjectStyle::Brackets, &"2026-01-31")).await.unwrap();
    send(|call, dug| call.query_json("d", dug)).await.unwrap();
    send(|call, dug| call.query_object("d", ObjectStyle::Brackets, dug)).await.unwrap();
    assert_eq!(
        targets(&server).await,
        [
            "/responses?d=2026-01-31",
            "/responses?d=%7B%22depth%22%3A7%7D",
            "/responses?d%5Bdepth%5D=7"
        ]
    );
}

#[object]
struct Loose {
    job: Option<Value>,
}

#[union]
enum ByStatus {
    #[tag("200")]
    Ok(Loose),
    #[tag("202", "203")]
    Accepted(Job),
    #[tag("2XX")]
    Other(Dug),
}

#[get("/responses")]
#[request(id = "getByStatus", output = ByStatus, success("200", "202", "203", "2XX"))]
struct GetByStatus(Call);

#[tokio::test]
async fn responses_are_decoded_by_status_first() {
    let job = || Job { job: Some("J_1".to_owned()) };
    let loose = |job: Value| Loose { job: Some(job) };
    let text = r#"{"job": "J_1"}"#;
    for (status, body, expected) in [
        (200, text, ByStatus::Ok(loose(json!("J_1")))),
        (202, text, ByStatus::Accepted(job())),
        (203, text, ByStatus::Accepted(job())),
        (201, text, ByStatus::Other(Dug::default())),
        (201, r#"{"depth": 7}"#, ByStatus::Other(Dug::default().depth(7))),
        // The body of one status is never read as that of another: what does not fit is drift.
        (202, r#"{"job": {"id": 1}, "depth": 7}"#, ByStatus::Accepted(Job::default())),
        (200, "7", ByStatus::Unknown(json!(7))),
    ] {
        let response = ResponseTemplate::new(status).set_body_raw(body, "application/json");
        let server = responding(response).await;
        let call = Call::new(&client(&server.uri()).session, GetByStatus::OPERATION);
        let response = GetByStatus(call).send().await.unwrap();
        let has_drift = body.contains("depth") && status == 202 || body == "7";
        assert_eq!(response.drift().is_empty(), !has_drift, "{:?}", response.drift());
        assert_eq!(response.into_body(), expected, "{status} {body}");
    }
}

#[tokio::test]
async fn responses_of_several_types() {
    for (body, expected) in [
        (r#"{"depth": 7}"#, Some(Response::Ok(Dug::default().depth(7)))),
        (r#"{"job": "J_1"}"#, Some(Response::Accepted(Job { job: Some("J_1".to_owned()) }))),
        ("7", Some(Response::Unknown(json!(7)))),
        ("", None),
    ] {
        let server = responding(json(body)).await;
        let call = Call::new(&client(&server.uri()).session, GetResponse::OPERATION);
        assert_eq!(GetResponse(call).send().await.unwrap().into_body(), expected, "{body}");
    }
}

#[tokio::test]
async fn errors_are_decoded_into_the_requested_type() {
    let body = r#"{"job": "J_1", "errors": ["no"]}"#;
    let server = responding(ResponseTemplate::new(409).set_body_string(body)).await;
    let call = Call::new(&client(&server.uri()).session, GetResponse::OPERATION);
    let error = GetResponse(call).send().await.unwrap_err();
    assert_eq!(error.messages(), ["no"]);
    assert_eq!(error.json::<Job>(), Some(Job { job: Some("J_1".to_owned()) }));
    assert_eq!(error.json::<Vec<String>>(), None, "what does not fit");
}

#[tokio::test]
async fn anonymous_operations_send_no_key() {
    let server = responding(ResponseTemplate::new(200)).await;
    let client = client(&server.uri());
    form(&client, Call::anonymous).send().await.unwrap();
    form(&client, |_| {}).send().await.unwrap();
    let requests = server.received_requests().await.unwrap();
    let keys: Vec<bool> =
        requests.iter().map(|request| request.headers.contains_key("authorization")).collect();
    assert_eq!(keys, [false, true]);
}

#[tokio::test]
async fn operations_with_their_own_server() {
    let url = "https://dig.api-domain.com/v2";
    let dry = |client: Client| Client::from(client.session.dry_run());
    let usual = ClientBuilder::<Client>::new(&API)
        .api_key(KEY)
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    let sent = form(&dry(usual), |call| call.server(url)).send().await.unwrap();
    assert_eq!(sent.unsent().unwrap().url(), "https://dig.api-domain.com/v2/forms");
    let own = builder("http://127.0.0.1:4010/api").build().unwrap();
    let sent = form(&dry(own), |call| call.server(url)).send().await.unwrap();
    assert_eq!(
        sent.unsent().unwrap().url(),
        "http://127.0.0.1:4010/api/forms",
        "the caller's base"
    );
}

#[tokio::test]
async fn requests_with_their_own_server() {
    let usual = responding(json("7")).await;
    let other = responding(json("8")).await;
    let client = client(&usual.uri());
    let url = format!("{}/v2/", other.uri());
    let at_other = || RequestOptions::new().server(&url);
    let request = form(&client, |call| call.server("https://dig.api-domain.com/v2"));
    request.options(at_other()).send().await.unwrap();
    let received = other.received_requests().await.unwrap().remove(0);
    assert_eq!(received.url.path(), "/v2/forms");
    assert!(received.headers.contains_key("authorization"), "the caller's server may have the key");
    assert!(usual.received_requests().await.unwrap().is_empty());

    for (server, failure) in [
        ("/v2", "the request's server is not an absolute URL"),
        ("http://api-domain.com/", "the request's server must be https"),
        ("https://user:secret@other.example", "the request's server must not hold a user"),
    ] {
        let options = RequestOptions::new().server(server);
        assert!(!format!("{options:?}").contains("secret"));
        let error = form(&client, |_| {}).options(options).send().await.unwrap_err().to_string();
        assert!(error.contains(failure) && !error.contains("secret"), "{error}");
    }
}

/// The body that is sent for a stream of these pieces.
fn pieces(pieces: [&'static str; 3]) -> Upload {
    Upload::stream(Pieces(pieces.into_iter()))
}

/// A stream of pieces that are ready.
struct Pieces(std::array::IntoIter<&'static str, 3>);

impl futures_core::Stream for Pieces {
    type Item = std::io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next().map(|piece| Ok(piece.into())))
    }
}

/// A request with one body, as the server receives it.
async fn read(body: Upload) -> wiremock::Request {
    let server = responding(ResponseTemplate::new(200).set_body_string("taken")).await;
    let request = form(&client(&server.uri()), |call| call.bytes("image/png", body));
    request.send().await.unwrap();
    server.received_requests().await.unwrap().remove(0)
}

#[tokio::test]
async fn streamed_bytes_are_sent_in_order() {
    let request = read(pieces(["a", "", "bc"])).await;
    assert_eq!(request.body, b"abc");
    assert_eq!(request.headers["transfer-encoding"], "chunked");
    let request = read(pieces(["a", "", "bc"]).length(3)).await;
    assert_eq!(
        (&*request.body, &request.headers["content-length"]),
        (&b"abc"[..], &"3".parse().unwrap())
    );
    let large = vec![7; 1_000_000];
    let request = read(Upload::reader(std::io::Cursor::new(large.clone()))).await;
    assert_eq!(request.body, large);
}

#[tokio::test]
async fn an_upload_of_another_length_is_an_error() {
    let server = responding(ResponseTemplate::new(200).set_body_string("taken")).await;
    let client = client(&server.uri());
    let reader = |size| Upload::reader(std::io::Cursor::new(vec![b'x'; size]));
    let upload = Part::from(pieces(["ab", "cd", ""]).length(3));
    let in_form = form(&client, |call| call.multipart(Photos::new(upload)));
    let plain = |upload| form(&client, |call| call.bytes("image/png", upload));
    for (request, how) in [
        (plain(reader(20).length(10)), "more than 10"),
        (plain(reader(10).length(20)), "less than 20"),
        // The first piece has the announced length, and the connection would read no more.
        (plain(pieces(["abc", "", "d"]).length(3)), "more than 3"),
        (plain(pieces(["", "a", ""]).length(0)), "more than 0"),
        (plain(Upload::from("abc").length(2)), "more than 2"),
        (in_form, "more than 3"),
    ] {
        let error = request.send().await.unwrap_err();
        assert!(error.to_string().contains(&format!("the upload has {how} bytes")), "{error}");
    }
    for upload in [
        pieces(["", "", ""]).length(0),
        Upload::from("abc").length(3),
        reader(100_000).length(100_000),
    ] {
        plain(upload).send().await.unwrap();
    }
}

#[tokio::test]
async fn streamed_bodies_are_sent_once() {
    let server = responding(ResponseTemplate::new(429)).await;
    let session = client(&server.uri()).session;
    let mut call = Call::new(&session, SendForm::OPERATION);
    call.bytes("image/png", pieces(["a", "b", "c"]));
    let again = SendForm(call.clone());
    let error = SendForm(call).send().await.unwrap_err();
    assert!(error.is_rate_limited() && error.attempts() == 1, "{error}");
    let error = again.send().await.unwrap_err();
    assert_eq!(error.to_string(), "sendForm: the body is a stream, and cannot be sent again");
    assert_eq!(server.received_requests().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_stream_that_fails_is_an_error() {
    struct Broken;
    impl futures_core::Stream for Broken {
        type Item = std::io::Result<Bytes>;

        fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            Poll::Ready(Some(Err(std::io::Error::other("the disk is gone"))))
        }
    }
    let server = responding(ResponseTemplate::new(200)).await;
    let session = client(&server.uri()).session;
    let mut call = Call::new(&session, SendForm::OPERATION);
    call.bytes("image/png", Upload::stream(Broken));
    let error = SendForm(call).send().await.unwrap_err();
    assert!(error.to_string().contains("the disk is gone"), "{error}");
}

#[tokio::test]
async fn files_of_a_form_are_streamed() {
    let photo = Part::from(pieces(["P", "N", "G"])).file_name("front.png").header("X-Shot", "1");
    let upload = Photos::new(photo).caption("the front");
    let (media_type, body) = received(|call| call.multipart(upload)).await;
    let boundary = media_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    let parts: Vec<&str> = body.split(&format!("--{boundary}")).map(str::trim).collect();
    let [_, photo, caption, "--"] = parts[..] else { panic!("{parts:?}") };
    let (head, content) = photo.split_once("\r\n\r\n").unwrap();
    assert_eq!(content, "PNG");
    assert!(head.lines().any(|line| line == "X-Shot: 1"), "{head}");
    assert!(head.lines().any(|line| line == "Content-Type: image/png"), "{head}");
    assert!(head.contains("filename=\"front.png\""), "{head}");
    assert!(caption.ends_with("\r\n\r\nthe front"), "{caption}");
}
