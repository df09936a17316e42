//! Hooks before and after each attempt.

use crate::error::Error;
use crate::sanitize::header_names;
use bytes::Bytes;
use reqwest::header::HeaderMap;
use reqwest::{Method, StatusCode, Url};
use std::fmt;
use std::time::Duration;

/// Observes each attempt to send a request, and may set its headers: for metrics, signatures or trace context.
///
/// Retries and redirects are attempts of their own. The time in which a request waits for a permit of the rate limiter is no
/// part of an attempt. An interceptor sees no credentials: they are applied afterwards, and replace headers of the same name.
/// Headers that it sets are not sent to servers that are not trusted.
///
/// [`ClientBuilder::interceptor`](crate::ClientBuilder::interceptor) adds one to a client.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::{AttemptRequest, AttemptResponse, Interceptor};
/// # use runtime::reqwest::header::HeaderValue;
/// use std::error::Error;
///
/// /// Sends the context of a trace, and logs how long each attempt takes.
/// struct TraceContext;
///
/// impl Interceptor for TraceContext {
///     fn before_attempt(&self, request: &mut AttemptRequest<'_>) -> Result<(), Box<dyn Error + Send + Sync>> {
///         let context = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
///         request.headers_mut().insert("traceparent", HeaderValue::from_static(context));
///         Ok(())
///     }
///
///     fn after_attempt(&self, request: &AttemptRequest<'_>, response: &AttemptResponse<'_>) {
///         println!("{}: {:?} in {:?}", request.operation(), response.status(), response.elapsed());
///     }
/// }
/// ```
pub trait Interceptor: Send + Sync {
    /// Called before an attempt.
    ///
    /// # Errors
    ///
    /// An error rejects the request: it is not sent, and not retried.
    fn before_attempt(
        &self,
        _request: &mut AttemptRequest<'_>,
    ) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        Ok(())
    }

    /// Called after an attempt: when its response has been read, or its stream begins, or it has failed.
    ///
    /// It is not called if the request is cancelled.
    fn after_attempt(&self, _request: &AttemptRequest<'_>, _response: &AttemptResponse<'_>) {}
}

/// A request that is about to be sent, without credentials. [`Interceptor`] has an example.
pub struct AttemptRequest<'a> {
    pub(crate) operation: &'a str,
    pub(crate) attempt: u32,
    pub(crate) method: &'a Method,
    pub(crate) url: &'a Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<&'a Bytes>,
}

impl AttemptRequest<'_> {
    /// The operation: its documented id, or method and path of an undocumented request.
    pub fn operation(&self) -> &str {
        self.operation
    }

    /// The number of the attempt, from 1 on.
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// The method.
    pub fn method(&self) -> &Method {
        self.method
    }

    /// The URL: that of the request, or where a redirect leads.
    pub fn url(&self) -> &Url {
        self.url
    }

    /// The headers, without credentials and those that the connection adds.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The headers. `Host`, `Content-Length` and `Transfer-Encoding` have no effect.
    pub fn headers_mut(&mut self) -> &mut HeaderMap {
        &mut self.headers
    }

    /// The body; `None` if there is none, or if it is a stream.
    pub fn body(&self) -> Option<&Bytes> {
        self.body
    }
}

/// The values of headers, the query and the body may be secret.
impl fmt::Debug for AttemptRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AttemptRequest")
            .field("operation", &self.operation)
            .field("attempt", &self.attempt)
            .field("method", self.method)
            .field("headers", &header_names(&self.headers))
            .finish_non_exhaustive()
    }
}

/// The outcome of an attempt. [`Interceptor`] has an example.
pub struct AttemptResponse<'a> {
    pub(crate) result: Result<(StatusCode, &'a HeaderMap), &'a Error>,
    pub(crate) elapsed: Duration,
}

impl AttemptResponse<'_> {
    /// The status; `None` if there is no complete response.
    pub fn status(&self) -> Option<StatusCode> {
        self.result.ok().map(|(status, _)| status)
    }

    /// The headers of the response.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.result.ok().map(|(_, headers)| headers)
    }

    /// Why there is no complete response.
    pub fn error(&self) -> Option<&Error> {
        self.result.err()
    }

    /// The time from sending the request until the response was read.
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }
}

/// The values of headers may be secret.
impl fmt::Debug for AttemptResponse<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AttemptResponse")
            .field("status", &self.status())
            .field("error", &self.error())
            .field("elapsed", &self.elapsed)
            .finish_non_exhaustive()
    }
}
