//! Stage: follows redirects, method and body kept, to URLs that are trusted. Remembers where a tenant is served.

use super::attempt::{Attempt, Stage};
use super::raw_response::RawResponse;
use crate::error::{Error, ErrorResponse};
use crate::sanitize::one_line;
use reqwest::header::LOCATION;
use reqwest::{StatusCode, Url};

/// The most redirects that are followed for one request.
const MAX_REDIRECTS: usize = 10;

pub(super) struct FollowRedirects<Next>(pub(super) Next);

impl<Next: Stage> Stage for FollowRedirects<Next> {
    async fn send(&self, attempt: Attempt<'_>) -> Result<Box<RawResponse>, Error> {
        let Attempt { request, owner, .. } = attempt;
        let session = &request.session;
        let mut moved = session.shards().place(owner, &request.url, session.base());
        let mut redirects = 0;
        loop {
            let url = moved.as_deref().unwrap_or(&request.url);
            let response = self.0.send(Attempt { url, ..attempt }).await.map_err(|error| {
                if error.is_connect() {
                    session.shards().forget(owner);
                }
                error.of(request.label.clone())
            })?;
            match classify(response, redirects < MAX_REDIRECTS)? {
                Classification::Success(response) => return Ok(response),
                Classification::Redirect(to) => {
                    session.shards().remember(owner, url, &to, session.base());
                    moved = Some(Box::new(to));
                    redirects += 1;
                }
            }
        }
    }
}

enum Classification {
    Success(Box<RawResponse>),
    /// The same request is to be sent to this URL.
    Redirect(Url),
}

/// Every other response is an error, and so is a redirect that is not followed.
fn classify(response: Box<RawResponse>, may_follow: bool) -> Result<Classification, Error> {
    if response.status.is_success() {
        return Ok(Classification::Success(response));
    }
    let mut message = String::new();
    if let Some(to) = location(&response) {
        let shown = shown(&response, to.clone());
        if !keeps_method(response.status) {
            message = format!(
                "redirect to {shown} not followed: the status does not preserve the method"
            );
        } else if !response.session.trust().covers(&to) {
            message = format!("redirect to {shown} not followed: the host is not trusted");
        } else if !may_follow {
            message = format!("redirect to {shown} not followed: too many redirects");
        } else {
            return Ok(Classification::Redirect(to));
        }
    }
    Err(Error::status_of(ErrorResponse::failed(&response), message).of(response.label))
}

/// Whether the request itself is redirected, rather than the caller to its result.
fn keeps_method(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::MOVED_PERMANENTLY
            | StatusCode::FOUND
            | StatusCode::TEMPORARY_REDIRECT
            | StatusCode::PERMANENT_REDIRECT
    )
}

/// The target of a redirect.
fn location(response: &RawResponse) -> Option<Url> {
    if !response.status.is_redirection() {
        return None;
    }
    let location = response.headers.get(LOCATION)?.to_str().ok()?;
    let mut to = response.url.join(location).ok()?;
    to.set_fragment(None);
    Some(to)
}

/// A URL for an error message, without its query: that could hold secrets.
fn shown(response: &RawResponse, mut to: Url) -> String {
    to.set_query(None);
    // These fail where there is nothing to remove.
    let _ = to.set_username("");
    let _ = to.set_password(None);
    one_line(&response.session.redact(to.into()))
}
