//! Extracts the part of a response that an error keeps.

use super::error_body_messages::messages;
use super::raw_response::RawResponse;
use crate::error::ErrorResponse;
use crate::policy::retry_after;
use crate::sanitize::Redact;

/// The maximum size of the body that an error keeps, in bytes.
const BODY: usize = 4 * 1024;

impl ErrorResponse {
    /// For a response that is not a success: includes the messages in its body.
    pub(crate) fn failed(response: &RawResponse) -> Self {
        let body = response.text();
        let messages = messages(&body, response.session.api().error_messages);
        // Redact again: decoding and joining strings may reveal a key.
        let messages = messages.into_iter().map(|text| response.session.redact(text)).collect();
        Self { messages, ..Self::with_body(response, body) }
    }

    /// For any response.
    pub(crate) fn of(response: &RawResponse) -> Self {
        Self::with_body(response, response.text())
    }

    fn with_body(response: &RawResponse, mut body: String) -> Self {
        let mut end = BODY.min(body.len());
        while !body.is_char_boundary(end) {
            end -= 1;
        }
        body.truncate(end);
        Self {
            status: response.status,
            headers: response.headers.clone(),
            messages: Vec::new(),
            body,
            whole: response.body.clone(),
            redact: Box::new(response.session.clone()),
            request_id: response.request_id().map(|id| response.session.redact(id.to_owned())),
            retry_after: retry_after(&response.headers, response.session.clock().now()),
        }
    }
}
