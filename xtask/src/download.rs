//! Downloads a document over https, or over http from the local machine.

use crate::error::Error;
use generator::source::MAX_BYTES;
use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};
use reqwest::blocking::{Client, RequestBuilder, Response};
use reqwest::header::{ETAG, HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED};
use reqwest::redirect::{Attempt, Policy};
use reqwest::{StatusCode, Url};
use std::error::Error as StdError;
use std::io::{self, Read};
use std::net::IpAddr;
use std::path::Path;
use std::time::{Duration, Instant};

/// The maximum number of redirects.
const MAX_REDIRECTS: usize = 10;

/// The limits of a download.
#[derive(Debug)]
pub(crate) struct Limits {
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

/// The headers that identify a version of a document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Validators {
    /// The `ETag` header.
    pub(crate) etag: Option<String>,
    /// The `Last-Modified` header.
    pub(crate) last_modified: Option<String>,
}

/// The result of a download.
#[derive(Debug)]
pub(crate) enum Download {
    /// The document and its version.
    Document(String, Validators),
    /// The document has not changed.
    Unchanged,
}

/// The URL in an argument that is either a path or a URL.
pub(crate) fn as_url(argument: &Path) -> Option<&str> {
    argument.to_str().filter(|argument| argument.contains("://"))
}

/// Downloads a document.
pub(crate) fn document(url: &str) -> Result<String, Error> {
    match download(url, None, &Limits::default())? {
        Download::Document(text, _) => Ok(text),
        Download::Unchanged => Ok(String::new()),
    }
}

/// Downloads a document, unless it still has the `known` version.
pub(crate) fn download(
    url: &str,
    known: Option<&Validators>,
    limits: &Limits,
) -> Result<Download, Error> {
    let parsed = parse_url(url)?;
    let start = Instant::now();
    let failed = |error: &dyn StdError| {
        Error::new(
            format!("cannot download {url}: {}", error_chain(error)),
            "retry, or download the document in another way, and pass the file; nothing was changed",
        )
    };
    let response = client(&parsed, limits)
        .and_then(|client| conditional(client.get(parsed), known).send())
        .map_err(|error| failed(&error.without_url()))?;
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
    let bytes = read_body(response, start, limits).map_err(|error| failed(&error))?;
    let too_large = || {
        Error::new(
            format!("cannot download {url}: it is larger than {} bytes", limits.bytes),
            "use a smaller document; nothing was changed",
        )
    };
    let bytes = bytes.ok_or_else(too_large)?;
    let text = String::from_utf8(bytes).map_err(|error| failed(&error))?;
    Ok(Download::Document(text, Validators { etag, last_modified }))
}

/// Parses a URL. It must use https or point to the local machine, and must not contain credentials, because
/// `spec/origin.toml` and messages contain it.
fn parse_url(url: &str) -> Result<Url, Error> {
    let refused = |why: &str, help: &str| Err(Error::new(why, help));
    match Url::parse(url) {
        Ok(address) if has_credentials(&address) => refused(
            "the URL contains credentials, which would become part of messages and of spec/origin.toml",
            "download the document in another way, and pass the file",
        ),
        Ok(address) if address.scheme() == "https" || is_local(&address) => Ok(address),
        Ok(_) => refused(
            &format!("cannot download {url}: only https is allowed"),
            "use an https URL, or download the document in another way, and pass the file",
        ),
        Err(error) => {
            refused(&format!("invalid URL {url}: {error}"), "check the spelling of the URL")
        }
    }
}

fn has_credentials(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

/// Whether the URL points to a plain http server on the local machine.
fn is_local(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    url.scheme() == "http"
        && (host == "localhost" || address.is_ok_and(|address| address.is_loopback()))
}

fn client(url: &Url, limits: &Limits) -> reqwest::Result<Client> {
    let builder = Client::builder()
        .user_agent(concat!("cargo-xtask/", env!("CARGO_PKG_VERSION")))
        .timeout(limits.timeout)
        .redirect(Policy::custom(check_redirect));
    // Requests to the local machine do not use a proxy.
    if is_local(url) { builder.no_proxy() } else { builder }.build()
}

/// Allows redirects to https, and from the local machine to itself.
fn check_redirect(attempt: Attempt<'_>) -> reqwest::redirect::Action {
    let (next, before) = (attempt.url(), attempt.previous());
    let is_safe = next.scheme() == "https" || is_local(next) && before.iter().all(is_local);
    if before.len() > MAX_REDIRECTS {
        attempt.error("too many redirects")
    } else if !is_safe || has_credentials(next) {
        let host = next.host_str().unwrap_or_default();
        let message =
            format!("the redirect to {host} is refused: only https without credentials is allowed");
        attempt.error(message)
    } else {
        attempt.follow()
    }
}

/// Adds the validators of the known version to a request.
fn conditional(request: RequestBuilder, known: Option<&Validators>) -> RequestBuilder {
    let validators = [
        (IF_NONE_MATCH, known.and_then(|known| known.etag.as_ref())),
        (IF_MODIFIED_SINCE, known.and_then(|known| known.last_modified.as_ref())),
    ];
    validators.into_iter().fold(request, |request, (name, value)| match value {
        Some(value) => request.header(name, value),
        None => request,
    })
}

fn header(response: &Response, name: &HeaderName) -> Option<String> {
    response.headers().get(name)?.to_str().ok().map(str::to_owned)
}

/// Reads the body and shows the progress on a terminal. Returns `None` if the body is too large.
fn read_body(response: Response, start: Instant, limits: &Limits) -> io::Result<Option<Vec<u8>>> {
    let length = response.content_length();
    let limit = u64::try_from(limits.bytes).unwrap_or(u64::MAX);
    if length.is_some_and(|length| length > limit) {
        return Ok(None);
    }
    let bar = length.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
    let bar =
        bar.with_style(progress_style(length.is_some())).with_finish(ProgressFinish::AndClear);
    let mut bytes = Vec::new();
    let body = Timed { body: bar.wrap_read(response), start, limit: limits.deadline };
    body.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    let is_whole = u64::try_from(bytes.len()).is_ok_and(|length| length <= limit);
    Ok(is_whole.then_some(bytes))
}

/// A body that must be complete in time, even if each read returns some bytes.
struct Timed<R> {
    body: R,
    start: Instant,
    limit: Duration,
}

impl<R: Read> Read for Timed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.start.elapsed() > self.limit {
            let message = format!("the download takes longer than {:?}", self.limit);
            return Err(io::Error::new(io::ErrorKind::TimedOut, message));
        }
        self.body.read(buffer)
    }
}

fn progress_style(has_length: bool) -> ProgressStyle {
    let template = match has_length {
        true => "{bytes}/{total_bytes} [{wide_bar}] {eta}",
        false => "{spinner} {bytes}",
    };
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
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
#[path = "download_tests.rs"]
mod tests;
