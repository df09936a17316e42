//! The error type of the crate, and what callers can ask of an error.

#[path = "error_constructors.rs"]
mod constructors;
#[cfg(test)]
#[path = "error_tests.rs"]
mod tests;

use super::sanitize::{Redact, one_line};
use super::unsent::Unsent;
use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

/// An error of a client, a request or a response.
///
/// `Display` writes one line: the operation, the status if there is one, and what happened. It never contains an API
/// key: URLs are omitted, and keys that a server repeats are redacted. `Debug` writes the same line, followed by the causes, so
/// `main` can return it.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime::Error;
/// # use meraki_dashboard_api_runtime::ErrorKind;
/// fn advise(error: &Error) -> String {
///     match error.kind() {
///         ErrorKind::Status if error.is_rate_limited() => format!("wait for {:?}", error.retry_after()),
///         ErrorKind::Status => error.messages().join(", "),
///         ErrorKind::Connect | ErrorKind::Timeout => "retry".to_owned(),
///         _ => error.to_string(),
///     }
/// }
/// ```
pub struct Error(Box<Inner>);

/// The kind of an [`Error`]. [`Error`] has an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client could not be built.
    Builder,
    /// The request is invalid, so it was not sent.
    Request,
    /// There is no API key or token.
    Credentials,
    /// No connection could be made, so nothing was sent.
    Connect,
    /// A timeout or deadline expired, also while the request waited for a permit.
    Timeout,
    /// The connection failed before the response was complete.
    Transport,
    /// The host failed repeatedly, so nothing was sent: [`CircuitBreaker`](crate::CircuitBreaker).
    CircuitOpen,
    /// The status of the response is not a success.
    Status,
    /// The response is a success, but its body could not be decoded.
    Decode,
    /// The listing cannot continue.
    Paging,
    /// A dry run has no response, and no empty value can replace it.
    DryRun,
}

struct Inner {
    kind: Kind,
    operation: Option<Cow<'static, str>>,
    /// The message, on one line. Empty if the messages of the response are enough.
    message: String,
    response: Option<ErrorResponse>,
    source: Option<reqwest::Error>,
    /// The request that a dry run did not send.
    unsent: Option<Box<Unsent>>,
    /// The number of attempts.
    attempts: u32,
    applied: Applied,
}

/// Whether the server applied a request although it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Applied {
    No,
    Unknown,
    Yes,
}

/// The part of a response that an error keeps.
pub(crate) struct ErrorResponse {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) messages: Vec<String>,
    pub(crate) body: String,
    /// The body as far as it was read. It is not shown.
    pub(crate) whole: Bytes,
    /// Redacts the parts of the body that drift shows.
    pub(crate) redact: Box<dyn Redact + Send + Sync>,
    pub(crate) request_id: Option<String>,
    pub(crate) retry_after: Option<Duration>,
}

/// The kind of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The client could not be built.
    Setup,
    /// The request is invalid.
    Request,
    /// There is no API key.
    Credentials,
    /// The connection failed, or a timeout expired.
    Transport { connect: bool, timeout: bool },
    /// The permit or the API key would have come after the deadline.
    Late,
    /// The circuit of the host is open.
    CircuitOpen,
    /// The response is not a success.
    Status,
    /// The response is a success, but its body has the wrong type.
    Decode,
    /// The response is a success, but its body is not JSON.
    Garbled,
    /// The listing cannot continue.
    Paging,
    /// A dry run has no response, and no empty value can replace it.
    DryRun,
}

impl Error {
    /// The kind of the error.
    pub fn kind(&self) -> ErrorKind {
        match self.0.kind {
            Kind::Setup => ErrorKind::Builder,
            Kind::Request => ErrorKind::Request,
            Kind::Credentials => ErrorKind::Credentials,
            Kind::Transport { connect: true, .. } => ErrorKind::Connect,
            Kind::Transport { timeout: true, .. } | Kind::Late => ErrorKind::Timeout,
            Kind::Transport { .. } => ErrorKind::Transport,
            Kind::CircuitOpen => ErrorKind::CircuitOpen,
            Kind::Status => ErrorKind::Status,
            Kind::Decode | Kind::Garbled => ErrorKind::Decode,
            Kind::Paging => ErrorKind::Paging,
            Kind::DryRun => ErrorKind::DryRun,
        }
    }

    /// The operation that failed: its documented id, or method and path of an undocumented request.
    pub fn operation(&self) -> Option<&str> {
        self.0.operation.as_deref()
    }

    /// The status of the response, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        Some(self.0.response.as_ref()?.status)
    }

    /// The headers of the response, if there was one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        Some(&self.0.response.as_ref()?.headers)
    }

    /// The server's error messages.
    ///
    /// These are the strings in the error's body at the profile's location, or in common properties; the title of an
    /// HTML page; or the beginning of a plain text. Empty if the response contains none.
    pub fn messages(&self) -> &[String] {
        self.0.response.as_ref().map_or(&[], |response| &response.messages)
    }

    /// The body of the response as a string, at most 4 KiB of it.
    pub fn body(&self) -> Option<&str> {
        Some(&self.0.response.as_ref()?.body)
    }

    /// The whole body of the response, as far as it was read, and what redacts it.
    pub(crate) fn whole_body(&self) -> Option<(&Bytes, &dyn Redact)> {
        let response = self.0.response.as_ref()?;
        Some((&response.whole, &*response.redact))
    }

    /// The server's id of the request, for support inquiries.
    pub fn request_id(&self) -> Option<&str> {
        self.0.response.as_ref()?.request_id.as_deref()
    }

    /// The wait that the server requests before a retry, by `Retry-After` in seconds or as a date.
    ///
    /// At most one hour. A date is compared with the response's own `Date`, if it has one.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.response.as_ref()?.retry_after
    }

    /// Whether the server rejected the request because of too many requests (429).
    pub fn is_rate_limited(&self) -> bool {
        self.status() == Some(StatusCode::TOO_MANY_REQUESTS)
    }

    /// The request that a dry run did not send, if its response type has no empty value.
    ///
    /// [`Request::dry_run`](crate::Request::dry_run) returns the request for any type.
    pub fn unsent(&self) -> Option<&Unsent> {
        self.0.unsent.as_deref()
    }

    /// The number of attempts; 0 if the request was not sent.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Whether the request may have been applied although it failed, so that it was not retried.
    ///
    /// Check its effect before you send it again. If the server redirected to the result of the request, the request was
    /// applied, and the message of the error states that.
    pub fn is_ambiguous(&self) -> bool {
        self.0.applied != Applied::No
    }

    /// Whether the request was applied, so that a retry would apply it twice.
    pub(crate) fn is_applied(&self) -> bool {
        self.0.applied == Applied::Yes
    }

    /// The connection failed, or a timeout expired.
    pub(crate) fn is_transport(&self) -> bool {
        matches!(self.0.kind, Kind::Transport { .. })
    }

    /// Whether the response was a success, but not JSON: a retry may help.
    pub(crate) fn is_garbled(&self) -> bool {
        self.0.kind == Kind::Garbled
    }

    /// Whether a timeout or deadline expired, also while the request waited for a permit.
    pub fn is_timeout(&self) -> bool {
        matches!(self.0.kind, Kind::Transport { timeout: true, .. } | Kind::Late)
    }

    /// Whether the connection failed, so that nothing was sent.
    pub fn is_connect(&self) -> bool {
        matches!(self.0.kind, Kind::Transport { connect: true, .. })
    }

    /// Whether nothing was sent because the host failed repeatedly: [`CircuitBreaker`](crate::CircuitBreaker).
    pub fn is_circuit_open(&self) -> bool {
        self.0.kind == Kind::CircuitOpen
    }

    /// Whether the response was a success, but its body could not be decoded.
    pub fn is_decode(&self) -> bool {
        matches!(self.0.kind, Kind::Decode | Kind::Garbled)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        if let Some(operation) = self.operation() {
            f.write_str(&one_line(operation))?;
            separator = ": ";
        }
        if let Some(status) = self.status() {
            write!(f, "{separator}{status}")?;
            separator = ": ";
        }
        if !self.0.message.is_empty() {
            write!(f, "{separator}{}", self.0.message)?;
            separator = "; ";
        }
        if !self.messages().is_empty() {
            write!(f, "{separator}{}", one_line(&self.messages().join("; ")))?;
            separator = "; ";
        }
        match self.0.applied {
            Applied::No => {}
            Applied::Unknown => write!(f, "{separator}it may have been applied")?,
            Applied::Yes => write!(f, "{separator}it was applied")?,
        }
        if self.attempts() > 1 {
            write!(f, " (attempt {})", self.attempts())?;
        }
        if let Some(id) = self.request_id() {
            write!(f, " (request {})", one_line(id))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")?;
        let mut cause = std::error::Error::source(self);
        while let Some(error) = cause {
            write!(f, "\n  caused by: {}", one_line(&error.to_string()))?;
            cause = error.source();
        }
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_ref().map(|source| -> &(dyn std::error::Error + 'static) { source })
    }
}
