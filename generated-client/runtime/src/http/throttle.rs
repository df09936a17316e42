//! Stage: waits for a permit from the client's rate limiter, and reports the response's status to it. A 429 slows it down.

use super::attempt::{Attempt, Stage};
use super::raw_response::RawResponse;
use crate::error::Error;
use crate::policy::retry_after;
use reqwest::StatusCode;

pub(super) struct Throttle<Next>(pub(super) Next);

impl<Next: Stage> Stage for Throttle<Next> {
    async fn send(&self, attempt: &Attempt<'_>) -> Result<Box<RawResponse>, Error> {
        // The limits are those of the API, not of servers that its redirects lead to.
        let limiter = attempt.request.session.limiter().filter(|_| !attempt.is_foreign);
        let Some(limiter) = limiter else {
            return self.0.send(attempt).await;
        };
        let permit = limiter.acquire(attempt.owner(), attempt.time_left());
        permit.await.map_err(|late| Error::late(late.wait))?;
        let response = self.0.send(attempt).await?;
        limiter.on_response(attempt.owner(), response.status);
        if response.status == StatusCode::TOO_MANY_REQUESTS {
            let now = attempt.request.session.clock().now();
            if let Some(wait) = retry_after(&response.headers, now) {
                limiter.on_retry_after(attempt.owner(), wait);
            }
        }
        Ok(response)
    }
}
