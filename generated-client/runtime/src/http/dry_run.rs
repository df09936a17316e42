//! Stage: in a dry run, requests that could change anything are not sent.

use super::exchange;
use super::raw_response::RawResponse;
use crate::error::Error;
use crate::request::{Call, FORM, PreparedRequest};
use crate::sanitize::Redact;
use crate::unsent::Unsent;
use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;

/// The response of a request that is not sent; `None` if it is sent.
pub(super) fn response(request: &PreparedRequest) -> Option<RawResponse> {
    if !request.session.is_dry_run() || request.method.is_safe() {
        return None;
    }
    Some(RawResponse {
        session: request.session.clone(),
        label: request.label.clone(),
        url: request.url.clone(),
        is_foreign: false,
        status: StatusCode::NO_CONTENT,
        headers: HeaderMap::new(),
        body: Bytes::new(),
        streaming_body: None,
        decode: request.decode,
        attempts: 0,
        retry_state: None,
        unsent: Some(Box::new(describe(request))),
    })
}

/// The request of a call, which is not sent.
pub(crate) fn unsent(call: Call) -> Result<Unsent, Error> {
    Ok(describe(&call.prepare()?))
}

fn describe(request: &PreparedRequest) -> Unsent {
    let PreparedRequest { session, url, body, .. } = request;
    let is_form = body.as_ref().is_some_and(|body| body.media_type == FORM);
    let body = body.as_ref().and_then(|body| body.content.whole().cloned());
    let shown_body = body.as_ref().map(|body| match is_form {
        true => session.redact_query(&String::from_utf8_lossy(body)),
        false => session.redact_body(body),
    });
    Unsent {
        method: request.method.clone(),
        url: url.clone(),
        headers: exchange::headers(request),
        body,
        shown: (session.redact_url(url), shown_body.unwrap_or_default()),
    }
}
