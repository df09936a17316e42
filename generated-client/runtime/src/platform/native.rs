//! Native targets: tokio, and reqwest's own connections.

use super::HttpResponse;
use bytes::Bytes;
use http_body::Body as _;
use reqwest::{Body, Client, ClientBuilder, Request, Response, redirect};
use std::collections::HashMap;
use std::error::Error;
use std::panic::resume_unwind;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::{Duration, SystemTime};
use tokio::task::{Id, JoinError, JoinSet};

pub(crate) use std::time::Instant;
pub(crate) use tokio::time::{sleep, timeout};

/// The default timeout of a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// The date and time.
pub(crate) fn now() -> SystemTime {
    SystemTime::now()
}

/// A builder of HTTP clients, with defaults.
pub(crate) fn client_builder() -> ClientBuilder {
    Client::builder().connect_timeout(CONNECT_TIMEOUT)
}

/// Leaves redirects to the caller, and sends no `Referer`.
pub(crate) fn own_redirects(http: ClientBuilder) -> ClientBuilder {
    http.redirect(redirect::Policy::none()).referer(false)
}

/// Sends a request.
pub(crate) fn execute(
    http: &Client,
    request: Request,
) -> impl Future<Output = reqwest::Result<HttpResponse>> + Send {
    // The future does not keep the request.
    let response = http.execute(request);
    async { response.await.map(HttpResponse::from) }
}

/// The response of a transport.
pub(crate) async fn received<E>(
    response: impl Future<Output = Result<Response, E>> + Send,
) -> Result<HttpResponse, E> {
    response.await.map(HttpResponse::from)
}

/// Whether the connection failed, so that nothing was sent.
pub(crate) fn is_connect(error: &reqwest::Error) -> bool {
    error.is_connect()
}

/// The body of a request that is sent as it comes.
pub(crate) async fn stream_body<B>(body: B) -> Result<Body, B::Error>
where
    B: http_body::Body<Data = Bytes, Error: Into<Box<dyn Error + Send + Sync>>>
        + Send
        + Sync
        + 'static,
{
    Ok(Body::wrap(body))
}

/// The body of a response.
pub(crate) struct ResponseBody(Body);

impl ResponseBody {
    /// The next chunk, which is not empty; `None` after the last. Trailers are ignored.
    pub(crate) fn poll_chunk(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<reqwest::Result<Bytes>>> {
        loop {
            match ready!(Pin::new(&mut self.0).poll_frame(context)) {
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(chunk) if !chunk.is_empty() => return Poll::Ready(Some(Ok(chunk))),
                    _ => {}
                },
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl From<Response> for ResponseBody {
    fn from(response: Response) -> Self {
        Self(response.into())
    }
}

/// Runs a future to its end, also if the returned one is dropped. The error says why there is no output.
pub(crate) async fn spawn<T: Send + 'static>(
    future: impl Future<Output = T> + Send + 'static,
) -> Result<T, &'static str> {
    tokio::spawn(future).await.map_err(|error| match error.is_panic() {
        true => "its task panicked",
        false => "the executor was shut down",
    })
}

/// Tasks that run at the same time. They are cancelled when it is dropped.
pub(crate) struct TaskSet<T> {
    tasks: JoinSet<T>,
    /// The output of each task if the executor is shut down.
    if_lost: HashMap<Id, T>,
}

impl<T: Send + 'static> TaskSet<T> {
    pub(crate) fn new() -> Self {
        Self { tasks: JoinSet::new(), if_lost: HashMap::new() }
    }

    pub(crate) fn len(&self) -> usize {
        self.tasks.len()
    }

    /// Starts a task, whose output is `if_lost` if the executor is shut down before its end.
    pub(crate) fn spawn(&mut self, task: impl Future<Output = T> + Send + 'static, if_lost: T) {
        let task = self.tasks.spawn(task);
        self.if_lost.insert(task.id(), if_lost);
    }

    /// The output of the next task that ends; `None` if there are no more.
    pub(crate) async fn next(&mut self) -> Option<T> {
        let ended = self.tasks.join_next_with_id().await?;
        self.output(ended)
    }

    /// The output of a task that has ended already.
    pub(crate) fn try_next(&mut self) -> Option<T> {
        let ended = self.tasks.try_join_next_with_id()?;
        self.output(ended)
    }

    /// The output of a task; its panic continues.
    fn output(&mut self, ended: Result<(Id, T), JoinError>) -> Option<T> {
        match ended {
            Ok((id, output)) => {
                self.if_lost.remove(&id);
                Some(output)
            }
            Err(error) => {
                let id = error.id();
                match error.try_into_panic() {
                    Ok(panic) => resume_unwind(panic),
                    Err(_) => self.if_lost.remove(&id),
                }
            }
        }
    }
}
