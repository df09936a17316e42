//! Responses in one of several documented media types, which the caller chooses.

use crate::server::{POINT, header, point, raw, responding};
use wire_format::responses::{formats, texts};
use wire_format::schemas::Point;
use wire_format::{MediaType, Request};

/// The `Accept` header of a request for a media type, and the body of the response.
async fn accepting<T>(media_type: MediaType<T>, body: &str) -> (String, T) {
    let (server, client) = responding(raw(media_type.name(), body)).await;
    let response = client.responses().formats().accept(media_type).send().await.unwrap();
    let requests = server.received_requests().await.unwrap();
    (header(&requests[0], "accept").unwrap().to_owned(), response.into_body())
}

#[tokio::test]
async fn the_media_type_determines_the_type_of_the_body() {
    let (server, client) = responding(raw("application/json", POINT)).await;
    assert_eq!(client.responses().formats().send().await.unwrap().into_body(), point());
    let requests = server.received_requests().await.unwrap();
    assert_eq!(header(&requests[0], "accept"), Some("application/json"));

    let (accept, text) = accepting(formats::TEXT_CSV, "x,y\n1,-2\n").await;
    assert_eq!((&*accept, &*text), ("text/csv", "x,y\n1,-2\n"));
    let (accept, text) = accepting(formats::APPLICATION_XML, "<point/>").await;
    assert_eq!((&*accept, &*text), ("application/xml", "<point/>"));
    let (accept, image) = accepting(formats::IMAGE_PNG, "PNG").await;
    assert_eq!((&*accept, &*image.bytes().await.unwrap()), ("image/png", &b"PNG"[..]));
    let (accept, words) = accepting(formats::APPLICATION_VND_WORDS_JSON, r#"["a"]"#).await;
    assert_eq!((&*accept, words), ("application/vnd.words+json", vec!["a".to_owned()]));
    let events = format!("data: {POINT}\n\n");
    let (accept, mut events) = accepting(formats::TEXT_EVENT_STREAM, &events).await;
    let event: Option<wire_format::Event<Point>> = events.try_next().await.unwrap();
    assert_eq!((&*accept, event.unwrap().data), ("text/event-stream", point()));
}

#[tokio::test]
async fn the_response_has_the_last_word() {
    let (_server, client) = responding(raw("text/csv", "x,y")).await;
    let request = || client.responses().formats();
    let words = request().accept(formats::APPLICATION_VND_WORDS_JSON).send().await;
    let error = words.unwrap_err().to_string();
    assert!(error.contains("the response is `text/csv`, not JSON"), "{error}");
    let events = request().accept(formats::TEXT_EVENT_STREAM).send().await;
    let error = events.unwrap_err().to_string();
    assert!(error.contains("the response is `text/csv`, not `text/event-stream`"), "{error}");
}

#[tokio::test]
async fn one_of_several_texts() {
    let (server, client) = responding(raw("text/csv", "a,b")).await;
    let request = || client.responses().texts();
    assert_eq!(request().send().await.unwrap().into_body(), "a,b");
    assert_eq!(request().accept(texts::TEXT_CSV).send().await.unwrap().into_body(), "a,b");
    let requests = server.received_requests().await.unwrap();
    let accepted: Vec<_> = requests.iter().map(|request| header(request, "accept")).collect();
    assert_eq!(accepted, [Some("text/plain, text/csv"), Some("text/csv")]);
}
