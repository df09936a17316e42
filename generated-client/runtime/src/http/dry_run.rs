//! Stage: in a dry run, answers requests that could change anything without sending them.

use super::exchange;
use super::raw_response::RawResponse;
use super::unsent::Unsent;
use crate::request::PreparedRequest;
use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;

/// The response of a request that is not sent; `None` if it is sent.
pub(super) fn response(request: &PreparedRequest) -> Option<RawResponse> {
    if !request.session.is_dry_run() || request.method.is_safe() {
        return None;
    }
    let unsent = Unsent {
        method: request.method.clone(),
        url: request.url.clone(),
        headers: exchange::headers(request),
        body: request.body.as_ref().and_then(|body| body.content.whole().cloned()),
    };
    Some(RawResponse {
        session: request.session.clone(),
        label: request.label.clone(),
        url: request.url.clone(),
        status: StatusCode::NO_CONTENT,
        headers: HeaderMap::new(),
        body: Bytes::new(),
        streaming_body: None,
        decoding: request.decoding,
        attempts: 0,
        retry_state: None,
        unsent: Some(Box::new(unsent)),
    })
}
