//! The responses of the server, and what goes wrong while it sends them.

use super::request::ReceivedRequest;
use runtime::reqwest::header::{CONTENT_TYPE, HeaderName, HeaderValue, RETRY_AFTER};
use runtime::testing::EncodedResponse;
use runtime::{Bytes, HeaderMap, StatusCode, Value};
use serde::Serialize;
use std::fmt::Display;
use std::sync::Arc;
use std::time::Duration;

/// A response of the server, for [`When::reply_with`](super::When::reply_with).
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_tools as tools;
/// use serde_json::json;
/// use std::time::Duration;
/// use tools::mock::Reply;
///
/// let busy = Reply::json(&json!({"errors": ["Too many requests"]})).status(429);
/// let busy = busy.retry_after(Duration::from_secs(2));
/// # let _ = busy;
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) chunks: Vec<Bytes>,
    /// Whether the length of the body is not sent before it.
    pub(super) is_stream: bool,
    pub(super) delay: Duration,
    pub(super) fault: Option<Fault>,
}

/// Makes a reply.
pub(super) type Respond = Arc<dyn Fn(&Arc<ReceivedRequest>) -> Reply + Send + Sync>;

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The connection closes in the middle of the body.
    CutBody,
    /// The connection is reset, without a response.
    Reset,
}

impl Reply {
    /// A response without a body.
    ///
    /// # Panics
    ///
    /// When the status is not between 100 and 999.
    #[track_caller]
    pub fn empty(status: u16) -> Self {
        Self {
            status: status_code(status),
            headers: HeaderMap::new(),
            chunks: Vec::new(),
            is_stream: false,
            delay: Duration::ZERO,
            fault: None,
        }
    }

    /// No response: the connection is reset.
    pub fn connection_reset() -> Self {
        let mut reply = Self::empty(200);
        reply.fault = Some(Fault::Reset);
        reply
    }

    /// A JSON response with status 200.
    ///
    /// # Panics
    ///
    /// When the value has no JSON form.
    #[track_caller]
    pub fn json(body: &(impl Serialize + ?Sized)) -> Self {
        match serde_json::to_vec(body) {
            Ok(body) => Self::bytes("application/json", body),
            Err(error) => fail(format!("the body has no JSON form: {error}")),
        }
    }

    /// A text response with status 200.
    pub fn text(text: impl Into<String>) -> Self {
        Self::bytes("text/plain; charset=utf-8", text.into())
    }

    /// A response of a media type, with status 200.
    ///
    /// # Panics
    ///
    /// When the media type cannot be sent in a header.
    #[track_caller]
    pub fn bytes(media_type: &str, body: impl Into<Bytes>) -> Self {
        let mut reply = Self::empty(200).header(CONTENT_TYPE.as_str(), media_type);
        reply.chunks = vec![body.into()];
        reply
    }

    /// Sets the status.
    ///
    /// # Panics
    ///
    /// When it is not between 100 and 999.
    #[track_caller]
    pub fn status(mut self, status: u16) -> Self {
        self.status = status_code(status);
        self
    }

    /// Sets a header.
    ///
    /// # Panics
    ///
    /// When the name or the value cannot be sent.
    #[track_caller]
    pub fn header(mut self, name: &str, value: impl Display) -> Self {
        let value = value.to_string();
        let header = (name.parse::<HeaderName>(), HeaderValue::from_str(&value));
        let (Ok(name), Ok(value)) = header else {
            fail(format!("the header `{name}: {value}` cannot be sent"))
        };
        self.headers.insert(name, value);
        self
    }

    /// Sets the header `Retry-After`, in whole seconds.
    pub fn retry_after(self, wait: Duration) -> Self {
        self.header(RETRY_AFTER.as_str(), wait.as_secs())
    }

    /// Waits before the response.
    pub const fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Closes the connection in the middle of the body.
    pub const fn cut_body(mut self) -> Self {
        self.fault = Some(Fault::CutBody);
        self
    }

    /// A value in a media type; without one, only the status.
    pub(super) fn encoded(
        status: StatusCode,
        media_type: Option<&str>,
        body: EncodedResponse,
    ) -> Self {
        let mut reply = Self::empty(200);
        reply.status = status;
        let Some(media_type) = media_type else { return reply };
        match body {
            EncodedResponse::Value(value) => reply.chunks = vec![text(media_type, &value).into()],
            EncodedResponse::Chunks(chunks) => {
                let is_sequence = media_type.starts_with("application/json-seq");
                let separator: &[u8] = if is_sequence { b"\x1e" } else { b"" };
                reply.chunks = chunks.iter().map(|one| [separator, one].concat().into()).collect();
                reply.is_stream = true;
            }
            _ => {}
        }
        reply.header(CONTENT_TYPE.as_str(), media_type)
    }
}

/// A value in a media type: a string is only quoted in JSON.
fn text(media_type: &str, value: &Value) -> String {
    match value {
        Value::String(text) if !is_json(media_type) => text.clone(),
        value => value.to_string(),
    }
}

/// Whether a media type is JSON.
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
        || essence.to_ascii_lowercase().ends_with("+json")
        || essence == "*/*"
}

#[track_caller]
fn status_code(status: u16) -> StatusCode {
    match StatusCode::from_u16(status) {
        Ok(status) => status,
        Err(_) => fail(format!("{status} is not a status")),
    }
}

/// Fails the test: a test server reports mistakes of the test at the line that makes them.
#[track_caller]
#[expect(clippy::panic, reason = "tests fail by panicking")]
pub(super) fn fail(message: String) -> ! {
    panic!("{message}")
}
