//! A cheap server for requests without a body, which sends prepared responses.

use std::net::SocketAddr;
use std::sync::Arc;
use std::thread;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Builder;

/// Serves in a thread until the process exits, and returns the base URL.
pub(crate) fn start(
    response: impl Fn(&str) -> Arc<[u8]> + Send + Sync + 'static,
) -> std::io::Result<String> {
    let listener = std::net::TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0)))?;
    listener.set_nonblocking(true)?;
    let base_url = format!("http://{}", listener.local_addr()?);
    let runtime = Builder::new_current_thread().enable_io().build()?;
    let response = Arc::new(response);
    thread::spawn(move || {
        runtime.block_on(async move {
            let listener = TcpListener::from_std(listener)?;
            loop {
                let (stream, _) = listener.accept().await?;
                stream.set_nodelay(true)?;
                let response = response.clone();
                tokio::spawn(async move { serve(stream, &*response).await });
            }
            #[expect(unreachable_code, reason = "it says what the errors are")]
            std::io::Result::Ok(())
        })
    });
    Ok(base_url)
}

/// Serves a connection until it is closed.
async fn serve(stream: TcpStream, response: impl Fn(&str) -> Arc<[u8]>) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    let mut line = String::new();
    loop {
        line.clear();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let response = response(line.split(' ').nth(1).unwrap_or_default());
        while !matches!(line.as_str(), "\r\n" | "") {
            line.clear();
            stream.read_line(&mut line).await?;
        }
        stream.write_all(&response).await?;
    }
}

/// A serialized response with a JSON body.
pub(crate) fn http(status: u16, headers: &str, body: &str) -> Arc<[u8]> {
    http_bytes(status, headers, body.as_bytes())
}

/// The same with a body that may be compressed.
pub(crate) fn http_bytes(status: u16, headers: &str, body: &[u8]) -> Arc<[u8]> {
    let length = body.len();
    let head = format!("HTTP/1.1 {status} Said\r\nContent-Type: application/json\r\n{headers}");
    let head = format!("{head}Content-Length: {length}\r\n\r\n");
    [head.as_bytes(), body].concat().into()
}
