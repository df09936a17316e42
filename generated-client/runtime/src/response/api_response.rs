//! Answers that fit: in comes a decoded body with the answer it came from, out come the body and what was said around it.

use super::drift::Drift;
use super::links::Links;
use crate::error::Error;
use crate::http::{RawResponse, Unsent};
use crate::types::Header;
use reqwest::header::HeaderMap;
use reqwest::{StatusCode, Url};
use serde_json::Value;
use std::fmt;
use std::ops::{Deref, DerefMut};

/// The answer of a request: its body, to which it derefs, and what was said around it.
#[derive(Clone)]
pub struct ApiResponse<T> {
    body: T,
    around: Box<Around>,
}

/// What was said around a body.
#[derive(Clone)]
struct Around {
    status: StatusCode,
    headers: HeaderMap,
    request_id_header: &'static str,
    url: Url,
    envelope: Option<Value>,
    unsent: Option<Box<Unsent>>,
    attempts: u32,
    drift: Vec<Drift>,
}

impl<T> ApiResponse<T> {
    pub(crate) fn new(body: T, response: Box<RawResponse>) -> Self {
        Self {
            body,
            around: Box::new(Around {
                status: response.status,
                headers: response.headers,
                request_id_header: response.session.api().request_id_header,
                url: response.url,
                envelope: None,
                unsent: response.unsent,
                attempts: response.attempts,
                drift: Vec::new(),
            }),
        }
    }

    /// Keeps what came around the items of a page.
    pub(crate) fn in_envelope(mut self, beside: Value) -> Self {
        self.around.envelope = Some(beside);
        self
    }

    /// Keeps what was left out of the body.
    pub(crate) fn with_drift(mut self, drift: Vec<Drift>) -> Self {
        self.around.drift = drift;
        self
    }

    /// What was left out of the body; it is not there any more after that.
    pub(crate) fn take_drift(&mut self) -> Vec<Drift> {
        std::mem::take(&mut self.around.drift)
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.around.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.around.headers
    }

    /// The value of a documented header, if it is there.
    ///
    /// # Errors
    ///
    /// When the value is something else than documented.
    pub fn header<H>(&self, header: Header<H>) -> Result<Option<H>, Error> {
        header.of(&self.around.headers)
    }

    /// The id by which those who run the API find the request.
    pub fn request_id(&self) -> Option<&str> {
        self.around.headers.get(self.around.request_id_header)?.to_str().ok()
    }

    /// How often the request was sent until this answer came: 1 where nothing went wrong.
    pub fn attempts(&self) -> u32 {
        self.around.attempts
    }

    /// Where the answer links to: the pages before and after it.
    pub fn links(&self) -> Links {
        Links::of(&self.around.headers, &self.around.url)
    }

    /// What would have been sent, were this no dry run. The body is one in which nothing is said.
    pub fn unsent(&self) -> Option<&Unsent> {
        self.around.unsent.as_deref()
    }

    /// What stands beside the items of a page, such as how many there are in all, where they came in an object although
    /// the document promises a list.
    pub fn envelope(&self) -> Option<&Value> {
        self.around.envelope.as_ref()
    }

    /// What in the answer is not what the document says: it was left out, so that the rest could be read. A member is
    /// `None`, an element of a list its default.
    ///
    /// Nothing, where [`Decoding::Strict`](crate::Decoding::Strict) was asked for: that is an error then.
    ///
    /// # Example
    ///
    /// ```
    /// # use meraki_dashboard_api_runtime::ApiResponse;
    /// fn warn<T>(response: &ApiResponse<T>) {
    ///     for drift in response.drift() {
    ///         eprintln!("{drift}"); // $[3].usage.sent: expected f64, found `"138"`
    ///     }
    /// }
    /// ```
    pub fn drift(&self) -> &[Drift] {
        &self.around.drift
    }

    /// The body alone.
    pub fn into_body(self) -> T {
        self.body
    }

    /// The same answer with another body.
    pub fn map<U>(self, body: impl FnOnce(T) -> U) -> ApiResponse<U> {
        ApiResponse { body: body(self.body), around: self.around }
    }
}

impl<T> Deref for ApiResponse<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.body
    }
}

impl<T> DerefMut for ApiResponse<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.body
    }
}

impl<T: fmt::Debug> fmt::Debug for ApiResponse<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiResponse")
            .field("status", &self.around.status)
            .field("request_id", &self.request_id())
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}
