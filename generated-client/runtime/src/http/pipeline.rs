//! The path of a request, from the caller to the wire and back.

use super::attach_credentials::AttachCredentials;
use super::break_circuit::BreakCircuit;
use super::dry_run;
use super::exchange::Exchange;
use super::identify_tenant::IdentifyTenant;
use super::intercept::Intercept;
use super::raw_response::RawResponse;
use super::redirect::FollowRedirects;
use super::retry::Retry;
use super::retry_state::RetryState;
use super::throttle::Throttle;
use crate::error::Error;
use crate::request::{Call, PreparedRequest};
use std::future::ready;
use std::pin::Pin;

/// The stages that a request passes, from the outermost to the wire. A dry run passes none of them.
const STAGES: Retry<IdentifyTenant<FollowRedirects<ToOneUrl>>> = Retry(IdentifyTenant(
    FollowRedirects(AttachCredentials(BreakCircuit(Throttle(Intercept(Exchange))))),
));

/// The stages that a request passes for each URL that it is sent to.
type ToOneUrl = AttachCredentials<BreakCircuit<Throttle<Intercept<Exchange>>>>;

/// A response that has not been decoded yet. Nothing is sent until it is polled.
pub(crate) type PendingResponse =
    Pin<Box<dyn Future<Output = Result<Box<RawResponse>, Error>> + Send>>;

/// Sends a call.
pub(crate) fn send_call(call: Call) -> PendingResponse {
    match call.prepare() {
        Ok(request) => send(request),
        Err(error) => Box::pin(ready(Err(error))),
    }
}

/// Sends a request, unless this is a dry run.
pub(crate) fn send(request: PreparedRequest) -> PendingResponse {
    match dry_run::response(&request) {
        Some(response) => Box::pin(ready(Ok(Box::new(response)))),
        None => Box::pin(STAGES.send(RetryState::new(request), None)),
    }
}

/// Sends a request again whose response could not be used, if its retry policy allows. Otherwise returns the error.
pub(crate) fn resend(state: Box<RetryState>, error: Error) -> PendingResponse {
    Box::pin(STAGES.send(state, Some(error)))
}
