//! Replies, and what goes wrong with them.

use crate::api::{
    AddBook, Book, Client, DeleteBook, GetBook, GetChanges, GetCover, GetFirst, GetLines,
    GetSummary, GetText, NewBook, RenameBook, client,
};
use meraki_dashboard_api_tools::mock::{MockServer, Reply};
use runtime::{Bytes, ErrorKind, Method};
use serde_json::json;
use std::time::Duration;

fn book(id: i64) -> Book {
    Book { id: Some(id), title: Some(format!("Book {id}")) }
}

#[tokio::test]
async fn replies_are_typed_and_chosen_by_conditions() {
    let server = MockServer::<Client>::start();
    server.on::<GetBook>().path("id", 2).reply(book(2));
    server.on::<GetBook>().reply(book(1)).times(1);
    server.on::<GetBook>().reply_example();
    assert_eq!(server.example::<GetBook>().title.as_deref(), Some("Emma"));
    let client = client(&server);
    assert_eq!(GetBook::new(&client, 2).send().await.unwrap().into_body(), book(2));
    assert_eq!(GetBook::new(&client, 3).send().await.unwrap().into_body(), book(1));
    let example = GetBook::new(&client, 3).send().await.unwrap();
    assert_eq!(*example, Book { id: Some(7), title: Some("Emma".to_owned()) });
    assert_eq!(example.headers()["x-request-id"].to_str().ok(), Some("mock-3"));
    let received = server.received::<GetBook>();
    assert_eq!(
        received.iter().map(|one| one.path("id")).collect::<Vec<_>>(),
        [Some("2"), Some("3"), Some("3")]
    );
}

#[tokio::test]
async fn bodies_are_checked_matched_and_received() {
    let server = MockServer::<Client>::start();
    let poems = NewBook::new("Odes").genre("poems");
    server.on::<AddBook>().body(&poems).reply(book(2)).expect(1);
    server.on::<AddBook>().header("x-trace", 7).reply_status(409);
    server.on::<AddBook>().when(|request| request.text().contains("Emma")).reply_example();
    let client = client(&server);
    let added = AddBook::new(&client, &poems).send().await.unwrap();
    assert_eq!((added.status().as_u16(), &*added), (201, &book(2)));
    // A value that is made from the schema.
    let added = AddBook::new(&client, &NewBook::new("Emma")).send().await.unwrap();
    assert_eq!(*added, Book { id: Some(1), title: Some("stringaa".to_owned()) });
    let options = runtime::RequestOptions::new().header("x-trace", "7");
    let error =
        AddBook::new(&client, &NewBook::new("Ada")).options(options).send().await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 409);
    let received = server.received::<AddBook>();
    assert_eq!(received[0].body().unwrap(), poems);
    assert_eq!(received[2].header("x-trace"), Some("7"));
}

#[tokio::test]
async fn forms_are_received_as_their_type() {
    let server = MockServer::<Client>::start();
    server.on::<RenameBook>().path("id", 1).reply_example();
    let body = NewBook::new("Emma & co").edition(2);
    RenameBook::new(&client(&server), 1, &body).send().await.unwrap();
    let received = server.received::<RenameBook>();
    assert_eq!(
        (received[0].text().as_str(), received[0].body().unwrap()),
        ("title=Emma+%26+co&edition=2", body)
    );
}

#[tokio::test]
async fn operations_share_a_path() {
    let server = MockServer::<Client>::start();
    server.on::<GetSummary>().reply("Emma marries".to_owned());
    server.on::<GetBook>().reply(book(1));
    let client = client(&server);
    assert_eq!(*GetBook::new(&client, 1).send().await.unwrap(), book(1));
    assert_eq!(*GetSummary::new(&client, 1).send().await.unwrap(), "Emma marries");
}

#[tokio::test]
async fn replies_have_every_form_of_body() {
    let server = MockServer::<Client>::start();
    server.on::<DeleteBook>().reply(()).header("x-left", 3);
    server.on::<GetText>().reply("\"Emma\" by Jane".to_owned());
    server.on::<GetCover>().reply(Bytes::from_static(b"\x89PNG"));
    server.on::<GetChanges>().reply(vec![book(1), book(2)]);
    server.on::<GetLines>().reply(vec![book(1), book(2)]);
    let client = client(&server);
    let deleted = DeleteBook::new(&client, 1).send().await.unwrap();
    assert_eq!(deleted.status().as_u16(), 204);
    assert_eq!(deleted.headers()["x-left"], "3");
    let text = GetText::new(&client, 1).send().await.unwrap();
    assert_eq!(*text, "\"Emma\" by Jane");
    let cover = GetCover::new(&client, 1).send().await.unwrap();
    assert_eq!(cover.headers()["content-type"], "image/png");
    assert_eq!(cover.into_body().bytes().await.unwrap(), b"\x89PNG"[..]);
    let mut changes = GetChanges::new(&client, 1).send().await.unwrap().into_body();
    let mut lines = GetLines::new(&client, 1).send().await.unwrap().into_body();
    for id in 1..3 {
        assert_eq!(changes.try_next().await.unwrap().unwrap().data, book(id));
        assert_eq!(lines.try_next().await.unwrap().unwrap(), book(id));
    }
    assert!(
        changes.try_next().await.unwrap().is_none() && lines.try_next().await.unwrap().is_none()
    );
}

#[tokio::test]
async fn a_429_is_retried_after_its_wait() {
    let server = MockServer::<Client>::start();
    let busy = server.on::<GetBook>().reply_json(429, &json!({"errors": ["busy"]}));
    let busy = busy.retry_after(Duration::from_secs(7)).times(2);
    server.on::<GetBook>().reply(book(1)).expect(1);
    let clock = runtime::testing::SimulatedClock::new();
    let client = server.client_builder().clock(clock.clone()).build().unwrap();
    assert_eq!(GetBook::new(&client, 1).send().await.unwrap().into_body(), book(1));
    assert_eq!(clock.waits(), [Duration::from_secs(7); 2]);
    assert_eq!(busy.hits(), 2);
}

#[tokio::test]
async fn connections_break() {
    let server = MockServer::<Client>::start();
    server.on::<AddBook>().when(|request| request.text().contains("cut")).reply(book(1)).cut_body();
    server.on::<AddBook>().reset_connection();
    let client = client(&server);
    for title in ["cut", "reset"] {
        let error = AddBook::new(&client, &NewBook::new(title)).send().await.unwrap_err();
        assert!(error.is_ambiguous(), "{title}: {error}");
    }
    assert_eq!(server.received::<AddBook>().len(), 2);
}

#[tokio::test]
async fn a_late_reply_exceeds_the_timeout() {
    let server = MockServer::<Client>::start();
    server.on::<GetBook>().reply(book(1)).delay(Duration::from_secs(60));
    let never = runtime::RetryPolicy::never();
    let client =
        server.client_builder().timeout(Duration::from_millis(50)).retry(never).build().unwrap();
    let error = GetBook::new(&client, 1).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
}

#[tokio::test]
async fn undocumented_requests_get_replies() {
    let server = MockServer::<Client>::start();
    let shelf = server.on_undocumented(Method::GET, "/shelves/{id}");
    shelf.reply_with(|request| Reply::json(&json!({"shelf": request.path("id")})).status(203));
    let client = client(&server);
    let shelf = client.request(Method::GET, "/shelves/a%20b").send().await.unwrap();
    assert_eq!((shelf.status().as_u16(), &*shelf), (203, &json!({"shelf": "a b"})));
    assert_eq!(server.received_requests()[0].target, "/shelves/a%20b");
}

/// The path of the request is also one of `GetText`, whose parameter has another name, but is a number.
#[tokio::test]
async fn operations_with_other_names_of_parameters_are_told_apart() {
    let server = MockServer::<Client>::start();
    server.on::<GetFirst>().path("collection", "books").reply("Chapter 1".to_owned());
    assert_eq!(*GetFirst::new(&client(&server), "books").send().await.unwrap(), "Chapter 1");
}
