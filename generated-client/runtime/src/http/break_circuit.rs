//! Stage: sends nothing to a host whose circuit is open, if the client has a circuit breaker.

use super::attempt::{Attempt, Stage};
use super::raw_response::RawResponse;
use crate::error::Error;

pub(super) struct BreakCircuit<Next>(pub(super) Next);

impl<Next: Stage> Stage for BreakCircuit<Next> {
    async fn send(&self, attempt: &Attempt<'_>) -> Result<Box<RawResponse>, Error> {
        let session = &attempt.request.session;
        // Servers of other APIs are not tracked, because their number is unlimited.
        let Some(circuits) = session.circuits().filter(|_| !attempt.is_foreign) else {
            return self.0.send(attempt).await;
        };
        let (clock, host) = (session.clock(), attempt.url.authority());
        let permit = circuits.permit(host, clock.elapsed());
        permit.map_err(|wait| Error::circuit_open(host, wait))?;
        let result = self.0.send(attempt).await;
        let failed = match &result {
            Ok(response) => response.status.is_server_error(),
            Err(error) => error.is_transport(),
        };
        circuits.record(host, failed, clock.elapsed());
        result
    }
}
