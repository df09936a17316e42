//! Bodies that are not JSON, answers that differ by status, and operations that are authorised or served unlike the others.

use crate::api::{API, Client, KEY, builder, client};
use crate::server::{answering, json, targets};
use runtime::{Call, ClientBuilder, ObjectStyle, Part, RetryPolicy, get, object, post, union};
use serde_json::json;
use wiremock::ResponseTemplate;

#[post("/forms")]
#[request(id = "sendForm", output = String, text)]
struct SendForm(Call);

#[get("/answers")]
#[request(id = "getAnswer", output = Option<Answer>)]
struct GetAnswer(Call);

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
enum Answer {
    Ok(Dug),
    Accepted(Job),
}

#[object(setters, multipart)]
struct Upload {
    #[member(media_type = "image/png")]
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

/// What the server received: the media type and the body.
async fn received(fill: impl FnOnce(&mut Call)) -> (String, String) {
    let server = answering(ResponseTemplate::new(200).set_body_string("taken")).await;
    let answer = form(&client(&server.uri()), fill).send().await.unwrap();
    assert_eq!(*answer, "taken");
    let request = server.received_requests().await.unwrap().remove(0);
    let media_type = request.headers["content-type"].to_str().unwrap().to_owned();
    (media_type, String::from_utf8(request.body).unwrap())
}

#[tokio::test]
async fn fields_of_a_form() {
    let dug = Dug { depth: Some(7), tools: Some(vec!["a b".to_owned(), "c&d".to_owned()]) };
    let (media_type, body) = received(|call| call.form(&dug)).await;
    assert_eq!(media_type, "application/x-www-form-urlencoded");
    // Read by the parser of the URL standard, which knows nothing of how it was written.
    let url = reqwest::Url::parse(&format!("http://h/?{body}")).unwrap();
    let pairs: Vec<_> = url.query_pairs().into_owned().collect();
    let expected = [("depth", "7"), ("tools", "a b"), ("tools", "c&d")];
    assert_eq!(pairs, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
}

#[tokio::test]
async fn parts_of_a_form() {
    let upload = Upload::new(Part::from("PNG").file_name("front.png"))
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
            &format!("{disposition}\"more\"\r\n\r\nx"),
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
async fn a_text() {
    let (media_type, body) = received(|call| call.text("text/csv", "a,b\n".to_owned())).await;
    assert_eq!((media_type.as_str(), body.as_str()), ("text/csv", "a,b\n"));
}

#[tokio::test]
async fn objects_in_the_query() {
    let server = answering(json("null")).await;
    let client = client(&server.uri());
    let send = |fill: fn(&mut Call, &Dug)| {
        let mut call = Call::new(&client.session, GetAnswer::OPERATION);
        fill(&mut call, &Dug::default().depth(7));
        GetAnswer(call).send()
    };
    send(|call, _| call.query_object("d", ObjectStyle::Brackets, &"2026-01-31")).await.unwrap();
    send(|call, dug| call.query_json("d", dug)).await.unwrap();
    send(|call, dug| call.query_object("d", ObjectStyle::Brackets, dug)).await.unwrap();
    assert_eq!(
        targets(&server).await,
        ["/answers?d=2026-01-31", "/answers?d=%7B%22depth%22%3A7%7D", "/answers?d%5Bdepth%5D=7"]
    );
}

#[tokio::test]
async fn answers_of_several_types() {
    for (body, expected) in [
        (r#"{"depth": 7}"#, Some(Answer::Ok(Dug::default().depth(7)))),
        (r#"{"job": "J_1"}"#, Some(Answer::Accepted(Job { job: Some("J_1".to_owned()) }))),
        ("7", Some(Answer::Unknown(json!(7)))),
        ("", None),
    ] {
        let server = answering(json(body)).await;
        let call = Call::new(&client(&server.uri()).session, GetAnswer::OPERATION);
        assert_eq!(GetAnswer(call).send().await.unwrap().into_body(), expected, "{body}");
    }
}

#[tokio::test]
async fn errors_have_the_type_that_is_asked_for() {
    let body = r#"{"job": "J_1", "errors": ["no"]}"#;
    let server = answering(ResponseTemplate::new(409).set_body_string(body)).await;
    let call = Call::new(&client(&server.uri()).session, GetAnswer::OPERATION);
    let error = GetAnswer(call).send().await.unwrap_err();
    assert_eq!(error.messages(), ["no"]);
    assert_eq!(error.json::<Job>(), Some(Job { job: Some("J_1".to_owned()) }));
    assert_eq!(error.json::<Vec<String>>(), None, "what does not fit");
}

#[tokio::test]
async fn an_operation_without_the_key() {
    let server = answering(ResponseTemplate::new(200)).await;
    let client = client(&server.uri());
    form(&client, Call::anonymous).send().await.unwrap();
    form(&client, |_| {}).send().await.unwrap();
    let requests = server.received_requests().await.unwrap();
    let keys: Vec<bool> =
        requests.iter().map(|request| request.headers.contains_key("authorization")).collect();
    assert_eq!(keys, [false, true]);
}

#[tokio::test]
async fn an_operation_with_a_server_of_its_own() {
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
