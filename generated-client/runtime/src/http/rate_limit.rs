//! Stage: waits for a permit from the client's rate limiter, and reports the response's status to it. A 429 slows it down.

use super::attempt::{Attempt, Stage};
use super::raw_response::RawResponse;
use crate::error::Error;

pub(super) struct Throttle<Next>(pub(super) Next);

impl<Next: Stage> Stage for Throttle<Next> {
    async fn send(&self, attempt: Attempt<'_>) -> Result<Box<RawResponse>, Error> {
        let Some(limiter) = attempt.request.session.limiter() else {
            return self.0.send(attempt).await;
        };
        let permit = limiter.acquire(attempt.owner, attempt.time_left());
        permit.await.map_err(|late| Error::late(late.wait))?;
        let response = self.0.send(attempt).await?;
        limiter.on_response(attempt.owner, response.status);
        Ok(response)
    }
}
