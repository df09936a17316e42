//! Operations and callbacks.

use super::{Parameter, RequestBody, Response, SecurityRequirement, Server};
use crate::source::Pointer;
use indexmap::IndexMap;
use serde_json::Value;

/// An operation: a method on a path.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// The JSON pointer.
    pub at: Pointer,
    /// The `operationId`, which is unique in the document.
    pub id: Option<String>,
    /// The HTTP method.
    pub method: Method,
    /// The path template.
    pub path: String,
    /// The tags, in order.
    pub tags: Vec<String>,
    /// The summary.
    pub summary: Option<String>,
    /// The description, in CommonMark.
    pub description: Option<String>,
    /// The URL of external documentation.
    pub external_docs: Option<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// The parameters, including those of the path item.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<RequestBody>,
    /// The responses.
    pub responses: Vec<Response>,
    /// The alternative security requirements, if the operation overrides those of the API.
    pub security: Option<Vec<SecurityRequirement>>,
    /// The servers, if the operation or its path item overrides those of the API.
    pub servers: Vec<Server>,
    /// The callbacks.
    pub callbacks: Vec<Callback>,
    /// The specification extensions (`x-...`).
    pub extensions: IndexMap<String, Value>,
}

/// Requests that the API sends: a callback of an operation, or a webhook.
#[derive(Clone, Debug, PartialEq)]
pub struct Callback {
    /// The name in the document.
    pub name: String,
    /// The operations that the receiver implements. Their path is the runtime expression of the callback.
    pub operations: Vec<Operation>,
}

/// An HTTP method.
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
    /// All methods of a path item.
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

    /// The name of the method on the wire.
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
