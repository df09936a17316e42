//! The normalised API, data only: references are resolved, duplicates are settled, and locations are kept.
//!
//! The types use the terms of OpenAPI, not of Rust, and cover all of OpenAPI 3.0 and the parts of 3.1 that differ. A later
//! stage that does not support a construct reports its location.

mod body;
mod operation;
mod parameter;
mod response;
mod schema;
mod security;
mod server;

pub use body::{Encoding, Example, Media, RequestBody};
pub use operation::{Callback, Method, Operation};
pub use parameter::{Parameter, ParameterContent, ParameterLocation, Style};
pub use response::{Header, Response, Status};
pub use schema::{
    Additional, Annotations, ArrayRules, Discriminator, NumberRules, ObjectRules, Schema,
    SchemaUse, StringRules, Type, ValueAnnotations,
};
pub use security::{Flow, SchemeKind, SecurityRequirement, SecurityScheme};
pub use server::{Server, ServerVariable};

use indexmap::IndexMap;
use serde_json::Value;
use std::sync::Arc;

/// An API: all its documents in one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Whether the document covers only some operations of the API, because it was merged from documentation pages.
    pub is_excerpt: bool,
    /// The title, version and description.
    pub info: Info,
    /// The servers, unless an operation overrides them.
    pub servers: Vec<Server>,
    /// The alternative security requirements, unless an operation overrides them.
    pub security: Vec<SecurityRequirement>,
    /// The security schemes, by the names that requirements use.
    pub security_schemes: IndexMap<String, SecurityScheme>,
    /// The tags, by name.
    pub tags: IndexMap<String, Tag>,
    /// The schemas under `components`, by name.
    pub schemas: IndexMap<String, Schema>,
    /// The operations, in the order of the document, or by path and method if they come from pages. Lowering changes only
    /// schemas, and shares the operations.
    pub operations: Arc<[Operation]>,
    /// The webhooks, by name (3.1).
    pub webhooks: Vec<Callback>,
    /// The specification extensions (`x-...`).
    pub extensions: IndexMap<String, Value>,
}

/// The title, version and description of an API.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Info {
    /// The title.
    pub title: String,
    /// The version. If several documents have different versions, the newest.
    pub version: String,
    /// The description, in CommonMark.
    pub description: Option<String>,
    /// The versions of operations that differ from `version`, by `operationId`.
    pub other_versions: IndexMap<String, String>,
}

/// A tag.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tag {
    /// The description, in CommonMark.
    pub description: Option<String>,
}
