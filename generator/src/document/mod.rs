//! The normalised API, data only: what the documents say, with references resolved, duplicates settled and places kept.
//!
//! It speaks OpenAPI's language, not Rust's, and covers all of OpenAPI 3.0 (with the room that 3.1 needs): a later
//! stage that cannot use something says so, at the place kept here.

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

/// An API: all its documents in one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// What the API is.
    pub info: Info,
    /// Where it is served, unless an operation says otherwise.
    pub servers: Vec<Server>,
    /// The alternatives by which a request is authorised, unless an operation says otherwise.
    pub security: Vec<SecurityRequirement>,
    /// The schemes that requirements name.
    pub security_schemes: IndexMap<String, SecurityScheme>,
    /// What is said of tags, by name.
    pub tags: IndexMap<String, Tag>,
    /// The schemas under `components`, by name.
    pub schemas: IndexMap<String, Schema>,
    /// The operations, in the order of the document; those of pages by path and method.
    pub operations: Vec<Operation>,
    /// The requests that the API itself makes, by name (3.1).
    pub webhooks: Vec<Callback>,
    /// Its `x-` members.
    pub extensions: IndexMap<String, Value>,
}

/// What an API is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Info {
    /// Its name.
    pub title: String,
    /// Its version: the newest, where the documents' versions differ.
    pub version: String,
    /// Its description, in CommonMark.
    pub description: Option<String>,
    /// The versions of operations that were documented at another version than `version`, by operationId.
    pub other_versions: IndexMap<String, String>,
}

/// What is said of a tag.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tag {
    /// What its operations have in common, in CommonMark.
    pub description: Option<String>,
}
