//! A process of the example that receives webhooks.

use crate::program::{Server, example};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};

/// Starts a receiver of webhooks with a shared secret.
pub(crate) fn start(secret: &str) -> Server {
    let mut command = Command::new(example("receive_webhooks"));
    Server::start(command.env("MERAKI_WEBHOOK_SECRET", secret).stderr(Stdio::null()))
}

/// Sends a webhook, and returns the status line of the response.
pub(crate) fn post(receiver: &Server, body: &str) -> String {
    let authority =
        receiver.url.strip_prefix("http://").and_then(|url| url.strip_suffix("/webhooks"));
    let authority = authority.expect("the URL of the webhooks");
    let mut connection = TcpStream::connect(authority).expect("it listens");
    let length = body.len();
    write!(
        connection,
        "POST /webhooks HTTP/1.1\r\nHost: {authority}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
    .expect("it reads the request");
    let mut status = String::new();
    BufReader::new(connection).read_line(&mut status).expect("it responds");
    status.trim_end().to_owned()
}
