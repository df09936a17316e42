//! The table as the generator writes it.

use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A JSON Schema or an example, which is decoded when it is needed.
type Json = Box<RawValue>;

/// The operations of an API.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Operations {
    /// The title of the API.
    pub title: String,
    /// The version of the API.
    pub version: String,
    /// The description of the API, in CommonMark.
    #[serde(default)]
    pub description: String,
    /// The base URL.
    pub base_url: Option<String>,
    /// The environment variable of the API key.
    pub key_variable: Option<String>,
    /// The ids of the security schemes that an API key satisfies. Without any, the API uses no key.
    #[serde(default)]
    pub schemes: Vec<String>,
    /// Other servers of the API.
    #[serde(default)]
    pub servers: Vec<Server>,
    /// The properties whose values are secret, in addition to the common names.
    #[serde(default)]
    pub secret_properties: Vec<String>,
    /// The pagination style of operations without one of their own.
    pub page_style: PageStyle,
    /// The path template of batches, if the API has them.
    pub batch_path: Option<String>,
    /// The operations, by scope and name.
    pub operations: Vec<Operation>,
    /// The named schemas, to which references are `#/$defs/Name`.
    pub(super) schemas: BTreeMap<String, Json>,
}

/// A server of the API.
#[derive(Debug, Deserialize)]
pub struct Server {
    /// Its name.
    pub name: String,
    /// Its URL, with `{variables}`.
    pub url: String,
    /// The variables of its URL.
    #[serde(default)]
    pub variables: Vec<Variable>,
}

/// A variable of the URL of a server.
#[derive(Debug, Deserialize)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Its default value.
    pub default: String,
}

/// How a page refers to the next page.
#[derive(Debug, Deserialize)]
pub struct PageStyle {
    /// The names or JSON pointers of the properties that may contain the items, if a page is an object.
    pub items: Vec<String>,
    /// How the next page is found.
    pub next: Next,
}

/// How the next page is found.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the constructors of the runtime's `PageStyle` explain them")]
pub enum Next {
    Link,
    Url { property: String },
    Cursor { parameter: String, property: String },
    HeaderCursor { parameter: String, header: String },
    LastItem { parameter: String, property: String, more: String },
    Number { parameter: String, limit: String, first: u64 },
    Offset { parameter: String, limit: String },
}

/// An operation.
#[derive(Debug, Deserialize)]
pub struct Operation {
    /// Its id in the document.
    pub id: String,
    /// The name of its scope, in kebab-case.
    pub scope: String,
    /// Its name in the scope, in kebab-case.
    pub name: String,
    /// The HTTP method.
    pub method: String,
    /// The path template.
    pub path: String,
    /// The summary, in one line.
    pub summary: String,
    /// The description, in CommonMark.
    #[serde(default)]
    pub description: String,
    /// Whether it is deprecated.
    #[serde(default)]
    pub deprecated: bool,
    /// The parameters: first the required ones, those of the path in its order.
    #[serde(default)]
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<RequestBody>,
    /// How a successful response is read.
    pub output: Output,
    /// The documented responses.
    #[serde(default)]
    pub responses: Vec<Response>,
    /// Its pagination, if it is a listing.
    pub paging: Option<Paging>,
    /// Its action in a batch.
    pub(super) action: Option<Action>,
    /// Its security requirements, if they differ from those of the API.
    pub(super) security: Option<Vec<Vec<String>>>,
    /// The URL of its server, if it differs from that of the API.
    pub(super) server: Option<String>,
    /// The same for the runtime.
    #[serde(skip)]
    pub(super) described: OnceLock<Described>,
}

/// A parameter.
#[derive(Debug, Deserialize)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: String,
    /// The part of the request that contains it.
    #[serde(rename = "in")]
    pub location: Location,
    /// Whether it is required.
    #[serde(default)]
    pub required: bool,
    /// The description, in CommonMark.
    #[serde(default)]
    pub description: String,
    /// Whether it is deprecated.
    #[serde(default)]
    pub deprecated: bool,
    /// The variant of the runtime's `ArrayStyle`, if its value is a list of scalars.
    pub array: Option<String>,
    /// The variant of the runtime's `ObjectStyle`, if its value is an object or of several types.
    pub object: Option<String>,
    /// Whether its value is sent as JSON.
    #[serde(default)]
    pub json: bool,
    /// Whether reserved characters are sent as they are.
    #[serde(default)]
    pub reserved: bool,
    pub(super) schema: Option<Json>,
    pub(super) example: Option<Json>,
}

/// The part of a request that contains a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names are those of OpenAPI's `in`")]
pub enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

/// A request body.
#[derive(Debug, Deserialize)]
pub struct RequestBody {
    /// Whether it is required.
    #[serde(default)]
    pub required: bool,
    /// The description, in CommonMark.
    #[serde(default)]
    pub description: String,
    /// Its possible contents, the usual one first.
    #[serde(default)]
    pub contents: Vec<RequestContent>,
}

/// The content of a request body in one media type.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RequestContent {
    /// The media type.
    pub media_type: String,
    /// How a value is encoded.
    pub format: Format,
    /// The fields of a form whose encoding differs from the default.
    #[serde(default)]
    pub fields: Vec<Field>,
    /// The media types of parts, by property.
    #[serde(default)]
    pub parts: BTreeMap<String, String>,
    pub(super) schema: Option<Json>,
    pub(super) example: Option<Json>,
}

/// The encoding of a form field.
#[derive(Debug, Deserialize)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// The variant of the runtime's `ObjectStyle`, if it differs from the default.
    pub style: Option<String>,
    /// Whether it is sent as JSON.
    #[serde(default)]
    pub json: bool,
    /// Whether reserved characters are sent as they are.
    #[serde(default)]
    pub reserved: bool,
}

/// How a value is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Format {
    /// JSON.
    Json,
    /// A URL-encoded form.
    Form,
    /// A multipart form.
    Multipart,
    /// A string.
    Text,
    /// Bytes.
    Bytes,
    /// Server-sent events.
    Events,
    /// A stream of JSON values.
    JsonLines,
    /// No content.
    Empty,
}

/// How a successful response is read.
#[derive(Debug, Deserialize)]
pub struct Output {
    /// The encoding.
    pub format: Format,
    /// The `Accept` header.
    pub accept: String,
    /// The statuses of a success; empty for any.
    pub success: Vec<String>,
}

/// A documented response.
#[derive(Debug, Deserialize)]
pub struct Response {
    /// Its status: `200`, `2XX` or `default`.
    pub status: String,
    /// The description, in CommonMark.
    #[serde(default)]
    pub description: String,
    /// Its contents by media type.
    #[serde(default)]
    pub contents: Vec<Content>,
    /// The documented headers.
    #[serde(default)]
    pub headers: Vec<Header>,
}

/// The content of a response in one media type.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Content {
    /// The media type.
    pub media_type: String,
    pub(super) schema: Option<Json>,
    pub(super) example: Option<Json>,
}

/// A documented header of a response.
#[derive(Debug, Deserialize)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// Whether it is required.
    #[serde(default)]
    pub required: bool,
    /// The description, in CommonMark.
    #[serde(default)]
    pub description: String,
    pub(super) schema: Option<Json>,
}

/// The pagination of an operation.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Paging {
    /// The name or JSON pointer of the property with the items, if a page is an object.
    pub items: Option<String>,
    /// Its style, if it differs from that of the API.
    pub style: Option<PageStyle>,
    /// Whether pages are read backwards by default.
    #[serde(default)]
    pub backwards: bool,
    /// The times at which it stops, if each page links to another.
    pub time_bounds: Option<TimeBounds>,
}

/// The times at which an open-ended listing stops.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "the runtime's `TimeBounds` explains them")]
pub struct TimeBounds {
    pub after: String,
    pub seconds: u64,
    pub before: String,
    pub earliest: String,
}

/// The action of an operation in a batch.
#[derive(Debug, Deserialize)]
pub(super) struct Action {
    pub(super) resource: String,
    pub(super) operation: String,
}

/// What the runtime needs of an operation.
#[derive(Debug)]
pub(crate) struct Described {
    pub(crate) operation: runtime::Operation,
    pub(super) security: Option<&'static [&'static [&'static str]]>,
}
