//! The HTTP of a download, and its limits.

use super::address::{has_credentials, is_local};
use super::{Download, Validators, tls};
use crate::cli::error::Error;
use crate::source::MAX_BYTES;
use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};
use std::error::Error as StdError;
use std::io::{self, Read};
use std::time::Duration;
use ureq::http::header::{
    ETAG, HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED, LOCATION,
};
use ureq::http::{Response, StatusCode};
use ureq::{Agent, Body, Timeout};
use url::Url;

/// The maximum number of redirects.
const MAX_REDIRECTS: usize = 10;

/// The limits of a download.
#[derive(Debug)]
pub(super) struct Limits {
    /// The maximum size of the document.
    bytes: usize,
    /// The maximum time without data from the server.
    timeout: Duration,
    /// The maximum time of the whole download.
    deadline: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: MAX_BYTES,
            timeout: Duration::from_secs(30),
            deadline: Duration::from_secs(300),
        }
    }
}

/// Downloads a document, unless it still has the `known` version.
pub(super) fn transfer(
    url: &Url,
    known: Option<&Validators>,
    limits: &Limits,
) -> Result<Download, Error> {
    let failed = |error: ureq::Error| {
        Error::new(
            format!("cannot download {url}: {}", cause(&error, limits)),
            "retry, or download the document in another way, and pass the file; nothing was changed",
        )
    };
    let mut response = follow_redirects(url.clone(), known, limits).map_err(failed)?;
    match response.status() {
        StatusCode::NOT_MODIFIED if known.is_some() => return Ok(Download::Unchanged),
        status if status.is_success() => {}
        status => {
            return Err(Error::new(
                format!("cannot download {url}: the server responded with {status}"),
                "check the URL in a browser; nothing was changed",
            ));
        }
    }
    let [etag, last_modified] = [ETAG, LAST_MODIFIED].map(|name| header(&response, &name));
    let bytes = read_body(response.body_mut(), limits).map_err(|error| failed(error.into()))?;
    let too_large = || {
        Error::new(
            format!("cannot download {url}: it is larger than {} bytes", limits.bytes),
            "use a smaller document; nothing was changed",
        )
    };
    let bytes = bytes.ok_or_else(too_large)?;
    let text = String::from_utf8(bytes).map_err(|error| failed(io::Error::other(error).into()))?;
    Ok(Download::Document(text, Validators { etag, last_modified }))
}

/// The response to a request, after redirects to https, and from the local machine to itself.
fn follow_redirects(
    mut url: Url,
    known: Option<&Validators>,
    limits: &Limits,
) -> Result<Response<Body>, ureq::Error> {
    let mut is_always_local = true;
    for _ in 0..=MAX_REDIRECTS {
        is_always_local &= is_local(&url);
        let response = send(&url, known, limits)?;
        let location = header(&response, &LOCATION).filter(|_| response.status().is_redirection());
        let Some(location) = location else {
            return Ok(response);
        };
        let next = url.join(&location).map_err(io::Error::other)?;
        let is_safe = next.scheme() == "https" || is_local(&next) && is_always_local;
        if !is_safe || has_credentials(&next) {
            let host = next.host_str().unwrap_or_default();
            let message = format!(
                "the redirect to {host} is refused: only https without credentials is allowed"
            );
            return Err(io::Error::other(message).into());
        }
        url = next;
    }
    Err(ureq::Error::TooManyRedirects)
}

/// Sends a request, conditional on the version that is known.
fn send(
    url: &Url,
    known: Option<&Validators>,
    limits: &Limits,
) -> Result<Response<Body>, ureq::Error> {
    let mut config = Agent::config_builder()
        .user_agent(concat!("clientwright/", env!("CARGO_PKG_VERSION")))
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_connect(Some(limits.timeout))
        .timeout_per_read(Some(limits.timeout))
        .timeout_global(Some(limits.deadline));
    if url.scheme() == "https" {
        config = config.tls_config(tls::config().map_err(io::Error::other)?);
    }
    // Requests to the local machine do not use a proxy.
    if is_local(url) {
        config = config.proxy(None);
    }
    let validators = [
        (IF_NONE_MATCH, known.and_then(|known| known.etag.as_ref())),
        (IF_MODIFIED_SINCE, known.and_then(|known| known.last_modified.as_ref())),
    ];
    let mut request = Agent::new_with_config(config.build()).get(url.as_str());
    for (name, value) in validators {
        if let Some(value) = value {
            request = request.header(name, value);
        }
    }
    request.call()
}

fn header(response: &Response<Body>, name: &HeaderName) -> Option<String> {
    response.headers().get(name)?.to_str().ok().map(str::to_owned)
}

/// Reads the body and shows the progress on a terminal. Returns `None` if the body is too large.
fn read_body(body: &mut Body, limits: &Limits) -> io::Result<Option<Vec<u8>>> {
    let length = body.content_length();
    let limit = u64::try_from(limits.bytes).unwrap_or(u64::MAX);
    if length.is_some_and(|length| length > limit) {
        return Ok(None);
    }
    let bar = length.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
    let bar =
        bar.with_style(progress_style(length.is_some())).with_finish(ProgressFinish::AndClear);
    let mut bytes = Vec::new();
    let reader = bar.wrap_read(body.as_reader());
    reader.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    let is_whole = u64::try_from(bytes.len()).is_ok_and(|length| length <= limit);
    Ok(is_whole.then_some(bytes))
}

fn progress_style(has_length: bool) -> ProgressStyle {
    let template = match has_length {
        true => "{bytes}/{total_bytes} [{wide_bar}] {eta}",
        false => "{spinner} {bytes}",
    };
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// Why a download failed. The error of the body is inside an I/O error.
fn cause(error: &ureq::Error, limits: &Limits) -> String {
    let ureq::Error::Io(error) = error else {
        return describe(error, limits);
    };
    match error.get_ref().and_then(|inner| inner.downcast_ref()) {
        Some(inner) => describe(inner, limits),
        None => error_chain(error),
    }
}

fn describe(error: &ureq::Error, limits: &Limits) -> String {
    match error {
        ureq::Error::Timeout(Timeout::Global) => {
            format!("the download takes longer than {:?}", limits.deadline)
        }
        ureq::Error::Timeout(_) => format!("the server sent nothing for {:?}", limits.timeout),
        error => error_chain(error),
    }
}

/// An error and its causes.
fn error_chain(error: &dyn StdError) -> String {
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
#[path = "tests.rs"]
mod tests;
