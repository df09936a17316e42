//! The errors of this crate, one constructor for each cause.

use super::{Applied, Error, ErrorResponse, Inner, Kind};
use crate::platform;
use crate::sanitize::one_line;
use crate::unsent::Unsent;
use reqwest::Url;
use std::borrow::Cow;
use std::time::Duration;

impl Error {
    /// The client cannot be built.
    pub(crate) fn setup(message: impl Into<String>) -> Self {
        Self::new(Kind::Setup, message.into())
    }

    /// The request is invalid.
    pub(crate) fn request(message: impl Into<String>) -> Self {
        Self::new(Kind::Request, message.into())
    }

    /// There is no API key: for implementations of [`Credentials`](crate::Credentials).
    pub fn credentials(message: impl Into<String>) -> Self {
        Self::new(Kind::Credentials, message.into())
    }

    /// The listing cannot continue.
    pub(crate) fn paging(message: impl Into<String>) -> Self {
        Self::new(Kind::Paging, message.into())
    }

    /// A dry run has no response, and no empty value can replace it.
    pub(crate) fn dry_run(unsent: Box<Unsent>) -> Self {
        let message = "it was not sent in a dry run, and its response type cannot be empty";
        let mut this = Self::new(Kind::DryRun, message.to_owned());
        this.0.unsent = Some(unsent);
        this
    }

    /// The connection failed, or a timeout expired.
    pub(crate) fn transport(error: reqwest::Error) -> Self {
        let (connect, timeout) = (platform::is_connect(&error), error.is_timeout());
        let to = error.url().and_then(host_and_port).map(|host| format!(" to {host}"));
        let to = to.unwrap_or_default();
        let error = error.without_url();
        if error.is_builder() {
            let why = one_line(&root_cause(&error));
            return Self::request(format!("the request could not be made: {why}"));
        }
        let what = match (connect, timeout) {
            (true, true) => format!("no connection{to} in time"),
            (true, false) => format!("no connection{to}"),
            (false, true) => "no complete response in time".to_owned(),
            (false, false) => "the connection failed before the response was complete".to_owned(),
        };
        let message = format!("{what}: {}", one_line(&root_cause(&error)));
        let mut this = Self::new(Kind::Transport { connect, timeout }, message);
        this.0.source = Some(error);
        this
    }

    /// A transport of the caller has no response.
    pub(crate) fn own_transport(connect: bool, timeout: bool, why: &str) -> Self {
        let message = format!("the transport failed: {why}");
        Self::new(Kind::Transport { connect, timeout }, message)
    }

    /// The wait for a permit would exceed the deadline.
    pub(crate) fn late(wait: Duration) -> Self {
        let wait = wait.as_secs_f64();
        Self::new(
            Kind::Late,
            format!("the rate limit would delay it by {wait:.1} s, past the deadline"),
        )
    }

    /// The API key did not arrive before the deadline.
    pub(crate) fn late_key() -> Self {
        Self::new(Kind::Late, "the API key did not arrive before the deadline".to_owned())
    }

    /// The circuit of the host stays open for `wait`.
    pub(crate) fn circuit_open(host: &str, wait: Duration) -> Self {
        let (host, wait) = (one_line(host), wait.as_secs_f64());
        let message = format!("{host} failed repeatedly: nothing is sent there for {wait:.1} s");
        Self::new(Kind::CircuitOpen, message)
    }

    /// The response is not a success.
    pub(crate) fn status_of(response: ErrorResponse, message: String) -> Self {
        let mut this = Self::new(Kind::Status, message);
        this.0.response = Some(response);
        this
    }

    /// The response is a success, but its body has the wrong type.
    pub(crate) fn decode(response: ErrorResponse, message: String) -> Self {
        let mut this = Self::new(Kind::Decode, message);
        this.0.response = Some(response);
        this
    }

    /// A part of a streamed response has the wrong type.
    pub(crate) fn piece(message: String) -> Self {
        Self::new(Kind::Decode, message)
    }

    /// The time between two chunks of a response exceeded the timeout.
    pub(crate) fn stalled(patience: Duration) -> Self {
        let seconds = patience.as_secs_f64();
        let message = format!("no more of the response in time: nothing came for {seconds:.1} s");
        Self::new(Kind::Transport { connect: false, timeout: true }, message)
    }

    /// There was no complete response within the timeout.
    pub(crate) fn unanswered(patience: Duration) -> Self {
        let seconds = patience.as_secs_f64();
        let message = format!("no complete response in time: there were {seconds:.1} s for it");
        Self::new(Kind::Transport { connect: false, timeout: true }, message)
    }

    /// The response is a success, but its body is not JSON.
    pub(crate) fn garbled(response: ErrorResponse, message: String) -> Self {
        let mut this = Self::new(Kind::Garbled, message);
        this.0.response = Some(response);
        this
    }

    /// Adds the operation, unless it is set.
    pub(crate) fn of(mut self, operation: Cow<'static, str>) -> Self {
        self.0.operation.get_or_insert(operation);
        self
    }

    /// Sets the number of attempts.
    pub(crate) fn after(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// Marks the request as possibly applied.
    pub(crate) fn ambiguous(mut self) -> Self {
        self.0.applied = Applied::Unknown;
        self
    }

    /// Marks the request as applied: only its result could not be read.
    pub(crate) fn applied(mut self) -> Self {
        self.0.applied = Applied::Yes;
        self
    }

    fn new(kind: Kind, message: String) -> Self {
        Self(Box::new(Inner {
            kind,
            operation: None,
            message,
            response: None,
            source: None,
            unsent: None,
            attempts: 0,
            applied: Applied::No,
        }))
    }
}

/// The host and port of a URL, which are no secrets.
fn host_and_port(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    Some(match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    })
}

/// The message of the innermost cause.
fn root_cause(error: &dyn std::error::Error) -> String {
    let mut root = error;
    while let Some(source) = root.source() {
        root = source;
    }
    root.to_string()
}
