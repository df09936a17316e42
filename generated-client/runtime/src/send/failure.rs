//! What a failed attempt means: in come the request and its error, out comes whether it may be repeated.

use crate::api::Contention;
use crate::call::Outgoing;
use crate::error::Error;
use crate::retry::Cause;
use reqwest::StatusCode;

/// What a failed attempt means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// The next attempt would fail alike.
    Final,
    /// The request changes something, and may have done so.
    Ambiguous,
    /// The next attempt may succeed.
    Passing(Cause),
}

/// What the failure of a request means.
pub(super) fn of(outgoing: &Outgoing, error: &Error) -> Failure {
    match of_any(outgoing, error) {
        Failure::Passing(_) if outgoing.is_spent() => Failure::Final,
        failure => failure,
    }
}

/// What the failure of a request means that can be sent again.
fn of_any(outgoing: &Outgoing, error: &Error) -> Failure {
    let asked = error.retry_after().map_or(Cause::Passing, Cause::Asked);
    let only_reads = outgoing.method.is_safe();
    match error.status() {
        _ if error.is_garbled() && only_reads => Failure::Passing(Cause::Passing),
        None if error.is_connect() => Failure::Passing(Cause::Passing),
        None if !error.is_transport() => Failure::Final,
        None if only_reads => Failure::Passing(Cause::Passing),
        None => Failure::Ambiguous,
        Some(StatusCode::TOO_MANY_REQUESTS) => Failure::Passing(asked),
        Some(status) if status.is_server_error() => {
            let is_refused =
                status == StatusCode::SERVICE_UNAVAILABLE && error.retry_after().is_some();
            if only_reads || is_refused { Failure::Passing(asked) } else { Failure::Ambiguous }
        }
        Some(status) if status.is_client_error() => {
            let contention = outgoing.session.api().contention.iter();
            match contention.into_iter().find(|contention| is_it(contention, outgoing, error)) {
                Some(contention) => Failure::Passing(Cause::Contention(contention.wait)),
                None => Failure::Final,
            }
        }
        Some(_) => Failure::Final,
    }
}

/// Whether an error is a contention that the API is known for.
fn is_it(contention: &Contention, outgoing: &Outgoing, error: &Error) -> bool {
    let Contention { request, status, message, wait: _ } = contention;
    let message = message.to_ascii_lowercase();
    status.is_none_or(|status| error.status().is_some_and(|found| found == status))
        && error.messages().iter().any(|text| text.to_ascii_lowercase().contains(&message))
        && request.is_none_or(|request| is_of(outgoing, request))
}

/// Whether a request is one that a template describes: `DELETE /networks/{networkId}`.
fn is_of(outgoing: &Outgoing, template: &str) -> bool {
    let Some((method, template)) = template.split_once(' ') else {
        return false;
    };
    let Some(path) = outgoing.session.path_of(&outgoing.url) else {
        return false;
    };
    let is_place = |wanted: &str| wanted.starts_with('{') && wanted.ends_with('}');
    let mut segments = path.split('/');
    let is_alike = template.split('/').all(|wanted| {
        segments
            .next()
            .is_some_and(|found| found == wanted || is_place(wanted) && !found.is_empty())
    });
    outgoing.method == method && is_alike && segments.next().is_none()
}
