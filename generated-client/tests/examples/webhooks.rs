//! A process of the example that receives webhooks.

use crate::mock::example;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};

/// A receiver of webhooks that runs until it is dropped.
pub(crate) struct Webhooks {
    process: Child,
    output: BufReader<ChildStdout>,
    /// The host and the port.
    authority: String,
}

impl Webhooks {
    /// Starts a receiver with a shared secret on a free port.
    pub(crate) fn start(secret: &str) -> Self {
        let mut process = Command::new(example("receive_webhooks"))
            .args(["--port", "0"])
            .env("MERAKI_WEBHOOK_SECRET", secret)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the receiver starts");
        let output = BufReader::new(process.stdout.take().expect("its output is piped"));
        let mut webhooks = Self { process, output, authority: String::new() };
        let url = webhooks.line();
        let authority = url.strip_prefix("http://").and_then(|rest| rest.strip_suffix("/webhooks"));
        webhooks.authority = authority.expect("it says where it serves").to_owned();
        webhooks
    }

    /// The next line that it prints.
    pub(crate) fn line(&mut self) -> String {
        let mut line = String::new();
        self.output.read_line(&mut line).expect("it prints text");
        line.trim_end().to_owned()
    }

    /// Sends a webhook, and returns the status line of the response.
    pub(crate) fn post(&self, body: &str) -> String {
        let mut connection = TcpStream::connect(&self.authority).expect("it listens");
        let (authority, length) = (&self.authority, body.len());
        write!(
            connection,
            "POST /webhooks HTTP/1.1\r\nHost: {authority}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        )
        .expect("it reads the request");
        let mut status = String::new();
        BufReader::new(connection).read_line(&mut status).expect("it responds");
        status.trim_end().to_owned()
    }
}

impl Drop for Webhooks {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
