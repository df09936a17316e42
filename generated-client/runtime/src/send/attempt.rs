//! One attempt: in comes what is to be sent, out comes what was answered, whatever its status.

use super::Answer;
use crate::call::Outgoing;
use bytes::{Bytes, BytesMut};
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, USER_AGENT};
use reqwest::{Request, Response};

/// The most that is read of the body of an answer that is not a success.
const ERROR_BODY: usize = 64 * 1024;

/// Sends a request once, and reads its answer to the end.
pub(super) async fn attempt(outgoing: &Outgoing) -> Result<Answer, reqwest::Error> {
    let session = &outgoing.session;
    let mut response = session.http().execute(request(outgoing)).await?;
    let status = response.status();
    let headers = std::mem::take(response.headers_mut());
    let body =
        if status.is_success() { response.bytes().await? } else { error_body(response).await };
    Ok(Answer {
        session: session.clone(),
        label: outgoing.label.clone(),
        url: outgoing.url.clone(),
        status,
        headers,
        body,
        unsent: None,
    })
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

/// The request, with the key where it may go.
fn request(outgoing: &Outgoing) -> Request {
    let session = &outgoing.session;
    let mut url = outgoing.url.clone();
    let mut headers = headers(outgoing);
    if let Some(credentials) = session.credentials()
        && !outgoing.anonymous
        && session.trust().covers(&url)
    {
        credentials.apply(&mut url, &mut headers);
    }
    let mut request = Request::new(outgoing.method.clone(), url);
    *request.headers_mut() = headers;
    *request.timeout_mut() = Some(outgoing.timeout);
    *request.body_mut() = outgoing.body.as_ref().map(|body| body.bytes.clone().into());
    request
}

/// As much as is needed of the body of an error. One that is cut off is worth no error of its own: the status says more.
async fn error_body(mut response: Response) -> Bytes {
    let mut body = BytesMut::new();
    while body.len() < ERROR_BODY
        && let Ok(Some(chunk)) = response.chunk().await
    {
        body.extend_from_slice(&chunk);
    }
    body.truncate(ERROR_BODY);
    body.freeze()
}
