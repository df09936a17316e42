//! Requests to undocumented endpoints, by method and path.

use super::request::Request;
use crate::request::{Call, RequestOptions};
use crate::response::ResponseFuture;
use crate::session::Session;
use reqwest::Method;
use serde::Serialize;
use serde_json::Value;
use std::fmt::{self, Display};

/// A request to an undocumented endpoint. It is authenticated, sent and retried like any other.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::{Error, Method, Session, Value};
/// /// Blinks the LEDs of a device. A generated client has the same method.
/// async fn blink(client: &Session) -> Result<Value, Error> {
///     let request = client.request(Method::POST, "/devices/Q234-ABCD-5678/blinkLeds");
///     let response = request.json(&serde_json::json!({"duration": 20})).send().await?;
///     Ok(response.into_body())
/// }
/// ```
#[must_use = "a request does nothing until it is sent"]
pub struct RawRequest {
    call: Call,
}

impl Session {
    /// Creates a request to an undocumented endpoint. The path is appended to the base URL and may have a query.
    ///
    /// It may also be a URL, such as a link of a response. Sending it is an error unless its host is one that the client
    /// trusts with the API key.
    pub fn request(&self, method: Method, path: impl Into<String>) -> RawRequest {
        RawRequest::new(Call::raw(self, method, path.into()))
    }
}

impl RawRequest {
    pub(crate) fn new(call: Call) -> Self {
        Self { call }
    }

    /// Adds a pair to the query, even if the query already contains the name.
    pub fn query(mut self, name: impl Into<String>, value: impl Display) -> Self {
        self.call.add_query(name.into(), value.to_string());
        self
    }

    /// Sets a header. A header that the client manages, such as `Authorization`, is an error when the request is sent.
    pub fn header(mut self, name: &str, value: impl Display) -> Self {
        self.call.set_header(name, &value.to_string());
        self
    }

    /// Sets the body, as JSON.
    pub fn json<T: Serialize + ?Sized>(mut self, body: &T) -> Self {
        self.call.json(body);
        self
    }

    /// Overrides settings of the client for this request.
    pub fn options(mut self, options: RequestOptions) -> Self {
        self.call.options(options);
        self
    }

    /// Sends the request.
    ///
    /// # Errors
    ///
    /// Returns an error if the request cannot be sent, the response is not a success, or its body is not JSON.
    pub fn send(self) -> ResponseFuture<Value> {
        ResponseFuture::new(self.call)
    }
}

/// A call that tools build from data. The response is any JSON value.
impl From<Call> for RawRequest {
    fn from(call: Call) -> Self {
        Self { call }
    }
}

impl Request for RawRequest {
    type Output = Value;

    fn into_call(self) -> Call {
        self.call
    }

    fn send(self) -> ResponseFuture<Value> {
        ResponseFuture::new(self.call)
    }
}

impl fmt::Debug for RawRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.call.debug("RawRequest", f)
    }
}
