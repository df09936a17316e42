//! An operation: a method on a path.

use super::{Parameter, RequestBody, Response, SecurityRequirement, Server};
use crate::source::Pointer;
use indexmap::IndexMap;
use serde_json::Value;

/// An operation of the API.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Its JSON pointer.
    pub at: Pointer,
    /// Its `operationId`, unique in the document where there is one.
    pub id: Option<String>,
    /// Its method.
    pub method: Method,
    /// Its path template.
    pub path: String,
    /// Its tags, in order.
    pub tags: Vec<String>,
    /// Its summary.
    pub summary: Option<String>,
    /// Its description, in CommonMark.
    pub description: Option<String>,
    /// The URL of external documentation.
    pub external_docs: Option<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Its parameters, those of its path item included.
    pub parameters: Vec<Parameter>,
    /// Its request body.
    pub body: Option<RequestBody>,
    /// Its responses.
    pub responses: Vec<Response>,
    /// The alternatives by which it is authorised, where they are its own.
    pub security: Option<Vec<SecurityRequirement>>,
    /// Where it is served, where that is its own.
    pub servers: Vec<Server>,
    /// The requests that the API makes in return.
    pub callbacks: Vec<Callback>,
    /// Its `x-` members.
    pub extensions: IndexMap<String, Value>,
}

/// A request that the API makes: a callback of an operation, or a webhook.
#[derive(Clone, Debug, PartialEq)]
pub struct Callback {
    /// The name it has in the document.
    pub name: String,
    /// The operations that the receiver has to offer; the path is the callback's runtime expression.
    pub operations: Vec<Operation>,
}

/// A method of HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are those of RFC 9110")]
pub enum Method {
    Get,
    Put,
    Post,
    Delete,
    Options,
    Head,
    Patch,
    Trace,
    Query,
}

impl Method {
    /// All methods that a path item can hold.
    pub const ALL: [Self; 9] = [
        Self::Get,
        Self::Put,
        Self::Post,
        Self::Delete,
        Self::Options,
        Self::Head,
        Self::Patch,
        Self::Trace,
        Self::Query,
    ];

    /// The method's name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
            Self::Query => "QUERY",
        }
    }
}
