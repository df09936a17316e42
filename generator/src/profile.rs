//! The text of `api.toml` -> the [`Profile`]: facts about an API that its documents do not contain.

mod auth;
mod formats;
mod package_name;
mod paging;
mod redirects;
mod responses;
mod rust_path;
mod secrets;

pub use auth::{Auth, AuthScheme};
pub use formats::Format;
use indexmap::IndexMap;
pub use package_name::package_name;
pub use paging::{Endless, OperationPaging, Paging, PagingStyle};
pub use redirects::{RedirectTarget, Redirects};
pub use responses::Responses;
pub use rust_path::{TraitPath, TypePath};
pub use secrets::Secrets;
use serde::Deserialize;
use std::ops::Range;

/// Facts about an API that its documents do not contain.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Profile {
    /// Whether violations of the specification that have only one sensible interpretation are errors instead of warnings.
    pub strict: bool,
    /// The crate.
    #[serde(rename = "crate")]
    pub package: Package,
    /// How requests are authenticated.
    pub auth: Auth,
    /// The names and base URLs of other servers. They replace the servers of the document, except the first.
    pub regions: IndexMap<String, String>,
    /// Domains that may receive the API key over HTTPS after a redirect or in links, with their subdomains.
    pub trusted_domains: Vec<String>,
    /// How callers identify themselves in the `User-Agent` header.
    pub caller: Option<Caller>,
    /// How query strings are serialized.
    pub query: Query,
    /// How operations are paginated.
    pub paging: Option<Paging>,
    /// How requests are sent as the actions of a batch.
    pub batch: Option<Batch>,
    /// The format of errors.
    pub errors: Errors,
    /// The values that are never shown.
    pub secrets: Secrets,
    /// The format of responses.
    pub responses: Responses,
    /// How redirects of requests that are not safe (RFC 9110) are followed.
    pub redirects: Redirects,
    /// The Rust types of strings and numbers, by their `format`. They override the defaults.
    pub formats: IndexMap<String, Format>,
    /// Additional traits to derive, by the JSON pointers of schemas in the merged document.
    pub derives: IndexMap<String, Vec<TraitPath>>,
    /// Additional errors to retry.
    pub retries: Retries,
    /// How the API is divided between tenants.
    pub tenancy: Option<Tenancy>,
    /// The rate limits of the API.
    pub limits: Option<Limits>,
    /// Names that override the default ones, by JSON pointers into the merged document. The pointer of a type leads to its
    /// schema, of a field to the schema of the property, of a function or setter to the operation or the parameter, and of a
    /// variant to the value in the schema's `enum`.
    pub names: IndexMap<String, String>,
}

/// The generated crate.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Package {
    /// The name of the crate. The default is derived from the title of the document.
    #[serde(deserialize_with = "package_name::deserialize")]
    pub name: Option<String>,
    /// The version. The default is `0.1.0`.
    pub version: Option<String>,
    /// The SPDX license expression.
    pub license: Option<String>,
    /// The dependencies that provide derived traits, as in `Cargo.toml`.
    pub dependencies: toml::Table,
    /// The dev-dependencies of hand-written tests, examples and benches, as in `Cargo.toml`.
    pub dev_dependencies: toml::Table,
    /// The benches that define their own `main`.
    pub benches: Vec<String>,
}

/// How callers identify themselves in the `User-Agent` header.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Caller {
    /// The regular expression of valid values.
    pub pattern: String,
    /// A human-readable description of the format.
    pub form: String,
}

/// How query strings are serialized.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Query {
    /// How arrays are serialized.
    pub arrays: QueryArrays,
}

/// How arrays are serialized in the query string.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QueryArrays {
    /// By the `style` and `explode` of the parameter.
    #[default]
    Documented,
    /// `name[]=a&name[]=b`, regardless of the document.
    Brackets,
}

/// How requests are sent as the actions of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Batch {
    /// The extension of the document that lists the actions, each with its `resource`, `operation` and `summary`.
    pub extension: String,
    /// The HTTP methods of the operations of actions.
    #[serde(default)]
    pub methods: IndexMap<String, String>,
    /// Actions that the extension does not list, or that match no operation, by `operationId`.
    #[serde(default)]
    pub actions: IndexMap<String, Action>,
    /// The path to create batches, with one parameter. The path of a batch appends its ID.
    pub path: String,
    /// The maximum number of actions in a synchronous batch.
    pub synchronous: usize,
    /// The maximum number of actions in an asynchronous batch, which the client polls.
    pub asynchronous: usize,
    /// The maximum number of concurrent batches.
    pub running: usize,
    /// The property names of the request body that creates a batch.
    pub request: BatchRequest,
    /// The locations of properties in the response that describes a batch.
    pub response: BatchResponse,
}

/// The batch action of an operation.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// The template of the path of the resource.
    pub resource: String,
    /// The operation on the resource.
    pub operation: String,
}

/// The property names of the request body that creates a batch.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BatchRequest {
    /// The flag that confirms the batch. Without it, the API only validates the batch.
    pub confirmed: String,
    /// The flag that requests synchronous execution.
    pub synchronous: String,
    /// The list of actions.
    pub actions: String,
}

/// The locations of properties in the response that describes a batch, as JSON pointers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BatchResponse {
    /// The ID.
    pub id: String,
    /// The flag that is set if all actions are done.
    pub completed: String,
    /// The flag that is set if the batch failed.
    pub failed: String,
    /// The error messages.
    pub errors: String,
}

/// The format of errors.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Errors {
    /// The JSON pointer of the messages in the body of an error: a string or a list of strings.
    pub messages: Option<String>,
    /// The header with the request ID, for support requests.
    pub request_id: Option<String>,
}

/// Additional errors to retry.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Retries {
    /// Whether PUT and DELETE are retried after a broken connection, a 408 or a 5xx response, as reads are.
    pub idempotent: bool,
    /// Errors that report concurrent work.
    pub contention: Vec<Contention>,
}

/// An error (4xx) that reports concurrent work.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Contention {
    /// The method and the path template of the request, such as `DELETE /shelves/{shelfId}`. The default is any request.
    pub request: Option<String>,
    /// The status of the response. The default is any 4xx status.
    pub status: Option<u16>,
    /// A part of one of the error messages, in any case.
    pub message: String,
    /// The time to wait before a retry, in seconds.
    pub wait: u64,
}

/// How the API is divided between tenants, each with its own rate limits and server.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Tenancy {
    /// The collection of tenants: the path segment before the ID of a tenant.
    pub collection: String,
    /// The JSON pointers of tenant IDs in responses.
    #[serde(default)]
    pub properties: Vec<String>,
    /// The resources that belong to a tenant.
    #[serde(default)]
    pub owned: Vec<Owned>,
}

/// Resources that each belong to a tenant.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Owned {
    /// The collection: the path segment before the ID of a resource.
    pub collection: String,
    /// The format of the IDs, as a regular expression.
    pub id: String,
    /// The JSON pointers of resource IDs in responses.
    #[serde(default)]
    pub properties: Vec<String>,
}

/// The rate limits of the API.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Limits {
    /// The limit for each tenant.
    pub tenant: Limit,
    /// The limit for all requests of a client.
    pub global: Limit,
    /// The factor by which a 429 response multiplies the rate.
    pub decrease: f64,
    /// The minimum rate, in requests per second.
    pub floor: f64,
}

/// A rate limit, as a token bucket.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Limit {
    /// Requests per second.
    pub rate: f64,
    /// The size of the bucket: the maximum burst of requests.
    pub burst: f64,
    /// The amount by which each success increases a rate that a 429 response decreased.
    pub increase: f64,
}

/// The reason why a profile cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileError {
    /// The problem.
    pub message: String,
    /// The bytes of the text that cause the problem.
    pub span: Option<Range<usize>>,
}

impl Profile {
    /// Parses a profile.
    ///
    /// # Errors
    ///
    /// Fails if the text is not TOML, or contains an unknown key or an invalid value.
    pub fn from_toml(text: &str) -> Result<Self, ProfileError> {
        toml::from_str(text).map_err(|error| ProfileError {
            message: error.message().to_owned(),
            span: error.span(),
        })
    }
}
