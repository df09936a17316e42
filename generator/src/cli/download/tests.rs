//! The limits of downloads, with values that a test server can reach.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests fail by panicking, and the lint does not recognize test helpers"
)]

use super::{Limits, transfer};
use crate::cli::error::Error;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::thread;
use std::time::Duration;

#[path = "../../../../xtask/tests/command/server.rs"]
mod server;
use server::{Server, response};

fn refused(url: &str, limits: &Limits) -> String {
    match transfer(&url.parse().unwrap(), None, limits) {
        Err(Error::Plain { message, .. }) => message,
        other => format!("{other:?}"),
    }
}

#[test]
fn rejects_documents_above_the_size_limit() {
    let body = "0123456789";
    let without_length = format!("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{body}");
    let server = Server::responding([
        response("200 OK", "", body),
        without_length.clone(),
        response("200 OK", "", body),
        without_length,
    ]);
    let url = server.url("/");
    let limits = |bytes| Limits { bytes, ..Limits::default() };
    for _ in 0..2 {
        let message = refused(&url, &limits(9));
        assert!(message.ends_with("it is larger than 9 bytes"), "{message}");
    }
    for _ in 0..2 {
        assert!(transfer(&url.parse().unwrap(), None, &limits(10)).is_ok());
    }
    assert_eq!(server.requests().len(), 4);
}

#[test]
fn times_out_on_a_silent_server() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let limits = Limits { timeout: Duration::from_millis(20), ..Limits::default() };
    let message = refused(&url, &limits);
    assert!(message.contains("the server sent nothing for 20ms"), "{message}");
}

#[test]
fn stops_a_download_that_never_ends() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    thread::spawn(move || {
        let (mut connection, _) = listener.accept().unwrap();
        // A response before the request is an error of its own.
        let mut request = BufReader::new(connection.try_clone().unwrap()).lines();
        while request.next().is_some_and(|line| !line.unwrap().is_empty()) {}
        connection.write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n").unwrap();
        // One byte after the other, until the client closes the connection.
        while connection.write_all(b" ").is_ok() {}
    });
    let limits = Limits { deadline: Duration::from_millis(20), ..Limits::default() };
    let message = refused(&url, &limits);
    assert!(message.contains("the download takes longer than 20ms"), "{message}");
}
