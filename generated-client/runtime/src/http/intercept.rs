//! Stage: calls the client's interceptors before and after an attempt. They see the request without credentials.

use super::attempt::{Attempt, Stage};
use super::exchange;
use super::raw_response::RawResponse;
use crate::error::Error;
use crate::interceptor::{AttemptRequest, AttemptResponse, Interceptor};
use crate::platform::Instant;
use crate::sanitize::{Redact, one_line};
use reqwest::Method;
use reqwest::header::{CONTENT_LENGTH, HOST, TRANSFER_ENCODING};
use std::sync::Arc;

pub(super) struct Intercept<Next>(pub(super) Next);

impl<Next: Stage> Stage for Intercept<Next> {
    async fn send(&self, attempt: &Attempt<'_>) -> Result<Box<RawResponse>, Error> {
        match attempt.request.session.interceptors() {
            [] => self.0.send(attempt).await,
            // The box keeps the future small for clients without interceptors.
            interceptors => Box::pin(intercepted(&self.0, attempt, interceptors)).await,
        }
    }
}

async fn intercepted(
    next: &impl Stage,
    attempt: &Attempt<'_>,
    interceptors: &[Arc<dyn Interceptor>],
) -> Result<Box<RawResponse>, Error> {
    let session = &attempt.request.session;
    let mut request = describe(attempt);
    for interceptor in interceptors {
        interceptor.before_attempt(&mut request).map_err(|why| {
            let why = one_line(&session.redact(why.to_string()));
            Error::request(format!("an interceptor rejected it: {why}"))
        })?;
    }
    // The connection sets them.
    for name in [CONTENT_LENGTH, HOST, TRANSFER_ENCODING] {
        request.headers.remove(name);
    }
    let begun = Instant::now();
    let result = next.send(&Attempt { headers: Some(&request.headers), ..*attempt }).await;
    let response = AttemptResponse {
        result: result.as_ref().map(|response| (response.status, &response.headers)),
        elapsed: begun.elapsed(),
    };
    for interceptor in interceptors.iter().rev() {
        interceptor.after_attempt(&request, &response);
    }
    result
}

/// The request of an attempt, as interceptors see it.
fn describe<'a>(attempt: &Attempt<'a>) -> AttemptRequest<'a> {
    let Attempt { request, reads_result, .. } = *attempt;
    let body = request.body.as_ref().filter(|_| !reads_result);
    AttemptRequest {
        operation: &request.label,
        attempt: attempt.number,
        method: if reads_result { &Method::GET } else { &request.method },
        url: attempt.url,
        headers: exchange::headers(request),
        body: body.and_then(|body| body.content.whole()),
    }
}
