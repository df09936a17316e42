//! Test servers: that of the API, and one that records raw requests and can violate HTTP.

use meraki_dashboard_api::mock::{MockServer, ReceivedRequest, Reply};
use meraki_dashboard_api::networks::{GetNetworkClients, ProvisionNetworkClients};
use meraki_dashboard_api::{Client, ClientBuilder, RetryPolicy};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// An API key that does not look like a real one.
pub(crate) const KEY: &str = "not-a-key-of-anyone";

/// A client for a server, with the API key.
pub(crate) fn client(server: &MockServer) -> Client {
    builder(server).build().unwrap()
}

/// A builder for clients of a server. Nothing is retried.
pub(crate) fn builder(server: &MockServer) -> ClientBuilder {
    server.client_builder().api_key(KEY).retry(RetryPolicy::never())
}

/// A server that sends the same reply to all requests of the operations, even if they deviate from the document.
pub(crate) fn responding(reply: Reply) -> MockServer {
    let server = MockServer::start();
    let other = reply.clone();
    server.on::<GetNetworkClients>().unchecked().reply_with(move |_| reply.clone());
    server.on::<ProvisionNetworkClients>().unchecked().reply_with(move |_| other.clone());
    server
}

/// A JSON response.
pub(crate) fn json(body: &str) -> Reply {
    Reply::bytes("application/json", body.to_owned())
}

/// The JSON response to a request that creates something.
pub(crate) fn created(body: &str) -> Reply {
    json(body).status(201)
}

/// The paths and queries of all requests that a server received, relative to the base URL.
pub(crate) fn targets(server: &MockServer) -> Vec<String> {
    server.received_requests().into_iter().map(|request| request.target).collect()
}

/// The only request that a server received.
pub(crate) fn only_request(server: &MockServer) -> ReceivedRequest {
    let mut requests = server.received_requests();
    assert_eq!(requests.len(), 1);
    requests.remove(0)
}

/// A raw request.
#[derive(Clone, Debug)]
pub(crate) struct Recorded {
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Recorded {
    /// The value of a header. The name is in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let (_, value) = self.headers.iter().find(|(other, _)| other == name)?;
        Some(value)
    }
}

/// The action after a response is written.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Then {
    Close,
    /// Keep the connection open, but send nothing.
    Stall,
}

/// A server that sends arbitrary bytes and records requests.
pub(crate) struct Raw {
    pub(crate) url: String,
    requests: Arc<Mutex<Vec<Recorded>>>,
    task: JoinHandle<()>,
}

impl Raw {
    /// Starts a server that sends the result of `respond` for each request.
    pub(crate) async fn start(
        respond: impl Fn(&Recorded) -> String + Send + 'static,
        then: Then,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&requests);
        let task = tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let Some(request) = read(&mut stream).await else { continue };
                let respond = respond(&request);
                kept.lock().unwrap().push(request);
                let _ = stream.write_all(respond.as_bytes()).await;
                if then == Then::Stall {
                    let _ = stream.read_to_end(&mut Vec::new()).await;
                }
            }
        });
        Self { url, requests, task }
    }

    /// Removes and returns the recorded requests.
    pub(crate) fn take(&self) -> Vec<Recorded> {
        std::mem::take(&mut self.requests.lock().unwrap())
    }
}

impl Raw {
    /// A builder for clients of the server. Like the dashboard, the base URL has a path. Nothing is retried.
    pub(crate) fn client_builder(&self) -> ClientBuilder {
        Client::builder()
            .api_key(KEY)
            .base_url(format!("{}/api/v1", self.url))
            .retry(RetryPolicy::never())
            .without_rate_limiter()
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Reads a complete request.
async fn read(stream: &mut TcpStream) -> Option<Recorded> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    let head = String::from_utf8(head).ok()?;
    let mut lines = head.lines();
    let mut start = lines.next()?.split(' ');
    let (method, target) = (start.next()?.to_owned(), start.next()?.to_owned());
    let headers = lines.filter_map(|line| line.split_once(": "));
    let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()));
    let mut request = Recorded { method, target, headers: headers.collect(), body: Vec::new() };
    let length = request.header("content-length").map_or(0, |length| length.parse().unwrap());
    request.body.resize(length, 0);
    stream.read_exact(&mut request.body).await.ok()?;
    Some(request)
}
