//! One exchange: in comes what is to be sent, and where, out comes what was answered, whatever its status.

use super::{Answer, Rest, body};
use crate::auth::Carrier;
use crate::call::Outgoing;
use crate::error::{Answered, Error};
use bytes::Bytes;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, USER_AGENT};
use reqwest::{Request, Url};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Sends a request once, and reads its answer to the end, unless the caller wants to read it as it comes.
pub(super) async fn attempt(
    outgoing: &Outgoing,
    url: &Url,
    carriers: &[Arc<Carrier>],
    timeout: Duration,
) -> Result<Box<Answer>, Error> {
    let session = &outgoing.session;
    let begun = Instant::now();
    let late = |_| Error::unanswered(timeout);
    let response = session.http().execute(request(outgoing, url, carriers)?);
    let response = tokio::time::timeout(timeout, response).await.map_err(late)?;
    let mut response = response.map_err(Error::transport)?;
    let left = timeout.saturating_sub(begun.elapsed());
    let status = response.status();
    let mut answer = Box::new(Answer {
        session: session.clone(),
        label: outgoing.label.clone(),
        url: url.clone(),
        status,
        headers: std::mem::take(response.headers_mut()),
        body: Bytes::new(),
        rest: None,
        decoding: outgoing.decoding,
        attempts: 1,
        course: None,
        unsent: None,
    });
    if !status.is_success() {
        let body = body::of_an_error(&mut response);
        answer.body = tokio::time::timeout(left, body).await.unwrap_or_default();
        return Ok(answer);
    }
    if outgoing.streamed {
        // The body may take as long as it likes.
        answer.rest = Some(Box::new(Rest { response, patience: outgoing.timeout }));
        return Ok(answer);
    }
    let limit = session.max_body();
    let body = tokio::time::timeout(left, body::whole(&mut response, limit)).await.map_err(late)?;
    match body.map_err(Error::transport)? {
        Some(body) => {
            answer.body = body;
            Ok(answer)
        }
        None => {
            let message = format!("the answer's body is larger than {limit} bytes");
            Err(Error::decode(Answered::of(&answer), message))
        }
    }
}

/// The headers of a request, but for that of the key: the caller's, and those that are the runtime's own to set.
pub(super) fn headers(outgoing: &Outgoing) -> HeaderMap {
    let session = &outgoing.session;
    let mut headers = session.default_headers().clone();
    for name in outgoing.headers.keys() {
        headers.remove(name);
    }
    headers.extend(outgoing.headers.clone());
    headers.insert(ACCEPT, outgoing.accept.clone());
    headers.insert(USER_AGENT, session.user_agent().clone());
    if let Some(body) = &outgoing.body {
        headers.insert(CONTENT_TYPE, body.media_type.clone());
    }
    headers
}

/// The request, with the keys that it carries.
fn request(outgoing: &Outgoing, url: &Url, carriers: &[Arc<Carrier>]) -> Result<Request, Error> {
    let mut url = url.clone();
    let mut headers = headers(outgoing);
    for carrier in carriers {
        carrier.apply(&mut url, &mut headers);
    }
    let mut request = Request::new(outgoing.method.clone(), url);
    *request.headers_mut() = headers;
    if let Some(body) = &outgoing.body {
        let body = body.content.to_body();
        let spent = || Error::request("the body is sent as it comes, and cannot be sent again");
        *request.body_mut() = Some(body.ok_or_else(spent)?);
    }
    Ok(request)
}
