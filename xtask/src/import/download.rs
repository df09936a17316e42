//! In: a URL, and what is known of the document there. Out: the document, or that it is still the same.

use super::origin::Origin;
use crate::error::Error;
use generator::source::MAX_BYTES;
use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};
use reqwest::blocking::{Client, RequestBuilder, Response};
use reqwest::header::{ETAG, HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED};
use reqwest::redirect::{Attempt, Policy};
use reqwest::{StatusCode, Url};
use std::error::Error as StdError;
use std::io::Read as _;
use std::net::IpAddr;
use std::time::Duration;

/// Redirects that are followed.
const REDIRECTS: usize = 10;

/// How large a document may be, and how long its server may be silent.
#[derive(Debug)]
pub(super) struct Limits {
    pub(super) bytes: usize,
    pub(super) silence: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: MAX_BYTES, silence: Duration::from_secs(30) }
    }
}

/// What a server has.
#[derive(Debug)]
pub(super) enum Download {
    /// This document.
    Document(String, Origin),
    /// The document that is known.
    Unchanged,
}

/// Asks a server for a document, whole, unless it is the one that is known.
pub(super) fn download(
    url: &str,
    known: Option<&Origin>,
    limits: &Limits,
) -> Result<Download, Error> {
    let address = address(url)?;
    let failed = |error: &dyn StdError| {
        Error::new(
            format!("cannot download {url}: {}", chain(error)),
            "try again, or download it otherwise and import the file; nothing was changed",
        )
    };
    let response = client(&address, limits)
        .and_then(|client| conditional(client.get(address), known).send())
        .map_err(|error| failed(&error.without_url()))?;
    match response.status() {
        StatusCode::NOT_MODIFIED if known.is_some() => return Ok(Download::Unchanged),
        status if status.is_success() => {}
        status => {
            return Err(Error::new(
                format!("cannot download {url}: the server answers {status}"),
                "check the URL in a browser; nothing was changed",
            ));
        }
    }
    let [etag, last_modified] = [ETAG, LAST_MODIFIED].map(|name| header(&response, &name));
    let bytes = body(response, limits.bytes).map_err(|error| failed(&error))?;
    let too_large = || {
        Error::new(
            format!("cannot download {url}: it is larger than {} bytes", limits.bytes),
            "import a smaller document; nothing was changed",
        )
    };
    let bytes = bytes.ok_or_else(too_large)?;
    let text = String::from_utf8(bytes).map_err(|error| failed(&error))?;
    let origin = Origin { etag, last_modified, ..Origin::new(url, &text) };
    Ok(Download::Document(text, origin))
}

/// Where to ask: over https, or on this machine, and without credentials, since origins are kept for all to read.
fn address(url: &str) -> Result<Url, Error> {
    let refused = |why: &str, help: &str| Err(Error::new(why, help));
    match Url::parse(url) {
        Ok(address) if has_credentials(&address) => refused(
            "the URL holds credentials, which do not belong in a project",
            "download the document with them, and import the file",
        ),
        Ok(address) if address.scheme() == "https" || is_local(&address) => Ok(address),
        Ok(_) => refused(
            &format!("cannot download {url}: documents are taken over https only"),
            "use its https URL, or download it otherwise and import the file",
        ),
        Err(error) => refused(&format!("{url} is no URL: {error}"), "check how it is written"),
    }
}

fn has_credentials(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

/// Whether a URL is of a plain server on this machine.
fn is_local(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    url.scheme() == "http"
        && (host == "localhost" || address.is_ok_and(|address| address.is_loopback()))
}

fn client(address: &Url, limits: &Limits) -> reqwest::Result<Client> {
    let builder = Client::builder()
        .user_agent(concat!("cargo-xtask/", env!("CARGO_PKG_VERSION")))
        .timeout(limits.silence)
        .redirect(Policy::custom(follow));
    // What is on this machine is not asked for elsewhere.
    if is_local(address) { builder.no_proxy() } else { builder }.build()
}

/// Redirects lead to https, and from this machine to itself.
fn follow(attempt: Attempt<'_>) -> reqwest::redirect::Action {
    let (next, before) = (attempt.url(), attempt.previous());
    let is_safe = next.scheme() == "https" || is_local(next) && before.iter().all(is_local);
    if before.len() > REDIRECTS {
        attempt.error("too many redirects")
    } else if !is_safe || has_credentials(next) {
        let place = next.host_str().unwrap_or_default();
        let why = format!("the redirect to {place} is refused: it is not one over https");
        attempt.error(why)
    } else {
        attempt.follow()
    }
}

/// A request for what is not known yet.
fn conditional(request: RequestBuilder, known: Option<&Origin>) -> RequestBuilder {
    let conditions = [
        (IF_NONE_MATCH, known.and_then(|known| known.etag.as_ref())),
        (IF_MODIFIED_SINCE, known.and_then(|known| known.last_modified.as_ref())),
    ];
    conditions.into_iter().fold(request, |request, (name, value)| match value {
        Some(value) => request.header(name, value),
        None => request,
    })
}

fn header(response: &Response, name: &HeaderName) -> Option<String> {
    response.headers().get(name)?.to_str().ok().map(str::to_owned)
}

/// The body, or `None` where it is too large; a terminal sees how far it has come.
fn body(response: Response, limit: usize) -> std::io::Result<Option<Vec<u8>>> {
    let length = response.content_length();
    let limit = u64::try_from(limit).unwrap_or(u64::MAX);
    if length.is_some_and(|length| length > limit) {
        return Ok(None);
    }
    let bar = length.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
    let bar = bar.with_style(style(length.is_some())).with_finish(ProgressFinish::AndClear);
    let mut bytes = Vec::new();
    bar.wrap_read(response).take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    let is_whole = u64::try_from(bytes.len()).is_ok_and(|length| length <= limit);
    Ok(is_whole.then_some(bytes))
}

fn style(has_length: bool) -> ProgressStyle {
    let template = match has_length {
        true => "{bytes}/{total_bytes} [{wide_bar}] {eta}",
        false => "{spinner} {bytes}",
    };
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// An error and its causes.
fn chain(error: &dyn StdError) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

#[cfg(test)]
#[path = "download_tests.rs"]
mod tests;
