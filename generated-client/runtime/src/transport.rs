//! The exchange of requests for responses, if the caller provides it.

use crate::error::Error;
use crate::sanitize::{Redact, one_line};
use reqwest::{Request, Response};
use std::fmt;
use std::pin::Pin;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The future of a response.
#[cfg(not(target_arch = "wasm32"))]
pub type TransportFuture<'a> =
    Pin<Box<dyn Future<Output = Result<Response, TransportError>> + Send + 'a>>;

/// The future of a response.
#[cfg(target_arch = "wasm32")]
pub type TransportFuture<'a> = Pin<Box<dyn Future<Output = Result<Response, TransportError>> + 'a>>;

/// Sends HTTP requests in place of the client's own connections: through a stack of `tower` services, over another HTTP
/// library, or to no server at all in tests.
///
/// A request is complete, with its credentials. Retries, redirects, rate limits and timeouts are outside of the transport,
/// which must not follow redirects itself.
///
/// [`ClientBuilder::transport`](crate::ClientBuilder::transport) sets it.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::reqwest::{Client, Request};
/// # use runtime::{Transport, TransportFuture};
/// use std::sync::atomic::{AtomicUsize, Ordering};
///
/// /// Alternates between two HTTP clients, such as those of two network interfaces.
/// struct TwoInterfaces {
///     clients: [Client; 2],
///     sent: AtomicUsize,
/// }
///
/// impl Transport for TwoInterfaces {
///     fn execute(&self, request: Request) -> TransportFuture<'_> {
///         let index = self.sent.fetch_add(1, Ordering::Relaxed) % 2;
///         Box::pin(async move { Ok(self.clients[index].execute(request).await?) })
///     }
/// }
/// ```
pub trait Transport: Send + Sync {
    /// Sends a request, and returns its response when the head has arrived.
    fn execute(&self, request: Request) -> TransportFuture<'_>;
}

/// Why a transport has no response.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::TransportError;
/// use std::io::{Error, ErrorKind};
///
/// /// An error of another HTTP library.
/// fn converted(error: Error) -> TransportError {
///     match error.kind() {
///         ErrorKind::ConnectionRefused => TransportError::connect(error),
///         ErrorKind::TimedOut => TransportError::timeout(error),
///         _ => TransportError::other(error),
///     }
/// }
/// ```
#[derive(Debug)]
pub struct TransportError(Cause);

#[derive(Debug)]
enum Cause {
    Reqwest(reqwest::Error),
    Own { connect: bool, timeout: bool, why: BoxError },
}

impl TransportError {
    /// The connection failed, and nothing was sent: writes are retried, too.
    pub fn connect(why: impl Into<BoxError>) -> Self {
        Self(Cause::Own { connect: true, timeout: false, why: why.into() })
    }

    /// A timeout expired, and the request may have been applied: only reads are retried.
    pub fn timeout(why: impl Into<BoxError>) -> Self {
        Self(Cause::Own { connect: false, timeout: true, why: why.into() })
    }

    /// The connection failed, and the request may have been applied: only reads are retried.
    pub fn other(why: impl Into<BoxError>) -> Self {
        Self(Cause::Own { connect: false, timeout: false, why: why.into() })
    }

    /// The error of the request. The cause of another library may contain the request, so only its message is kept, redacted.
    pub(crate) fn into_error(self, session: &impl Redact) -> Error {
        match self.0 {
            Cause::Reqwest(error) => Error::transport(error),
            Cause::Own { connect, timeout, why } => {
                let why = one_line(&session.redact(why.to_string()));
                Error::own_transport(connect, timeout, &why)
            }
        }
    }
}

impl From<reqwest::Error> for TransportError {
    fn from(error: reqwest::Error) -> Self {
        // The URL may contain a key.
        Self(Cause::Reqwest(error.without_url()))
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Cause::Reqwest(error) => error.fmt(f),
            Cause::Own { why, .. } => why.fmt(f),
        }
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0 {
            Cause::Reqwest(error) => error.source(),
            Cause::Own { why, .. } => why.source(),
        }
    }
}
