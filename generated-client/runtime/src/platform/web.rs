//! WebAssembly in browsers, workers and Node: `fetch`, `setTimeout` and promises.
//!
//! JavaScript's objects belong to one thread. A `SendWrapper` panics if another one uses them, so that the types of this
//! crate are the same on all targets.

use super::HttpResponse;
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use gloo_timers::future::sleep as set_timeout;
use reqwest::{Body, Client, ClientBuilder, Request, Response};
use send_wrapper::SendWrapper;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};
use tokio::sync::oneshot;
use wasm_bindgen_futures::spawn_local;
use web_time::web::SystemTimeExt as _;

pub(crate) use web_time::Instant;

/// The longest wait of `setTimeout` that all platforms support is a little longer.
const LONGEST: Duration = Duration::from_secs(24 * 3600);

/// `setTimeout` counts in milliseconds. Waits are rounded up.
const ALMOST_A_TICK: Duration = Duration::from_micros(999);

/// The date and time.
pub(crate) fn now() -> SystemTime {
    web_time::SystemTime::now().to_std()
}

/// Waits.
pub(crate) fn sleep(duration: Duration) -> impl Future<Output = ()> + Send {
    SendWrapper::new(async move {
        let mut left = duration;
        while !left.is_zero() {
            let step = left.min(LONGEST);
            set_timeout(step.saturating_add(ALMOST_A_TICK)).await;
            left = left.saturating_sub(step);
        }
    })
}

/// The time is over.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Elapsed;

/// Waits for a future, but not longer than this.
pub(crate) async fn timeout<F: Future>(
    duration: Duration,
    future: F,
) -> Result<F::Output, Elapsed> {
    let mut future = pin!(future);
    let mut end = pin!(sleep(duration));
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Ok(output)),
        Poll::Pending => end.as_mut().poll(context).map(|()| Err(Elapsed)),
    })
    .await
}

/// A builder of HTTP clients.
pub(crate) fn client_builder() -> ClientBuilder {
    Client::builder()
}

/// `fetch` follows redirects, and cannot be told not to.
pub(crate) fn own_redirects(http: ClientBuilder) -> ClientBuilder {
    http
}

/// Sends a request.
pub(crate) fn execute(
    http: &Client,
    request: Request,
) -> impl Future<Output = reqwest::Result<HttpResponse>> + Send {
    let response = http.execute(request);
    SendWrapper::new(async { response.await.map(HttpResponse::from) })
}

/// The response of a transport.
pub(crate) fn received<E>(
    response: impl Future<Output = Result<Response, E>>,
) -> impl Future<Output = Result<HttpResponse, E>> + Send {
    SendWrapper::new(async { response.await.map(HttpResponse::from) })
}

/// Whether the connection failed, so that nothing was sent. `fetch` does not tell.
pub(crate) fn is_connect(_error: &reqwest::Error) -> bool {
    false
}

/// The body of a request, which is read whole: `fetch` sends no streams.
pub(crate) async fn stream_body<B: http_body::Body<Data = Bytes>>(
    body: B,
) -> Result<Body, B::Error> {
    let mut body = pin!(body);
    let mut whole = BytesMut::new();
    while let Some(frame) = poll_fn(|context| body.as_mut().poll_frame(context)).await {
        if let Ok(chunk) = frame?.into_data() {
            whole.extend_from_slice(&chunk);
        }
    }
    Ok(whole.freeze().into())
}

/// The body of a response.
pub(crate) struct ResponseBody(SendWrapper<Chunks>);

type Chunks = Pin<Box<dyn Stream<Item = reqwest::Result<Bytes>>>>;

impl ResponseBody {
    /// The next chunk; `None` after the last.
    pub(crate) fn poll_chunk(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<reqwest::Result<Bytes>>> {
        self.0.as_mut().poll_next(context)
    }
}

impl From<Response> for ResponseBody {
    fn from(response: Response) -> Self {
        Self(SendWrapper::new(Box::pin(response.bytes_stream())))
    }
}

/// Runs a future to its end, also if the returned one is dropped. The error says why there is no output.
pub(crate) async fn spawn<T: 'static>(
    future: impl Future<Output = T> + 'static,
) -> Result<T, &'static str> {
    let (sender, receiver) = oneshot::channel();
    spawn_local(async move {
        // Nobody waits for it any more.
        let _ = sender.send(future.await);
    });
    receiver.await.map_err(|_| "its task panicked")
}

/// Futures that run at the same time, while [`next`](Self::next) is awaited.
pub(crate) struct TaskSet<T>(Vec<Pin<Box<dyn Future<Output = T> + Send>>>);

impl<T: Send + 'static> TaskSet<T> {
    pub(crate) fn new() -> Self {
        Self(Vec::new())
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Adds a task. There is no executor that could be shut down before its end.
    pub(crate) fn spawn(&mut self, task: impl Future<Output = T> + Send + 'static, _if_lost: T) {
        self.0.push(Box::pin(task));
    }

    /// The output of the next task that ends; `None` if there are no more.
    pub(crate) async fn next(&mut self) -> Option<T> {
        poll_fn(|context| self.poll_next(context)).await
    }

    /// The output of a task that has ended already: none does unless it is awaited.
    pub(crate) fn try_next(&mut self) -> Option<T> {
        None
    }

    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<T>> {
        for index in 0..self.0.len() {
            if let Some(task) = self.0.get_mut(index)
                && let Poll::Ready(output) = task.as_mut().poll(context)
            {
                drop(self.0.swap_remove(index));
                return Poll::Ready(Some(output));
            }
        }
        if self.0.is_empty() { Poll::Ready(None) } else { Poll::Pending }
    }
}
