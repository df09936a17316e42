//! Answers: what an operation responses, by status.

use super::{Content, Docs, Format, Type};
use std::fmt;

/// What an operation responses when it succeeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// The type: `()`, where there is no body; of events and lines, that of one.
    pub ty: Type,
    /// How it is read.
    pub format: Format,
}

/// A documented response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The statuses that it has.
    pub status: Status,
    /// Whether it means success.
    pub is_success: bool,
    /// When it is given.
    pub docs: Docs,
    /// The headers that are documented.
    pub headers: Vec<Header>,
    /// Its body, if it has one.
    pub content: Option<Content>,
}

/// The statuses of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// One.
    Code(u16),
    /// A hundred: `2` of `2XX`.
    Range(u16),
    /// All that are not documented otherwise.
    Default,
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Range(hundred) => write!(f, "{hundred}XX"),
            Self::Default => f.write_str("any other status"),
        }
    }
}

/// A header of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Its name on the wire.
    pub wire_name: String,
    /// The same, as documentation.
    pub name_docs: String,
    /// The constant that stands for it.
    pub constant: String,
    /// What its value is.
    pub ty: Type,
    /// What it tells.
    pub docs: Docs,
}
