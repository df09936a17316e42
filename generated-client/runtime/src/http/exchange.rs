//! Stage: sends a request once, and reads its response to the end, unless the caller reads it as a stream.

use super::attempt::{Attempt, Stage};
use super::raw_response::{RawResponse, StreamingBody};
use super::read_body;
use crate::error::{Error, ErrorResponse};
use crate::platform;
use crate::platform::{HttpResponse, Instant};
use crate::request::PreparedRequest;
use crate::sanitize::one_line;
use bytes::Bytes;
use reqwest::header::{
    ACCEPT, ACCEPT_LANGUAGE, CONTENT_TYPE, HeaderMap, HeaderName, IF_MATCH, IF_MODIFIED_SINCE,
    IF_NONE_MATCH, IF_RANGE, IF_UNMODIFIED_SINCE, RANGE, USER_AGENT,
};
use reqwest::{Method, Request};

pub(super) struct Exchange;

impl Stage for Exchange {
    async fn send(&self, attempt: &Attempt<'_>) -> Result<Box<RawResponse>, Error> {
        exchange(attempt).await
    }
}

async fn exchange(attempt: &Attempt<'_>) -> Result<Box<RawResponse>, Error> {
    let Attempt { request, url, is_foreign, .. } = *attempt;
    let session = &request.session;
    let timeout = request.timeout.min(attempt.time_left());
    let begun = Instant::now();
    let late = |_| Error::unanswered(timeout);
    let response = platform::timeout(timeout, send(attempt)).await.map_err(late)??;
    let HttpResponse { status, headers, length, mut body } = response;
    let left = timeout.saturating_sub(begun.elapsed());
    let mut raw = Box::new(RawResponse {
        session: session.clone(),
        label: request.label.clone(),
        url: url.clone(),
        is_foreign,
        status,
        headers,
        body: Bytes::new(),
        streaming_body: None,
        decode: request.decode,
        attempts: 1,
        retry_state: None,
        unsent: None,
    });
    if !status.is_success() {
        let body = read_body::of_error(&mut body);
        raw.body = platform::timeout(left, body).await.unwrap_or_default();
        return Ok(raw);
    }
    if request.streamed {
        // The whole body has no timeout.
        raw.streaming_body = Some(Box::new(StreamingBody { body, idle_timeout: request.timeout }));
        return Ok(raw);
    }
    let limit = session.max_body();
    let body = read_body::whole(&mut body, length, limit);
    let body = platform::timeout(left, body).await.map_err(late)?;
    match body.map_err(Error::transport)? {
        Some(body) => {
            raw.body = body;
            Ok(raw)
        }
        None => {
            let message = format!("the response's body is larger than {limit} bytes");
            Err(Error::decode(ErrorResponse::of(&raw), message))
        }
    }
}

/// Sends a request, and receives the head of its response.
async fn send(attempt: &Attempt<'_>) -> Result<HttpResponse, Error> {
    let request = http_request(attempt, body(attempt).await?);
    let session = &attempt.request.session;
    match session.transport() {
        None => platform::execute(session.http(), request).await.map_err(Error::transport),
        Some(transport) => {
            let response = platform::received(transport.execute(request)).await;
            response.map_err(|error| error.into_error(session))
        }
    }
}

/// The headers of a request, except credentials: the caller's, and those that the client manages.
pub(super) fn headers(request: &PreparedRequest) -> HeaderMap {
    let session = &request.session;
    let mut headers = session.default_headers().clone();
    for name in request.headers.keys() {
        headers.remove(name);
    }
    headers.extend(request.headers.clone());
    headers.insert(ACCEPT, request.accept.clone());
    headers.entry(USER_AGENT).or_insert_with(|| session.user_agent().clone());
    if let Some(body) = &request.body {
        headers.insert(CONTENT_TYPE, body.media_type.clone());
    }
    headers
}

/// The headers that may be sent to any server. Others, also those that the caller sets, may hold secrets.
fn public(headers: &HeaderMap) -> HeaderMap {
    const PUBLIC: [HeaderName; 9] = [
        ACCEPT,
        ACCEPT_LANGUAGE,
        IF_MATCH,
        IF_MODIFIED_SINCE,
        IF_NONE_MATCH,
        IF_RANGE,
        IF_UNMODIFIED_SINCE,
        RANGE,
        USER_AGENT,
    ];
    let headers = PUBLIC.into_iter().map(|name| (headers.get(&name).cloned(), name));
    headers.filter_map(|(value, name)| Some((name, value?))).collect()
}

/// The HTTP request, with credentials.
fn http_request(attempt: &Attempt<'_>, body: Option<reqwest::Body>) -> Request {
    let Attempt { request, reads_result, is_foreign, .. } = *attempt;
    let mut url = attempt.url.clone();
    let mut headers = attempt.headers.map_or_else(|| headers(request), HeaderMap::clone);
    if is_foreign {
        headers = public(&headers);
    }
    for credential in attempt.credentials {
        credential.apply(&mut url, &mut headers);
    }
    if reads_result {
        headers.remove(CONTENT_TYPE);
    }
    let method = if reads_result { Method::GET } else { request.method.clone() };
    let mut http = Request::new(method, url);
    *http.headers_mut() = headers;
    *http.body_mut() = body;
    http
}

/// The body of the HTTP request.
async fn body(attempt: &Attempt<'_>) -> Result<Option<reqwest::Body>, Error> {
    let Some(body) = attempt.request.body.as_ref().filter(|_| !attempt.reads_result) else {
        return Ok(None);
    };
    let body = body.content.to_body().await.map_err(|why| {
        let why = one_line(&why.to_string());
        Error::request(format!("the body cannot be read: {why}"))
    })?;
    let spent = || Error::request("the body is a stream, and cannot be sent again");
    body.ok_or_else(spent).map(Some)
}
