//! The response of a request: the decoded body with status, headers and more.

use super::drift::Drift;
use super::links::Links;
use crate::error::Error;
use crate::http::RawResponse;
use crate::types::Header;
use crate::unsent::Unsent;
use bytes::Bytes;
use reqwest::header::HeaderMap;
use reqwest::{StatusCode, Url};
use serde_json::Value;
use std::fmt;
use std::ops::{Deref, DerefMut};

/// The response of a request. It derefs to its decoded body.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::ApiResponse;
/// fn count<T>(response: ApiResponse<Vec<T>>) -> usize {
///     println!("status {}, request {:?}", response.status(), response.request_id());
///     println!("{} items", response.len()); // the methods of the body
///     let items = response.into_body();
///     items.len()
/// }
/// ```
#[derive(Clone)]
pub struct ApiResponse<T> {
    body: T,
    around: Box<Around>,
}

/// Everything but the body.
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
    /// Whether undocumented properties, or discriminators, are not kept.
    is_lossy: bool,
    raw_body: Option<Bytes>,
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
                is_lossy: false,
                raw_body: response.decode.keep_body.then_some(response.body),
            }),
        }
    }

    /// Keeps the rest of the object that contains the items of a page.
    pub(crate) fn in_envelope(mut self, beside: Value) -> Self {
        self.around.envelope = Some(beside);
        self
    }

    /// Keeps the drift, and whether properties are not kept.
    pub(crate) fn with_drift(mut self, drift: Vec<Drift>, is_lossy: bool) -> Self {
        (self.around.drift, self.around.is_lossy) = (drift, is_lossy);
        self
    }

    /// Whether the response had undocumented properties, or discriminators, that the body does not keep.
    pub(crate) fn is_lossy(&self) -> bool {
        self.around.is_lossy
    }

    /// Takes the drift out of the response.
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

    /// The value of a documented header, if it is present.
    ///
    /// # Errors
    ///
    /// When the value does not have its documented type.
    pub fn header<H>(&self, header: Header<H>) -> Result<Option<H>, Error> {
        header.of(&self.around.headers)
    }

    /// The server's id of the request, for support inquiries.
    pub fn request_id(&self) -> Option<&str> {
        self.around.headers.get(self.around.request_id_header)?.to_str().ok()
    }

    /// The number of attempts: 1 if nothing went wrong.
    pub fn attempts(&self) -> u32 {
        self.around.attempts
    }

    /// The links of the response, such as the previous and next pages.
    pub fn links(&self) -> Links {
        Links::of(&self.around.headers, &self.around.url)
    }

    /// The request that a dry run did not send. The body is then empty.
    pub fn unsent(&self) -> Option<&Unsent> {
        self.around.unsent.as_deref()
    }

    /// The object around the items of a page, without them, if the API document promises a plain list.
    pub fn envelope(&self) -> Option<&Value> {
        self.around.envelope.as_ref()
    }

    /// The body as it was received, if [`RequestOptions::keep_raw_body`](crate::RequestOptions::keep_raw_body) is set.
    pub fn raw_body(&self) -> Option<&Bytes> {
        self.around.raw_body.as_ref()
    }

    /// The values that deviate from the API document, with [what became of each](crate::DriftKind).
    ///
    /// Empty with [`Decoding::Strict`](crate::Decoding::Strict): there, drift is an error.
    ///
    /// # Example
    ///
    /// ```
    /// # use meraki_dashboard_api_runtime::ApiResponse;
    /// fn warn<T>(response: &ApiResponse<T>) {
    ///     for drift in response.drift() {
    ///         eprintln!("{drift}"); // $[3].usage.sent: expected f64, found `"138"`, which was converted
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

    /// The same response with another body.
    pub fn map<U>(self, body: impl FnOnce(T) -> U) -> ApiResponse<U> {
        ApiResponse { body: body(self.body), around: self.around }
    }
}

impl<T> ApiResponse<Vec<T>> {
    /// The item at the index as a response of its own, such as the one that an update changes, with its drift alone. `None` if
    /// the list is shorter.
    ///
    /// # Example
    ///
    /// ```
    /// # use meraki_dashboard_api_runtime::ApiResponse;
    /// fn first<T>(items: ApiResponse<Vec<T>>) -> Option<ApiResponse<T>> {
    ///     items.into_item(0)
    /// }
    /// ```
    pub fn into_item(mut self, index: usize) -> Option<ApiResponse<T>> {
        let own = format!("$[{index}]");
        // Below an envelope, the paths of items begin with its property.
        self.around
            .drift
            .retain(|drift| drift.path.starts_with(&own) || !drift.path.starts_with("$["));
        let body = self.body.into_iter().nth(index)?;
        Some(ApiResponse { body, around: self.around })
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
