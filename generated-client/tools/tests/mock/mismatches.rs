//! Requests that are not as the document describes them, which fail the test.

use crate::api::{AddBook, Book, Client, GetBook, NewBook, client};
use meraki_dashboard_api_tools::mock::{MockServer, Received};
use runtime::Method;
use serde_json::{Value, json};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The message of the error that a request gets.
async fn refused(request: runtime::RawRequest) -> (u16, String) {
    let error = request.send().await.unwrap_err();
    (error.status().unwrap().as_u16(), error.messages().join("; "))
}

#[tokio::test]
async fn mismatches_are_answered_with_their_reason() {
    let server = MockServer::<Client>::start();
    server.on::<AddBook>().reply_example();
    let client = client(&server);
    let get = |path: &str| client.request(Method::GET, path);
    let add = |body: Value| client.request(Method::POST, "/books").json(&body);
    let cases = [
        (get("/books/x"), 400, "the path parameter `id`: \"x\" is not of type \"integer\""),
        (
            get("/books/1?fields=id,author"),
            400,
            "the query parameter `fields`: `/1`: \"author\" is not one of \"id\" or \"title\"",
        ),
        (
            get("/by-cursor?limit=101"),
            400,
            "the query parameter `limit`: 101 is greater than the maximum of 100",
        ),
        (add(json!({"genre": "novel"})), 400, "the body: \"title\" is a required property"),
        (
            add(json!({"title": "a", "genre": "play"})),
            400,
            "the body: `/genre`: \"play\" is not one of \"novel\" or \"poems\"",
        ),
        (client.request(Method::POST, "/books"), 400, "the body is missing"),
        (get("/books/1"), 400, "the test sets no reply for it"),
        (get("/shelves"), 404, "the API document does not describe it: it has 18 other operations"),
    ];
    let expected = cases.each_ref().map(|(_, _, reason)| (*reason).to_owned());
    for (request, status, reason) in cases {
        assert_eq!(refused(request).await, (status, reason.to_owned()));
    }
    let mismatches = server.take_mismatches();
    assert_eq!(mismatches[0], format!("getBook GET /books/x: {}", expected[0]));
    assert_eq!(mismatches.len(), expected.len());
}

#[tokio::test]
async fn unchecked_replies_accept_mismatches() {
    let server = MockServer::<Client>::start();
    server.on::<AddBook>().unchecked().reply(Book::default());
    let client = client(&server);
    AddBook::new(&client, &NewBook::new("Emma").genre("play")).send().await.unwrap();
    assert_eq!(server.received::<AddBook>()[0].body().unwrap().genre.as_deref(), Some("play"));
}

/// The message with which a test fails.
fn failure(server: MockServer<Client>) -> Option<String> {
    let failure = catch_unwind(AssertUnwindSafe(|| drop(server))).err()?;
    Some(failure.downcast_ref::<String>().unwrap().clone())
}

#[tokio::test]
async fn a_mismatch_fails_the_test() {
    let server = MockServer::<Client>::start();
    server.on::<GetBook>().path("id", 2).reply(Book::default());
    let client = client(&server);
    GetBook::new(&client, 1).send().await.unwrap_err();
    let reason = "the test server found mismatches:\n- getBook GET /books/1: none of the replies for it (1) is sent: their \
                  conditions do not hold, or they are used up";
    assert_eq!(failure(server).unwrap(), reason);
}

#[tokio::test]
async fn a_missing_request_fails_the_test() {
    let server = MockServer::<Client>::start();
    server.on::<GetBook>().reply(Book::default()).expect(1..);
    server.on::<AddBook>().reply(Book::default()).expect(1..=2);
    AddBook::new(&client(&server), &NewBook::new("Emma")).send().await.unwrap();
    let reason = "the test server found mismatches:\n- getBook: expected at least 1 requests for a reply, received 0";
    assert_eq!(failure(server).unwrap(), reason);
}

#[test]
fn a_test_that_panics_fails_for_its_own_reason() {
    let failed = catch_unwind(|| {
        let server = MockServer::<Client>::start();
        server.on::<GetBook>().reply(Book::default()).expect(1);
        std::panic::panic_any("its own reason");
    });
    assert_eq!(failed.unwrap_err().downcast_ref::<&str>(), Some(&"its own reason"));
}

#[tokio::test]
async fn a_panic_of_a_reply_is_a_mismatch() {
    let server = MockServer::<Client>::start();
    server.on::<GetBook>().reply_with(|request| {
        std::panic::panic_any(format!("no book {}", request.path("id").unwrap()))
    });
    GetBook::new(&client(&server), 1).send().await.unwrap_err();
    let reason = "getBook GET /books/1: the function of the reply panicked: no book 1";
    assert_eq!(server.take_mismatches(), [reason]);
}

#[tokio::test]
async fn a_panic_of_a_condition_is_a_mismatch() {
    let server = MockServer::<Client>::start();
    let condition = |_: &Received<GetBook>| std::panic::panic_any("no such book");
    server.on::<GetBook>().when(condition).reply(Book::default());
    GetBook::new(&client(&server), 1).send().await.unwrap_err();
    let reason = "getBook GET /books/1: a condition of a reply panicked: no such book";
    assert_eq!(server.take_mismatches(), [reason]);
}

#[test]
fn unknown_parameters_are_mistakes_of_the_test() {
    let server = MockServer::<Client>::start();
    let unknown = |condition: fn(&MockServer<Client>)| {
        let failed = catch_unwind(AssertUnwindSafe(|| condition(&server)));
        failed.unwrap_err().downcast_ref::<String>().unwrap().clone()
    };
    assert_eq!(
        unknown(|server| drop(server.on::<GetBook>().path("bookId", 1))),
        "getBook has no parameter `bookId` in its path"
    );
    assert_eq!(
        unknown(|server| drop(server.on::<GetBook>().query("field", 1))),
        "getBook has no parameter `field` in its query"
    );
}
