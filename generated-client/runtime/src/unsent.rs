//! Requests that a dry run did not send.

use crate::sanitize::header_names;
use bytes::Bytes;
use reqwest::header::HeaderMap;
use reqwest::{Method, Url};
use std::fmt;

/// A request that a dry run did not send, without credentials. `Display` shows it without other secrets, too.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::{Error, Request};
/// /// Shows what a request would send, for a review.
/// fn show(request: impl Request) -> Result<(), Error> {
///     let unsent = request.dry_run()?;
///     println!("{unsent}"); // the method, the URL, the names of the headers, and the body without secrets
///     Ok(())
/// }
/// ```
#[derive(Clone)]
pub struct Unsent {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Bytes>,
    /// The URL and the body without secrets.
    pub(crate) shown: (String, String),
}

impl Unsent {
    /// The method.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The URL.
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    /// The headers, without credentials and those that the connection adds.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body, if it has one.
    pub fn body(&self) -> Option<&Bytes> {
        self.body.as_ref()
    }
}

/// Writes the method and the URL, the names of the headers, and the body, if it is JSON or a form. The values of secret properties
/// are `***`.
impl fmt::Display for Unsent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { method, url: _, headers, body, shown: (url, shown_body) } = self;
        write!(f, "{method} {url}\nheaders: {}", header_names(headers).join(", "))?;
        if body.is_some() {
            write!(f, "\n{shown_body}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Unsent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { method, url: _, headers, body, shown: (url, _) } = self;
        f.debug_struct("Unsent")
            .field("method", method)
            .field("url", url)
            .field("headers", &header_names(headers))
            .field("body", &body.as_ref().map(|body| format!("{} bytes", body.len())))
            .finish()
    }
}
