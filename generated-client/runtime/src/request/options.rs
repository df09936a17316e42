//! Options of one request, which override the client's settings.

use crate::api::BaseUrl;
use crate::policy::{Decoding, RetryPolicy};
use std::fmt;
use std::time::Duration;

/// Options of one request. They override the client's settings.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime::RequestOptions;
/// use std::time::Duration;
///
/// let options = RequestOptions::new()
///     .timeout(Duration::from_secs(5))
///     .header("X-Trace", "7");
/// ```
#[derive(Clone, Default)]
#[must_use = "options do nothing until they are given to a request"]
pub struct RequestOptions {
    pub(crate) server: Option<BaseUrl>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) decoding: Option<Decoding>,
    pub(crate) list_undocumented: bool,
    pub(crate) keep_body: bool,
    pub(crate) headers: Vec<(String, String)>,
}

impl RequestOptions {
    /// Options that override nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sends the request to another server: a URL, or a `Server` of the operation's module, to which its path is
    /// appended.
    ///
    /// As with [`ClientBuilder::base_url`](crate::ClientBuilder::base_url), this host is trusted with the API key.
    pub fn server(mut self, server: impl Into<BaseUrl>) -> Self {
        self.server = Some(server.into());
        self
    }

    /// The timeout of each attempt, from the first byte sent to the last one received.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// When the request is retried, and the deadline for all its attempts.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = Some(policy);
        self
    }

    /// How a response that deviates from the API document is decoded.
    pub fn decode(mut self, decoding: Decoding) -> Self {
        self.decoding = Some(decoding);
        self
    }

    /// Lists properties that the API document does not describe in [`ApiResponse::drift`](crate::ApiResponse::drift).
    ///
    /// The response is decoded twice for this.
    pub fn list_undocumented(mut self) -> Self {
        self.list_undocumented = true;
        self
    }

    /// Keeps the body as it was received, for [`ApiResponse::raw_body`](crate::ApiResponse::raw_body).
    pub fn keep_raw_body(mut self) -> Self {
        self.keep_body = true;
        self
    }

    /// The media type that the response should have, as the `Accept` header has it.
    ///
    /// For the media types that the API document lists, [`Request::accept`](crate::Request::accept) also chooses how the
    /// response is read. A response of any other media type than the usual one is read with
    /// [`receive_text`](crate::Request::receive_text), [`receive_bytes`](crate::Request::receive_bytes) or
    /// [`streamed`](crate::Request::streamed).
    pub fn accept(self, media_type: impl Into<String>) -> Self {
        self.header("Accept", media_type)
    }

    /// Resumes a stream of server-sent events after the one with this id, if the server supports it.
    ///
    /// The id is that of the last [`Event`](crate::Event) that was read. A stream that breaks is not resumed by itself.
    pub fn last_event_id(self, id: impl Into<String>) -> Self {
        self.header("Last-Event-ID", id)
    }

    /// Adds a header. A header that the client manages, such as `Authorization`, is an error when the request is sent.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }
}

impl fmt::Debug for RequestOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Header values may be secret, and a URL may contain a password.
        let Self { server: _, timeout, retry, decoding, list_undocumented, keep_body, headers } =
            self;
        let names: Vec<_> = headers.iter().map(|(name, _)| name).collect();
        f.debug_struct("RequestOptions")
            .field("timeout", timeout)
            .field("retry", retry)
            .field("decoding", decoding)
            .field("list_undocumented", list_undocumented)
            .field("keep_body", keep_body)
            .field("headers", &names)
            .finish()
    }
}
