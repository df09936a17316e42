//! HTTP/1.1 on a socket: reads requests, sends replies, and can break off in the middle of one.

use super::reply::{Fault, Reply};
use hyper::body::{Body, Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, http};
use hyper_util::rt::TokioIo;
use runtime::Bytes;
use std::collections::VecDeque;
use std::error::Error;
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;

/// A function that answers requests.
pub(super) type Answer = dyn Fn(&http::request::Parts, Bytes) -> Reply + Send + Sync;

/// Answers all requests on a socket.
pub(super) async fn serve(listener: TcpListener, answer: Arc<Answer>) {
    loop {
        // An error concerns one connection, which its client has given up.
        if let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(connection(stream, Arc::clone(&answer)));
        }
    }
}

/// Answers the requests of a connection.
async fn connection(stream: TcpStream, answer: Arc<Answer>) {
    let service = service_fn(move |request| Box::pin(respond(request, Arc::clone(&answer))));
    let mut connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    let end = poll_fn(|context| connection.poll_without_shutdown(context)).await;
    if end.is_err_and(|error| is_reset(&error)) {
        // Otherwise the connection would close in order.
        let _ = connection.into_parts().io.into_inner().set_zero_linger();
    }
}

/// Whether a reply asks for the reset of the connection.
fn is_reset(error: &hyper::Error) -> bool {
    let cause = error.source().and_then(|cause| cause.downcast_ref::<io::Error>());
    cause.is_some_and(|cause| cause.kind() == io::ErrorKind::ConnectionReset)
}

async fn respond(
    request: Request<Incoming>,
    answer: Arc<Answer>,
) -> Result<Response<Chunks>, io::Error> {
    let (head, body) = request.into_parts();
    let body = read(body).await?;
    let reply = answer(&head, body);
    sleep(reply.delay).await;
    if reply.fault == Some(Fault::Reset) {
        return Err(io::ErrorKind::ConnectionReset.into());
    }
    let mut response = Response::new(Chunks::of(&reply));
    *response.status_mut() = reply.status;
    *response.headers_mut() = reply.headers;
    Ok(response)
}

/// The whole body of a request.
async fn read(mut body: Incoming) -> Result<Bytes, io::Error> {
    let mut bytes = Vec::new();
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        let frame = frame.map_err(io::Error::other)?;
        bytes.extend_from_slice(frame.data_ref().map(Bytes::as_ref).unwrap_or_default());
    }
    Ok(bytes.into())
}

/// The body of a response.
struct Chunks {
    chunks: VecDeque<Bytes>,
    /// The length in the header, which stays when the body is cut; none for a stream.
    length: Option<u64>,
    is_cut: bool,
    /// Whether the chunks before the cut have been sent.
    is_flushed: bool,
}

impl Chunks {
    fn of(reply: &Reply) -> Self {
        let mut chunks: VecDeque<Bytes> = reply.chunks.iter().cloned().collect();
        let length: usize = chunks.iter().map(Bytes::len).sum();
        let length = u64::try_from(length).ok().filter(|_| !reply.is_stream);
        let is_cut = reply.fault == Some(Fault::CutBody);
        if is_cut && let Some(last) = chunks.back_mut() {
            last.truncate(last.len() / 2);
        }
        Self { chunks, length, is_cut, is_flushed: false }
    }
}

impl Body for Chunks {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(chunk) = self.chunks.pop_front() {
            return Poll::Ready(Some(Ok(Frame::data(chunk))));
        }
        if !self.is_cut {
            return Poll::Ready(None);
        }
        if !std::mem::replace(&mut self.is_flushed, true) {
            // hyper sends what it has when a body has nothing more for now.
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(io::ErrorKind::UnexpectedEof.into())))
    }

    fn is_end_stream(&self) -> bool {
        self.chunks.is_empty() && !self.is_cut
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map(SizeHint::with_exact).unwrap_or_default()
    }
}
