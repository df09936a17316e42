//! What an error keeps of an answer: in come status, headers and body, out comes the part worth keeping.

use super::body::messages;
use super::retry_after::retry_after;
use crate::send::Answer;
use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use std::time::Duration;

/// The most that an error keeps of a body, in bytes.
const BODY: usize = 4 * 1024;

/// An answer that was not what was hoped for.
pub(crate) struct Answered {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) messages: Vec<String>,
    pub(super) body: String,
    /// The body as it came, as much of it as was read; shown nowhere.
    pub(super) whole: Bytes,
    pub(super) request_id: Option<String>,
    pub(super) retry_after: Option<Duration>,
}

impl Answered {
    /// What is kept of an answer that failed: also the messages in its body.
    pub(crate) fn failed(answer: &Answer) -> Self {
        let body = answer.text();
        let messages = messages(&body, answer.session.api().error_messages);
        Self { messages, ..Self::with_body(answer, body) }
    }

    /// What is kept of any answer.
    pub(crate) fn of(answer: &Answer) -> Self {
        Self::with_body(answer, answer.text())
    }

    fn with_body(answer: &Answer, mut body: String) -> Self {
        let mut end = BODY.min(body.len());
        while !body.is_char_boundary(end) {
            end -= 1;
        }
        body.truncate(end);
        Self {
            status: answer.status,
            headers: answer.headers.clone(),
            messages: Vec::new(),
            body,
            whole: answer.body.clone(),
            request_id: answer.request_id().map(str::to_owned),
            retry_after: retry_after(&answer.headers, answer.session.clock().now()),
        }
    }
}
