//! Pages that are requested while the caller processes the previous one.

use crate::api::{client, ids};
use crate::server::{json, read_head, targets};
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::{Notify, oneshot};
use wiremock::matchers::{path, query_param, query_param_is_missing};
use wiremock::{Mock, MockServer, Request};

/// A listing of three pages, and a signal that the second one was requested.
async fn listing() -> (MockServer, Arc<Notify>) {
    let server = MockServer::start().await;
    let requested = Arc::new(Notify::new());
    let first = json("[{\"id\": 1}]").insert_header("Link", "<?after=1>; rel=next");
    Mock::given(path("/shelves/s/things"))
        .and(query_param_is_missing("after"))
        .respond_with(first)
        .mount(&server)
        .await;
    let notify = Arc::clone(&requested);
    Mock::given(query_param("after", "1"))
        .respond_with(move |_: &Request| {
            notify.notify_one();
            json("[{\"id\": 2}]").insert_header("Link", "<?after=2>; rel=next")
        })
        .mount(&server)
        .await;
    Mock::given(query_param("after", "2")).respond_with(json("[{\"id\": 3}]")).mount(&server).await;
    (server, requested)
}

#[tokio::test]
async fn one_page_is_requested_ahead() {
    let (server, requested) = listing().await;
    let mut pages = client(&server.uri()).get_things("s").pages();
    assert_eq!(ids(&pages.try_next().await.unwrap().unwrap()), [1]);
    // The caller does something else.
    requested.notified().await;
    assert_eq!(
        targets(&server).await.len(),
        2,
        "and no other is requested before that one is taken"
    );
    assert_eq!(ids(&pages.try_next().await.unwrap().unwrap()), [2]);
    assert_eq!(ids(&pages.try_next().await.unwrap().unwrap()), [3]);
    assert!(pages.try_next().await.unwrap().is_none());
    assert_eq!(targets(&server).await.len(), 3);
}

#[tokio::test]
async fn reading_ahead_can_be_disabled() {
    let (server, _) = listing().await;
    let mut pages = client(&server.uri()).get_things("s").read_ahead(false).pages();
    for requested in 1..=3 {
        pages.try_next().await.unwrap().unwrap();
        tokio::task::yield_now().await;
        assert_eq!(targets(&server).await.len(), requested);
    }
}

#[tokio::test]
async fn no_page_is_requested_beyond_the_limit() {
    let (server, _) = listing().await;
    assert_eq!(client(&server.uri()).get_things("s").max_pages(2).all().await.unwrap().len(), 2);
    assert_eq!(targets(&server).await.len(), 2);
}

#[tokio::test]
async fn dropping_a_listing_cancels_its_request() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap());
    let (requested, was_requested) = oneshot::channel();
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        read_head(&mut stream).await.unwrap();
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nLink: <?after=1>; rel=next\r\n\r\n[]";
        stream.write_all(head.as_bytes()).await.unwrap();
        read_head(&mut stream).await.unwrap();
        requested.send(()).unwrap();
        // There is no response: the client closes the connection.
        stream.read_to_end(&mut Vec::new()).await.unwrap()
    });
    let mut pages = client(&base_url).get_things("s").pages();
    pages.try_next().await.unwrap().unwrap();
    was_requested.await.unwrap();
    drop(pages);
    assert_eq!(server.await.unwrap(), 0);
}
