//! A response of an operation.

use super::{Media, ParameterContent};
use crate::source::Pointer;
use indexmap::IndexMap;

/// A response of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// Its JSON pointer.
    pub at: Pointer,
    /// The statuses it has.
    pub status: Status,
    /// When it is given, in CommonMark.
    pub description: String,
    /// Its headers, by name.
    pub headers: IndexMap<String, Header>,
    /// The media types it comes as; none, where it has no body.
    pub media: Vec<Media>,
}

/// The status codes of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// One.
    Code(u16),
    /// A hundred: `2` of `2XX`.
    Range(u16),
    /// All that are not documented otherwise.
    Default,
}

/// A header of a response or a multipart part.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// Its JSON pointer.
    pub at: Pointer,
    /// What it tells, in CommonMark.
    pub description: Option<String>,
    /// Whether it is always there.
    pub required: bool,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Its values.
    pub content: ParameterContent,
}
