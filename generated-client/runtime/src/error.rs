//! The one error type: in comes whatever went wrong, out come the questions a caller asks of it.

use super::sanitize::one_line;
use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde::de::DeserializeOwned;
use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

/// What went wrong with a client, a request or an answer.
///
/// It is displayed on one line: the operation, the status if there is one, and what happened. It never holds the
/// key: URLs are left out of it, and where a server repeats the key in what it answers, it is blotted out.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime::Error;
/// fn advise(error: &Error) -> String {
///     match error.status() {
///         _ if error.is_rate_limited() => format!("wait for {:?}", error.retry_after()),
///         _ if error.is_timeout() => "try again".to_owned(),
///         Some(status) => format!("{status}: {}", error.messages().join(", ")),
///         None => error.to_string(),
///     }
/// }
/// ```
pub struct Error(Box<Inner>);

struct Inner {
    kind: Kind,
    operation: Option<Cow<'static, str>>,
    /// What happened, on one line; empty where the answer's own messages say it.
    message: String,
    response: Option<ErrorResponse>,
    source: Option<reqwest::Error>,
    /// How often the request was sent.
    attempts: u32,
    /// Whether the request may have been applied all the same.
    ambiguous: bool,
}

/// An answer that was not what was hoped for.
pub(crate) struct ErrorResponse {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) messages: Vec<String>,
    pub(crate) body: String,
    /// The body as it came, as much of it as was read; shown nowhere.
    pub(crate) whole: Bytes,
    pub(crate) request_id: Option<String>,
    pub(crate) retry_after: Option<Duration>,
}

/// Where it went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The client could not be built.
    Setup,
    /// The request could not be made of what was given.
    Request,
    /// There is no key.
    Credentials,
    /// The request or its answer did not get through.
    Transport { connect: bool, timeout: bool },
    /// Its turn, or its key, would have come after the deadline.
    Late,
    /// The answer is not a success.
    Status,
    /// The answer is a success, and does not fit.
    Decode,
    /// The answer is a success, and is not what it should be at all: JSON.
    Garbled,
    /// The listing cannot go on.
    Paging,
}

impl Error {
    /// The client cannot be built.
    pub(crate) fn setup(message: impl Into<String>) -> Self {
        Self::new(Kind::Setup, message.into())
    }

    /// The request cannot be made of what was given.
    pub(crate) fn request(message: impl Into<String>) -> Self {
        Self::new(Kind::Request, message.into())
    }

    /// There is no key to send: what an implementation of [`Credentials`](crate::Credentials) says.
    pub fn credentials(message: impl Into<String>) -> Self {
        Self::new(Kind::Credentials, message.into())
    }

    /// The listing cannot go on.
    pub(crate) fn paging(message: impl Into<String>) -> Self {
        Self::new(Kind::Paging, message.into())
    }

    /// The request or its answer did not get through.
    pub(crate) fn transport(error: reqwest::Error) -> Self {
        let (connect, timeout) = (error.is_connect(), error.is_timeout());
        let error = error.without_url();
        if error.is_builder() {
            let why = one_line(&root_cause(&error));
            return Self::request(format!("the request could not be made: {why}"));
        }
        let what = match (connect, timeout) {
            (true, true) => "no connection in time",
            (true, false) => "no connection",
            (false, true) => "no complete response in time",
            (false, false) => "the connection failed before the response was complete",
        };
        let message = format!("{what}: {}", one_line(&root_cause(&error)));
        let mut this = Self::new(Kind::Transport { connect, timeout }, message);
        this.0.source = Some(error);
        this
    }

    /// The turn of the request would have come only after a wait past its deadline.
    pub(crate) fn late(wait: Duration) -> Self {
        let wait = wait.as_secs_f64();
        Self::new(Kind::Late, format!("its turn would come in {wait:.1} s, past the deadline"))
    }

    /// The key did not come before the deadline.
    pub(crate) fn late_key() -> Self {
        Self::new(Kind::Late, "there is no key by the deadline".to_owned())
    }

    /// The answer is not a success.
    pub(crate) fn status_of(response: ErrorResponse, message: String) -> Self {
        let mut this = Self::new(Kind::Status, message);
        this.0.response = Some(response);
        this
    }

    /// The answer is a success, and does not fit.
    pub(crate) fn decode(response: ErrorResponse, message: String) -> Self {
        let mut this = Self::new(Kind::Decode, message);
        this.0.response = Some(response);
        this
    }

    /// A part of an answer that is read as it comes does not fit.
    pub(crate) fn piece(message: String) -> Self {
        Self::new(Kind::Decode, message)
    }

    /// Too long passed between two parts of an answer.
    pub(crate) fn stalled(patience: Duration) -> Self {
        let seconds = patience.as_secs_f64();
        let message = format!("no more of the response in time: nothing came for {seconds:.1} s");
        Self::new(Kind::Transport { connect: false, timeout: true }, message)
    }

    /// No answer came in time, or not all of it.
    pub(crate) fn unanswered(patience: Duration) -> Self {
        let seconds = patience.as_secs_f64();
        let message = format!("no complete response in time: there were {seconds:.1} s for it");
        Self::new(Kind::Transport { connect: false, timeout: true }, message)
    }

    /// The answer is a success, and is not JSON.
    pub(crate) fn garbled(response: ErrorResponse, message: String) -> Self {
        let mut this = Self::new(Kind::Garbled, message);
        this.0.response = Some(response);
        this
    }

    /// The same error, said of an operation.
    pub(crate) fn of(mut self, operation: Cow<'static, str>) -> Self {
        self.0.operation.get_or_insert(operation);
        self
    }

    /// The same error, as it stands after so many attempts.
    pub(crate) fn after(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// The same error, of a request that may have been applied all the same.
    pub(crate) fn ambiguous(mut self) -> Self {
        self.0.ambiguous = true;
        self
    }

    /// The request or its answer did not get through.
    pub(crate) fn is_transport(&self) -> bool {
        matches!(self.0.kind, Kind::Transport { .. })
    }

    /// The answer was a success, and is not JSON: the next one may be.
    pub(crate) fn is_garbled(&self) -> bool {
        self.0.kind == Kind::Garbled
    }

    fn new(kind: Kind, message: String) -> Self {
        Self(Box::new(Inner {
            kind,
            operation: None,
            message,
            response: None,
            source: None,
            attempts: 0,
            ambiguous: false,
        }))
    }

    /// The operation that failed: the id that the document gives it, or method and path of a request that it does not name.
    pub fn operation(&self) -> Option<&str> {
        self.0.operation.as_deref()
    }

    /// The status of the answer, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        Some(self.0.response.as_ref()?.status)
    }

    /// The headers of the answer, if there was one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        Some(&self.0.response.as_ref()?.headers)
    }

    /// What the server says went wrong, as it says it.
    ///
    /// These are the texts in the error's body where the API's profile looks for them, or where errors commonly
    /// have them; the title of a web page; or the beginning of a plain text. Empty if the answer says nothing.
    pub fn messages(&self) -> &[String] {
        self.0.response.as_ref().map_or(&[], |response| &response.messages)
    }

    /// The body of the answer as text, at most 4 KiB of it.
    pub fn body(&self) -> Option<&str> {
        Some(&self.0.response.as_ref()?.body)
    }

    /// The body of the answer as the type that the document gives it: the operation's documentation names it.
    ///
    /// `None` if there was no answer, or its body does not fit.
    ///
    /// # Example
    ///
    /// ```
    /// # use meraki_dashboard_api_runtime::{Error, Value};
    /// fn code(error: &Error) -> Option<i64> {
    ///     error.json::<Value>()?.get("code")?.as_i64()
    /// }
    /// ```
    pub fn json<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_slice(&self.0.response.as_ref()?.whole).ok()
    }

    /// The id by which those who run the API find the request.
    pub fn request_id(&self) -> Option<&str> {
        self.0.response.as_ref()?.request_id.as_deref()
    }

    /// How long the server asks to wait before the next try, as `Retry-After` says it in seconds or as a date.
    ///
    /// At most one hour, whatever the server says. A date is compared with the answer's own `Date`, if it has one.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.response.as_ref()?.retry_after
    }

    /// Whether the server says that there were too many requests (429).
    pub fn is_rate_limited(&self) -> bool {
        self.status() == Some(StatusCode::TOO_MANY_REQUESTS)
    }

    /// How often the request was sent; 0 where it did not come to that.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Whether the request changes something and may have done so, although it failed: it was not sent again.
    ///
    /// Look at what it was to change before it is sent once more.
    pub fn is_ambiguous(&self) -> bool {
        self.0.ambiguous
    }

    /// Whether there was no complete answer in time, be it that the request had to wait for its turn too long.
    pub fn is_timeout(&self) -> bool {
        matches!(self.0.kind, Kind::Transport { timeout: true, .. } | Kind::Late)
    }

    /// Whether no connection came about, so that nothing was sent.
    pub fn is_connect(&self) -> bool {
        matches!(self.0.kind, Kind::Transport { connect: true, .. })
    }

    /// Whether the answer was a success, but its body does not fit.
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
        if self.is_ambiguous() {
            write!(f, "{separator}it may have been applied")?;
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
        let mut out = f.debug_struct("Error");
        out.field("kind", &self.0.kind);
        out.field("display", &self.to_string());
        if let Some(source) = &self.0.source {
            out.field("source", source);
        }
        out.finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_ref().map(|source| -> &(dyn std::error::Error + 'static) { source })
    }
}

/// What an error says that no other error caused.
fn root_cause(error: &dyn std::error::Error) -> String {
    let mut root = error;
    while let Some(source) = root.source() {
        root = source;
    }
    root.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_one_pointer_that_can_be_sent_about() {
        fn is_error<T: std::error::Error + Send + Sync + 'static>() {}
        is_error::<Error>();
        assert_eq!(size_of::<Error>(), size_of::<usize>());
    }

    #[test]
    fn names_the_operation_once() {
        let error = Error::request("`shelfId` is empty").of("getShelf".into());
        assert_eq!(error.to_string(), "getShelf: `shelfId` is empty");
        let again = error.of("other".into());
        assert_eq!(again.operation(), Some("getShelf"));
    }
}
