//! Stage: follows redirects. Requests go with method and body to URLs that are trusted; reads go anywhere else without
//! credentials. Remembers where a tenant is served.

use super::attempt::{Attempt, Stage};
use super::raw_response::RawResponse;
use crate::api::{CredentialLocation, RedirectTarget};
use crate::error::{Error, ErrorResponse};
use crate::policy::redirect_lifetime;
use crate::request::PreparedRequest;
use crate::sanitize::{Redact, one_line};
use crate::session::Session;
use reqwest::header::LOCATION;
use reqwest::{Method, StatusCode, Url};

/// The maximum number of redirects for one request.
const MAX_REDIRECTS: usize = 10;

pub(super) struct FollowRedirects<Next>(pub(super) Next);

impl<Next: Stage> Stage for FollowRedirects<Next> {
    async fn send(&self, attempt: &Attempt<'_>) -> Result<Box<RawResponse>, Error> {
        let request = attempt.request;
        let owner = || attempt.owner();
        let session = &request.session;
        let clock = session.clock();
        let mut moved =
            session.shards().shard_url(owner, &request.url, session.base(), clock.elapsed());
        let (mut reads_result, mut is_foreign) = (false, false);
        let mut redirects = 0;
        loop {
            let url = moved.as_deref().unwrap_or(&request.url);
            let hop = Attempt { url, reads_result, is_foreign, ..*attempt };
            // Allocators are slow for large futures, so the stages are in two boxes: this one and that of the whole pipeline.
            let response = Box::pin(self.0.send(&hop)).await.map_err(|error| {
                if error.is_connect() && !is_foreign {
                    session.shards().forget(owner);
                } else if error.is_transport() {
                    session.shards().responded(owner, url, true);
                }
                of_result(error, reads_result).of(request.label.clone())
            })?;
            session.shards().responded(owner, url, response.status.is_server_error());
            if response.status.is_success() {
                return Ok(response);
            }
            let Some(redirect) = redirect(&hop, &response) else {
                let error = Error::status_of(ErrorResponse::failed(&response), String::new());
                return Err(of_result(error, reads_result).of(response.label));
            };
            reads_result |= redirect.target == Some(RedirectTarget::Result);
            let is_allowed = match redirects < MAX_REDIRECTS {
                true => allowed(&hop, &redirect, reads_result),
                false => Err("too many redirects"),
            };
            if let Err(why) = is_allowed {
                let shown = shown(&response, redirect.to);
                let message = format!("redirect to {shown} not followed: {why}");
                let error = Error::status_of(ErrorResponse::failed(&response), message);
                return Err(of_result(error, reads_result).of(response.label));
            }
            is_foreign |= !session.trust().covers(&redirect.to);
            if !is_foreign
                && !reads_result
                && let Some(lifetime) =
                    redirect_lifetime(response.status, &response.headers, clock.now())
            {
                let until = clock.elapsed().saturating_add(lifetime);
                let hop = (url, &redirect.to);
                session.shards().remember(owner(), hop, session.base(), until);
            }
            moved = Some(Box::new(redirect.to));
            redirects += 1;
        }
    }
}

/// A redirect response.
struct Redirect {
    to: Url,
    /// The meaning of the target, or `None` if the status does not determine it.
    target: Option<RedirectTarget>,
}

/// The redirect of a response, if it is one.
fn redirect(hop: &Attempt<'_>, response: &RawResponse) -> Option<Redirect> {
    let to = location(response)?;
    let PreparedRequest { session, method, .. } = hop.request;
    let rules = session.api().redirects;
    let target = match response.status {
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND if !method.is_safe() => {
            match rules.moved {
                RedirectTarget::Result if *method != Method::POST => RedirectTarget::SameRequest,
                moved => moved,
            }
        }
        StatusCode::SEE_OTHER if !method.is_safe() => rules.see_other,
        StatusCode::MOVED_PERMANENTLY
        | StatusCode::FOUND
        | StatusCode::SEE_OTHER
        | StatusCode::TEMPORARY_REDIRECT
        | StatusCode::PERMANENT_REDIRECT => RedirectTarget::SameRequest,
        _ => return Some(Redirect { to, target: None }),
    };
    Some(Redirect { to, target: Some(target) })
}

/// Whether a redirect may be followed, or why not.
fn allowed(hop: &Attempt<'_>, redirect: &Redirect, reads_result: bool) -> Result<(), &'static str> {
    let PreparedRequest { session, method, body, .. } = hop.request;
    let to = &redirect.to;
    match redirect.target {
        Some(RedirectTarget::SameRequest | RedirectTarget::Result) => {}
        Some(RedirectTarget::Unknown) => return Err("redirects of writes are not followed"),
        None => return Err("the status does not preserve the method"),
    }
    if session.trust().covers(to) {
        return Ok(());
    }
    let is_bare_read = reads_result || method.is_safe() && body.is_none();
    if !is_bare_read {
        return Err("the host is not trusted");
    }
    match (hop.url.scheme(), to.scheme()) {
        _ if contains_key(session, to) => {
            Err("the host is not trusted, and the URL contains the API key")
        }
        _ if !to.username().is_empty() || to.password().is_some() => {
            Err("the host is not trusted, and the URL contains a user or a password")
        }
        (_, "https") | ("http", "http") => Ok(()),
        _ => Err("the host is not trusted, and the URL is not https"),
    }
}

/// Whether a URL contains a credential: some servers copy the query of a request into the redirect.
fn contains_key(session: &Session, url: &Url) -> bool {
    let is_key = |name: &str| {
        let mut schemes = session.api().schemes.iter();
        schemes
            .any(|scheme| matches!(scheme.location, CredentialLocation::Query(key) if key == name))
    };
    url.query_pairs().any(|(name, _)| is_key(&name))
        || session.redact(url.as_str().to_owned()) != url.as_str()
}

/// An error while the result of a request is read: the request itself was applied.
fn of_result(error: Error, reads_result: bool) -> Error {
    if reads_result { error.applied() } else { error }
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

/// A URL for an error message, without its query, which could contain secrets.
fn shown(response: &RawResponse, mut to: Url) -> String {
    to.set_query(None);
    // These fail if there is nothing to remove.
    let _ = to.set_username("");
    let _ = to.set_password(None);
    one_line(&response.session.redact(to.into()))
}
