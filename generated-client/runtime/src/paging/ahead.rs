//! Reading ahead: in comes a request, out comes its answer to come, which does not wait to be asked for.

use crate::call::Outgoing;
use crate::error::Error;
use crate::send::{self, Pending};
use tokio::runtime::Handle;
use tokio::task::JoinSet;

/// Sends a request at once. It is given up as soon as nobody waits for its answer any more.
pub(super) fn spawn(outgoing: Outgoing) -> Pending {
    let label = outgoing.label.clone();
    let Ok(executor) = Handle::try_current() else {
        return send::outgoing(outgoing);
    };
    let mut task = JoinSet::new();
    task.spawn_on(send::outgoing(outgoing), &executor);
    Box::pin(async move {
        match task.join_next().await {
            Some(Ok(answer)) => answer,
            Some(Err(stopped)) if stopped.is_panic() => {
                std::panic::resume_unwind(stopped.into_panic())
            }
            Some(Err(_)) | None => Err(Error::paging("the executor was shut down").of(label)),
        }
    })
}
