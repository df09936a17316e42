//! Stage: sends a request again after a transient failure, such as a 429, as its retry policy says.
//!
//! `retry_classifier.rs` decides which failures are transient, `policy/retry_policy.rs` how long to wait.

use super::attempt::{Attempt, Stage};
use super::raw_response::RawResponse;
use super::retry_classifier;
use super::retry_classifier::Failure;
use super::retry_state::RetryState;
use super::trace::Trace;
use crate::error::Error;
use crate::policy::Cause;
use crate::request::PreparedRequest;
use std::time::Duration;

pub(super) struct Retry<Next>(pub(super) Next);

impl<Next: Stage> Retry<Next> {
    /// Runs the next stage until it succeeds. `error` is why an earlier response could not be used.
    pub(super) async fn send(
        &self,
        mut state: Box<RetryState>,
        error: Option<Error>,
    ) -> Result<Box<RawResponse>, Error> {
        let trace = Trace::of(&state.request);
        let result = trace.watch(self.attempts(&mut state, error, &trace)).await;
        trace.ended(&result);
        let mut response = result?;
        response.retry_state = Some(state);
        Ok(response)
    }

    async fn attempts(
        &self,
        state: &mut RetryState,
        mut error: Option<Error>,
        trace: &Trace,
    ) -> Result<Box<RawResponse>, Error> {
        let deadline = state.deadline();
        if error.is_some() {
            state.budget().revoke(state.is_retry());
        }
        loop {
            if let Some(error) = error {
                wait(state, error.after(state.attempts), deadline, trace).await?;
            }
            state.attempts += 1;
            match self.0.send(&Attempt::new(&state.request, state.attempts, deadline)).await {
                Ok(mut response) => {
                    response.attempts = state.attempts;
                    state.budget().succeeded(state.is_retry());
                    return Ok(response);
                }
                Err(failure) => error = Some(failure),
            }
        }
    }
}

/// Waits for the next attempt. Returns the error if there is none.
async fn wait(
    state: &RetryState,
    error: Error,
    deadline: Duration,
    trace: &Trace,
) -> Result<(), Error> {
    let PreparedRequest { session, retry, .. } = &state.request;
    let clock = session.clock();
    let cause = match retry_classifier::classify(&state.request, &error) {
        Failure::Permanent => return Err(error),
        Failure::Ambiguous => return Err(error.ambiguous()),
        Failure::Transient(cause) => cause,
    };
    // The server requests these retries and states the wait.
    let is_free = error.is_rate_limited() || matches!(cause, Cause::Contention(_));
    match retry.wait(state.attempts, cause, clock) {
        Some(wait)
            if clock.elapsed().saturating_add(wait) < deadline
                && (is_free || state.budget().take()) =>
        {
            trace.repeated(&error, wait);
            clock.sleep(wait).await;
            Ok(())
        }
        _ => Err(error),
    }
}
