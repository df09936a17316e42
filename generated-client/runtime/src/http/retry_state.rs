//! How far the retry loop of a request has come. A response carries it, so that one that cannot be decoded can be
//! requested again.

use crate::policy::RetryBudget;
use crate::request::PreparedRequest;
use std::time::Duration;

/// A request, and how far its retry loop has come.
pub(crate) struct RetryState {
    pub(crate) request: PreparedRequest,
    /// How often the request has been sent.
    pub(super) attempts: u32,
    /// On the session's clock; set by the first attempt.
    deadline: Option<Duration>,
}

impl RetryState {
    pub(super) fn new(request: PreparedRequest) -> Box<Self> {
        Box::new(Self { request, attempts: 0, deadline: None })
    }

    /// The retry budget of the client.
    pub(super) fn budget(&self) -> &RetryBudget {
        self.request.session.retry_budget()
    }

    /// Whether the last attempt was a retry.
    pub(super) fn is_retry(&self) -> bool {
        self.attempts > 1
    }

    /// The deadline of all attempts. The time runs from the first one.
    pub(super) fn deadline(&mut self) -> Duration {
        let PreparedRequest { session, retry, .. } = &self.request;
        let deadline = || session.clock().elapsed().saturating_add(retry.time_limit());
        *self.deadline.get_or_insert_with(deadline)
    }
}
