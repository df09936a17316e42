//! Responses of operations, and headers.

use super::{Media, ParameterContent};
use crate::source::Pointer;
use indexmap::IndexMap;

/// A response of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// The JSON pointer.
    pub at: Pointer,
    /// The status codes.
    pub status: Status,
    /// The description, in CommonMark.
    pub description: String,
    /// The headers, by name.
    pub headers: IndexMap<String, Header>,
    /// The media types. A response without a body has none.
    pub media: Vec<Media>,
}

/// The status codes of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// A single status code.
    Code(u16),
    /// A range of status codes: `2` is `2XX`.
    Range(u16),
    /// All status codes without a response of their own (`default`).
    Default,
}

/// A header of a response or a multipart part.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// The JSON pointer.
    pub at: Pointer,
    /// The description, in CommonMark.
    pub description: Option<String>,
    /// Whether the header is required.
    pub required: bool,
    /// Whether the header is deprecated.
    pub deprecated: bool,
    /// The schema of the value, and its serialization.
    pub content: ParameterContent,
}
