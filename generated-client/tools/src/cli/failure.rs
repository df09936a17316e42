//! The reasons for which a command fails, and their exit codes.

use super::color::has_colors;
use super::visible::visible;
use runtime::{Error, ErrorKind};
use std::fmt;
use std::io;
use std::process::ExitCode;

/// The reason for which a command fails.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command cannot be sent as it is.
    Usage(String),
    /// The request failed.
    Request(Box<Error>),
    /// The API asks for an API key (401), and there is none. The environment variable could hold it.
    NoKey(Box<Error>, String),
    /// Some of several requests failed, which have been reported.
    Failed(usize),
    /// The output cannot be written.
    Output(io::Error),
}

impl Failure {
    /// The command cannot be sent as it is.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::Usage(message.into())
    }

    /// The same failure of a request without an API key, which the environment variable could hold.
    pub(crate) fn without_key(self, variable: &str) -> Self {
        match self {
            Self::Request(error) if error.status().is_some_and(|status| status == 401) => {
                Self::NoKey(error, variable.to_owned())
            }
            other => other,
        }
    }

    /// Reports the failure on stderr, and returns the exit code.
    pub(crate) fn report(&self) -> ExitCode {
        if let Self::Output(error) = self
            && error.kind() == io::ErrorKind::BrokenPipe
        {
            // The reader has seen enough.
            return ExitCode::SUCCESS;
        }
        eprintln!("{}: {}", red("error"), visible(&self.to_string()));
        ExitCode::from(self.exit_code())
    }

    fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Request(error) => match error.kind() {
                ErrorKind::Builder | ErrorKind::Request | ErrorKind::Credentials => 2,
                _ => 1,
            },
            Self::NoKey(..) | Self::Failed(_) | Self::Output(_) => 1,
        }
    }
}

/// A word in red, if stderr shows colors.
fn red(word: &str) -> String {
    match has_colors(&io::stderr()) {
        true => format!("\u{1b}[1;31m{word}\u{1b}[0m"),
        false => word.to_owned(),
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(message) => f.write_str(message),
            Self::Request(error) => error.fmt(f),
            Self::NoKey(error, variable) => {
                write!(
                    f,
                    "{error}; no API key was sent: set {variable}, or select a profile with a key"
                )
            }
            Self::Failed(1) => f.write_str("1 request failed"),
            Self::Failed(count) => write!(f, "{count} requests failed"),
            Self::Output(error) => write!(f, "the output cannot be written: {error}"),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Request(Box::new(error))
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}
