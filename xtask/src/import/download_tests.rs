//! Limits, which no server on this machine reaches as they are.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that panics has failed, which is what it is for; helpers of tests are no tests to the lint"
)]

use super::{Limits, download};
use crate::error::Error;
use std::net::TcpListener;
use std::time::Duration;

#[path = "../../tests/command/server.rs"]
mod server;
use server::{Server, answer};

fn refused(url: &str, limits: &Limits) -> String {
    match download(url, None, limits) {
        Err(Error::Plain { message, .. }) => message,
        other => format!("{other:?}"),
    }
}

#[test]
fn a_document_beyond_the_limit_is_not_taken() {
    let body = "0123456789";
    let without_length = format!("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{body}");
    let server = Server::answering([
        answer("200 OK", "", body),
        without_length.clone(),
        answer("200 OK", "", body),
        without_length,
    ]);
    let url = server.url("/");
    let limits = |bytes| Limits { bytes, ..Limits::default() };
    for _ in 0..2 {
        let message = refused(&url, &limits(9));
        assert!(message.ends_with("it is larger than 9 bytes"), "{message}");
    }
    for _ in 0..2 {
        assert!(download(&url, None, &limits(10)).is_ok());
    }
    assert_eq!(server.requests().len(), 4);
}

#[test]
fn a_server_that_says_nothing_is_not_waited_for() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let limits = Limits { silence: Duration::from_millis(20), ..Limits::default() };
    let message = refused(&url, &limits);
    assert!(message.contains("timed out"), "{message}");
}

#[test]
fn only_https_and_this_machine_are_asked_and_without_credentials() {
    let refused = |url: &str| refused(url, &Limits::default());
    for url in
        ["http://garden.example/a.json", "ftp://garden.example/a", "http://127.0.0.1.example/"]
    {
        assert!(refused(url).ends_with("over https only"), "{url}");
    }
    for url in ["https://gardener:secret@garden.example/", "http://gardener@127.0.0.1:1/"] {
        let message = refused(url);
        assert!(message.starts_with("the URL holds credentials"), "{message}");
        assert!(!message.contains("gardener"), "{message}");
    }
    assert!(refused("http://[::1").contains("no URL"));
}
