//! Test servers: one with a fixed response, one that breaks HTTP on purpose, and one that follows a script.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

/// A server with one response to all requests.
pub(crate) async fn responding(response: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(response).mount(&server).await;
    server
}

/// A JSON response.
pub(crate) fn json(body: &str) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_raw(body, "application/json")
}

/// The path and query of each request that a server received.
pub(crate) async fn targets(server: &MockServer) -> Vec<String> {
    let requests = server.received_requests().await.unwrap();
    requests
        .iter()
        .map(|request| match request.url.query() {
            Some(query) => format!("{}?{query}", request.url.path()),
            None => request.url.path().to_owned(),
        })
        .collect()
}

/// A server that writes arbitrary bytes to every connection.
pub(crate) struct Raw {
    pub(crate) base_url: String,
    task: JoinHandle<()>,
}

impl Raw {
    /// Writes the bytes after a request, and closes the connection.
    pub(crate) async fn closing(response: impl Into<Vec<u8>>) -> Self {
        Self::start(response.into(), false).await
    }

    /// Writes the bytes after a request, and then nothing while the client waits.
    pub(crate) async fn stalling(response: impl Into<Vec<u8>>) -> Self {
        Self::start(response.into(), true).await
    }

    async fn start(response: Vec<u8>, stall: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let task = tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                if read_head(&mut stream).await.is_none() {
                    continue;
                }
                let _ = stream.write_all(&response).await;
                if stall {
                    let mut rest = Vec::new();
                    let _ = stream.read_to_end(&mut rest).await;
                }
            }
        });
        Self { base_url, task }
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Reads up to the end of a request's headers.
pub(crate) async fn read_head(stream: &mut TcpStream) -> Option<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    Some(())
}

/// The URL of a port without a listener.
pub(crate) async fn unused_url() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

/// The reaction of a scripted server to a request.
pub(crate) enum Reaction {
    /// Responds, and reads the next request.
    Respond(String),
    /// Responds, and resets the connection.
    Cut(String),
    /// Responds, and is silent while the client waits.
    Stall(String),
}

/// A server with a reaction for each request.
pub(crate) struct Scripted {
    pub(crate) base_url: String,
    task: JoinHandle<()>,
}

impl Scripted {
    /// Calls `react` for each request, with the number of earlier ones and the first line without the protocol.
    pub(crate) async fn start(
        react: impl Fn(usize, &str) -> Reaction + Send + Sync + 'static,
    ) -> Self {
        Self::reading(move |count, request| react(count, &request.line)).await
    }

    /// Calls `react` for each request, with the number of earlier ones and the whole request.
    pub(crate) async fn reading(
        react: impl Fn(usize, &Received) -> Reaction + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let script = Arc::new((AtomicUsize::new(0), react));
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let script = script.clone();
                tokio::spawn(async move {
                    let (count, react) = &*script;
                    let next =
                        |request: &Received| react(count.fetch_add(1, Ordering::SeqCst), request);
                    serve(stream, next).await;
                });
            }
        });
        Self { base_url, task }
    }
}

impl Drop for Scripted {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(stream: TcpStream, next: impl Fn(&Received) -> Reaction) -> Option<()> {
    let mut stream = BufReader::new(stream);
    loop {
        let port = stream.get_ref().peer_addr().ok()?.port();
        let request = Received { port, ..read(&mut stream).await? };
        match next(&request) {
            Reaction::Respond(response) => stream.write_all(response.as_bytes()).await.ok()?,
            Reaction::Cut(response) => {
                stream.write_all(response.as_bytes()).await.ok()?;
                stream.get_ref().set_zero_linger().ok()?;
                return None;
            }
            Reaction::Stall(response) => {
                stream.write_all(response.as_bytes()).await.ok()?;
                stream.read_to_end(&mut Vec::new()).await.ok()?;
            }
        }
    }
}

/// A received request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Received {
    /// The first line, without the protocol.
    pub(crate) line: String,
    pub(crate) target: String,
    pub(crate) host: String,
    pub(crate) body: String,
    headers: HashMap<String, String>,
    /// The port of the client.
    pub(crate) port: u16,
}

impl Received {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }
}

/// Reads a request.
pub(crate) async fn read(stream: &mut (impl AsyncBufReadExt + Unpin)) -> Option<Received> {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        if line == "\r\n" {
            break;
        }
        lines.push(line.trim_end().to_owned());
    }
    let mut lines = lines.into_iter();
    let line = lines.next()?.trim_end_matches(" HTTP/1.1").to_owned();
    let headers: HashMap<_, _> = lines
        .filter_map(|line| {
            let (name, value) = line.split_once(": ")?;
            Some((name.to_ascii_lowercase(), value.to_owned()))
        })
        .collect();
    let length = headers.get("content-length").and_then(|length| length.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    stream.read_exact(&mut body).await.ok()?;
    Some(Received {
        target: line.split(' ').nth(1)?.to_owned(),
        line,
        host: headers.get("host").cloned().unwrap_or_default(),
        body: String::from_utf8(body).ok()?,
        headers,
        port: 0,
    })
}

/// A response in HTTP/1.1.
pub(crate) fn http(status: u16, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status} Said\r\n{headers}Content-Length: {}\r\n\r\n{body}", body.len())
}
