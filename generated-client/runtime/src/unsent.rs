//! Requests that a dry run did not send.

use bytes::Bytes;
use reqwest::header::HeaderMap;
use reqwest::{Method, Url};
use std::fmt;

/// A request that a dry run did not send, without credentials.
#[derive(Clone)]
pub struct Unsent {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Bytes>,
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

impl fmt::Debug for Unsent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Header values and the body may be secret.
        let Self { method, url, headers, body } = self;
        f.debug_struct("Unsent")
            .field("method", method)
            .field("url", &url.as_str())
            .field("headers", &headers.keys())
            .field("body", &body.as_ref().map(|body| format!("{} bytes", body.len())))
            .finish()
    }
}
