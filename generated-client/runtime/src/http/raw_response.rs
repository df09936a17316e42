//! A response before decoding: status, headers and body.

use super::retry_state::RetryState;
use crate::platform::ResponseBody;
use crate::policy::DecodeOptions;
use crate::sanitize::Redact;
use crate::session::Session;
use crate::unsent::Unsent;
use bytes::Bytes;
use reqwest::header::HeaderMap;
use reqwest::{StatusCode, Url};
use std::borrow::Cow;
use std::time::Duration;

/// A response before decoding, with the context to make an `ApiResponse` or an error of it.
pub(crate) struct RawResponse {
    pub(crate) session: Session,
    /// The name of the request in errors.
    pub(crate) label: Cow<'static, str>,
    /// The requested URL, without credentials.
    pub(crate) url: Url,
    /// Whether a redirect led to a URL that is not trusted.
    pub(crate) is_foreign: bool,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// The body, if it is streamed.
    pub(crate) streaming_body: Option<Box<StreamingBody>>,
    /// The request that a dry run did not send.
    pub(crate) unsent: Option<Box<Unsent>>,
    /// How it is decoded.
    pub(crate) decode: DecodeOptions,
    /// The number of attempts.
    pub(crate) attempts: u32,
    /// The state of the retry loop, once it has been sent.
    pub(crate) retry_state: Option<Box<RetryState>>,
}

/// A body that has not been read yet.
pub(crate) struct StreamingBody {
    pub(crate) body: ResponseBody,
    /// The timeout between two chunks.
    pub(crate) idle_timeout: Duration,
}

impl RawResponse {
    /// The server's id of the request.
    pub(crate) fn request_id(&self) -> Option<&str> {
        let header = self.session.api().request_id_header;
        self.headers.get(header)?.to_str().ok()
    }

    /// The beginning of the body as a string, without secrets.
    pub(crate) fn text(&self) -> String {
        const ENOUGH: usize = 64 * 1024;
        let start = self.body.get(..ENOUGH).unwrap_or(&self.body);
        self.session.redact_json(&String::from_utf8_lossy(start))
    }

    /// Whether the body is empty.
    pub(crate) fn is_empty(&self) -> bool {
        self.body.iter().all(u8::is_ascii_whitespace)
    }
}
