//! A Redis server of its own for each test.

#![allow(dead_code, reason = "the benchmark does not use all of it")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

use redis::Client;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

/// A running `redis-server` on the loopback interface, without files.
pub(crate) struct Server {
    process: Child,
    port: u16,
}

impl Server {
    /// Starts a server; `None`, with a message, where it is not installed.
    pub(crate) fn start() -> Option<Self> {
        Self::on_port(unused_port())
    }

    /// Starts a server again, without its data.
    pub(crate) fn restart(self) -> Option<Self> {
        let port = self.port;
        drop(self);
        Self::on_port(port)
    }

    fn on_port(port: u16) -> Option<Self> {
        let mut command = Command::new("redis-server");
        command.args(["--bind", "127.0.0.1", "--port", &port.to_string(), "--save", ""]);
        let process = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
        let Ok(mut process) = process else {
            println!("skipped: redis-server is not installed");
            return None;
        };
        let log = BufReader::new(process.stdout.take().unwrap());
        let is_ready =
            log.lines().any(|line| line.unwrap().contains("Ready to accept connections"));
        assert!(is_ready, "redis-server did not start");
        Some(Self { process, port })
    }

    pub(crate) fn url(&self) -> String {
        url(self.port)
    }

    pub(crate) fn client(&self) -> Client {
        Client::open(self.url()).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The URL of a server on a port.
pub(crate) fn url(port: u16) -> String {
    format!("redis://127.0.0.1:{port}/")
}

/// A port that nothing listens on.
pub(crate) fn unused_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
