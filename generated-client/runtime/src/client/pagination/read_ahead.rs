//! Requests a page before it is needed.

use crate::error::Error;
use crate::http::{PendingResponse, send};
use crate::request::PreparedRequest;
use tokio::runtime::Handle;
use tokio::task::JoinSet;

/// Sends a request immediately. It is cancelled when the returned future is dropped.
pub(super) fn spawn(request: PreparedRequest) -> PendingResponse {
    let label = request.label.clone();
    let Ok(executor) = Handle::try_current() else {
        return send(request);
    };
    let mut task = JoinSet::new();
    task.spawn_on(send(request), &executor);
    Box::pin(async move {
        match task.join_next().await {
            Some(Ok(page)) => page,
            Some(Err(stopped)) if stopped.is_panic() => {
                std::panic::resume_unwind(stopped.into_panic())
            }
            Some(Err(_)) | None => Err(Error::paging("the executor was shut down").of(label)),
        }
    })
}
