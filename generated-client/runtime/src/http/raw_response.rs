//! An answer as it came: status, headers and the bytes of the body.

use super::retry_state::RetryState;
use super::unsent::Unsent;
use crate::policy::Decoding;
use crate::session::Session;
use bytes::Bytes;
use reqwest::header::HeaderMap;
use reqwest::{Response, StatusCode, Url};
use std::borrow::Cow;
use std::time::Duration;

/// An answer as it came, with what is needed to make a response or an error of it.
pub(crate) struct RawResponse {
    pub(crate) session: Session,
    /// What errors call the request.
    pub(crate) label: Cow<'static, str>,
    /// What was asked for, without the key.
    pub(crate) url: Url,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// The body, where it is read as it comes.
    pub(crate) streaming_body: Option<Box<StreamingBody>>,
    /// What was not sent, of a dry run.
    pub(crate) unsent: Option<Box<Unsent>>,
    /// What becomes of it where not everything fits.
    pub(crate) decoding: Decoding,
    /// How often the request was sent.
    pub(crate) attempts: u32,
    /// What it takes to send it again, once it has been sent.
    pub(crate) retry_state: Option<Box<RetryState>>,
}

/// A body that is still to come.
pub(crate) struct StreamingBody {
    pub(crate) response: Response,
    /// How long may pass between two of its pieces.
    pub(crate) idle_timeout: Duration,
}

impl RawResponse {
    /// The id that the server gives the request.
    pub(crate) fn request_id(&self) -> Option<&str> {
        let header = self.session.api().request_id_header;
        self.headers.get(header)?.to_str().ok()
    }

    /// The beginning of the body as text, without the key; no more of it than anyone will read.
    pub(crate) fn text(&self) -> String {
        const ENOUGH: usize = 64 * 1024;
        let start = self.body.get(..ENOUGH).unwrap_or(&self.body);
        self.session.redact(String::from_utf8_lossy(start).into_owned())
    }

    /// Whether there is nothing in the body.
    pub(crate) fn is_empty(&self) -> bool {
        self.body.iter().all(u8::is_ascii_whitespace)
    }
}
