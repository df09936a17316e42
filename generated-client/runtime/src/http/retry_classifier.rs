//! Decides which failures are transient: the rules that the retry stage follows.

use crate::api::Contention;
use crate::error::Error;
use crate::policy::Cause;
use crate::request::PreparedRequest;
use reqwest::{Method, StatusCode};

/// The kind of a failed attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// A retry would fail, too.
    Permanent,
    /// The request may have been applied, so a retry could apply it twice.
    Ambiguous,
    /// A retry may succeed.
    Transient(Cause),
}

/// Classifies the failure of a request.
pub(super) fn classify(request: &PreparedRequest, error: &Error) -> Failure {
    match classify_repeatable(request, error) {
        Failure::Transient(_) if request.is_spent() => Failure::Permanent,
        failure => failure,
    }
}

/// Classifies the failure of a request whose body can be sent again.
fn classify_repeatable(request: &PreparedRequest, error: &Error) -> Failure {
    let transient = error.retry_after().map_or(Cause::Transient, Cause::Requested);
    let only_reads = request.method.is_safe();
    let may_repeat = only_reads || is_idempotent(request);
    match error.status() {
        _ if error.is_applied() => Failure::Permanent,
        _ if error.is_garbled() && only_reads => Failure::Transient(Cause::Transient),
        None if error.is_connect() => Failure::Transient(Cause::Transient),
        None if !error.is_transport() => Failure::Permanent,
        None if may_repeat => Failure::Transient(Cause::Transient),
        None => Failure::Ambiguous,
        Some(StatusCode::TOO_MANY_REQUESTS) => Failure::Transient(transient),
        Some(status) if status.is_server_error() => {
            let is_refused =
                status == StatusCode::SERVICE_UNAVAILABLE && error.retry_after().is_some();
            if may_repeat || is_refused {
                Failure::Transient(transient)
            } else {
                Failure::Ambiguous
            }
        }
        Some(StatusCode::REQUEST_TIMEOUT) if may_repeat => Failure::Transient(transient),
        Some(status) if status.is_client_error() => {
            let contention = request.session.api().contention.iter();
            match contention.into_iter().find(|contention| is_it(contention, request, error)) {
                Some(contention) => Failure::Transient(Cause::Contention(contention.wait)),
                None => Failure::Permanent,
            }
        }
        Some(_) => Failure::Permanent,
    }
}

/// Whether a request is idempotent, and the API allows retries of such requests.
fn is_idempotent(request: &PreparedRequest) -> bool {
    request.session.api().retry_idempotent && matches!(request.method, Method::PUT | Method::DELETE)
}

/// Whether an error is a contention that the API is known for.
fn is_it(contention: &Contention, request: &PreparedRequest, error: &Error) -> bool {
    let Contention { request: template, status, message, wait: _ } = contention;
    let message = message.to_ascii_lowercase();
    status.is_none_or(|status| error.status().is_some_and(|found| found == status))
        && error.messages().iter().any(|text| text.to_ascii_lowercase().contains(&message))
        && template.is_none_or(|template| is_of(request, template))
}

/// Whether a request matches a template: `DELETE /networks/{networkId}`.
fn is_of(request: &PreparedRequest, template: &str) -> bool {
    let Some((method, template)) = template.split_once(' ') else {
        return false;
    };
    let Some(path) = request.session.path_of(&request.url) else {
        return false;
    };
    let is_parameter = |expected: &str| expected.starts_with('{') && expected.ends_with('}');
    let mut segments = path.split('/');
    let is_alike = template.split('/').all(|expected| {
        segments
            .next()
            .is_some_and(|found| found == expected || is_parameter(expected) && !found.is_empty())
    });
    request.method == method && is_alike && segments.next().is_none()
}
