//! A server of the API: two pages of clients, and a response to their provisioning.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// A server on this machine.
pub(super) struct Api {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<Request>>>,
}

/// A request that the server received.
#[derive(Clone, Debug)]
pub(super) struct Request {
    /// The method and the path with its query.
    pub(super) target: String,
    pub(super) head: String,
    pub(super) body: String,
}

impl Api {
    pub(super) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let received = Arc::clone(&requests);
        thread::spawn(move || {
            for connection in listener.incoming() {
                let Some(request) = read(connection.as_ref().unwrap()) else { continue };
                let mut received = received.lock().unwrap();
                let is_first = !received.iter().any(|one: &Request| one.target == request.target);
                let response = respond(address, &request, is_first);
                received.push(request);
                drop(received);
                // A client may close the connection before the end.
                let _ = connection.unwrap().write_all(response.as_bytes());
            }
        });
        Self { address, requests }
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}/api/v1", self.address)
    }

    /// The requests so far.
    pub(super) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

fn read(connection: &TcpStream) -> Option<Request> {
    let mut reader = BufReader::new(connection);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head).ok()? == 0 {
            return None;
        }
    }
    let length = head.to_ascii_lowercase();
    let length = length.lines().find_map(|line| line.strip_prefix("content-length: "));
    let mut body = vec![0; length.map_or(0, |length| length.trim().parse().unwrap())];
    reader.read_exact(&mut body).ok()?;
    let target = head.split(" HTTP/").next().unwrap().to_owned();
    Some(Request { target, head, body: String::from_utf8(body).unwrap() })
}

fn respond(address: SocketAddr, request: &Request, is_first: bool) -> String {
    let clients = "/api/v1/networks/N_1/clients";
    let client = |number: u32, name: &str, status: &str| {
        format!(
            r#"{{"id":"k{number}","mac":"00:11:22:33:44:0{number}","description":"{name}","status":"{status}","usage":{{"sent":{number}0,"recv":{number}}},"pskGroup":"secret{number}"}}"#
        )
    };
    let mut headers = String::new();
    let (status, body) = match request.target.split_once(' ').unwrap() {
        ("GET", path) if path.contains("/N_401/") => {
            ("401 Unauthorized", r#"{"errors":["Invalid API key"]}"#.to_owned())
        }
        // A page that fails once.
        ("GET", path) if path.contains("startingAfter=fails") && is_first => {
            ("400 Bad Request", r#"{"errors":["not yet"]}"#.to_owned())
        }
        ("GET", path) if path.contains("startingAfter=fails") => {
            ("200 OK", format!("[{}]", client(5, "Late", "Online")))
        }
        ("GET", path) if path.contains("/N_fails/") => {
            headers = format!(
                "link: <http://{address}/api/v1/networks/N_fails/clients?startingAfter=fails>; rel=next\r\n"
            );
            ("200 OK", format!("[{}]", client(4, "Early", "Online")))
        }
        // A page with much besides its items.
        ("GET", path) if path.contains("/N_envelope/") => {
            let note = "x".repeat(3_000);
            ("200 OK", format!(r#"{{"items":[{}],"note":"{note}"}}"#, client(6, "a", "b")))
        }
        // Characters that control a terminal.
        ("GET", path) if path.contains("/N_control/") => {
            ("200 OK", "[{\"id\\u001b[31m\":\"a\u{9b}31m\"}]".to_owned())
        }
        ("GET", path) if path.starts_with(clients) && path.contains("startingAfter=k2") => {
            ("200 OK", format!("[{}]", client(3, "Printer, east", "Offline")))
        }
        ("GET", path) if path.starts_with(clients) => {
            headers = format!(
                "link: <http://{address}{clients}?startingAfter=k2&perPage=2>; rel=next\r\n"
            );
            let clients = [client(1, "Miles's phone", "Online"), client(2, "Lobby", "Online")];
            ("200 OK", format!("[{}]", clients.join(",")))
        }
        ("POST", path) if path == format!("{clients}/provision") => (
            "201 Created",
            r#"{"clients":[{"mac":"00:11:22:33:44:55","clientId":"k4"}],"devicePolicy":"Allowed"}"#
                .to_owned(),
        ),
        _ => ("404 Not Found", r#"{"errors":["no such thing"]}"#.to_owned()),
    };
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\nconnection: close\r\n{headers}content-length: {length}\r\n\r\n{body}"
    )
}
