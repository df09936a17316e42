//! Responses of an operation, by status.

use super::{Content, Docs, Format, Type};
use std::fmt;

/// The output of a successful request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// The type: `()` without a body; the type of one item for a stream.
    pub ty: Type,
    /// The encoding.
    pub format: Format,
    /// The `Accept` header, if it is not the default of the format.
    pub accept: Option<String>,
    /// The media types that the caller can choose instead.
    pub media_types: Vec<MediaType>,
}

/// A documented media type of a successful response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaType {
    /// Its name, as documentation.
    pub name_docs: String,
    /// The name of its constant.
    pub constant: String,
    /// How a body in it is read.
    pub content: Content,
}

/// A documented response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// Its statuses.
    pub status: Status,
    /// Whether it is a success.
    pub is_success: bool,
    /// Its description.
    pub docs: Docs,
    /// The documented headers.
    pub headers: Vec<Header>,
    /// Its body, if it has one.
    pub content: Option<Content>,
}

/// The statuses of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// A single status.
    Code(u16),
    /// A range: `2` for `2XX`.
    Range(u16),
    /// All other statuses.
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
    /// The name of its constant.
    pub constant: String,
    /// The type of its value.
    pub ty: Type,
    /// Its description.
    pub docs: Docs,
}
