//! The API as a whole, and the manifest of the crate.

use super::{Docs, PageStyle, Server};
use crate::profile;

/// The manifest of the crate.
#[derive(Clone, Debug, PartialEq)]
pub struct Package {
    /// The crate's name.
    pub name: String,
    /// The crate's name in Rust code.
    pub lib_name: String,
    /// The crate's version.
    pub version: String,
    /// Its description.
    pub description: String,
    /// Its licence expression.
    pub license: Option<String>,
    /// Its authors.
    pub authors: Vec<String>,
    /// The URL of its repository.
    pub repository: Option<String>,
    /// The URL of its website.
    pub homepage: Option<String>,
    /// The URL of its documentation.
    pub documentation: String,
    /// Its keywords on crates.io.
    pub keywords: Vec<String>,
    /// Its categories on crates.io.
    pub categories: Vec<String>,
    /// The path of its hand-written README, if there is one.
    pub readme: Option<String>,
    /// Its runtime.
    pub runtime: profile::RuntimeDependency,
    /// Its dependencies except the runtime.
    pub dependencies: toml::Table,
    /// The dev-dependencies of the handwritten tests.
    pub dev_dependencies: toml::Table,
    /// The benchmarks with `harness = false`.
    pub benches: Vec<String>,
    /// Whether the crate has the named schemas only, without a client.
    pub types_only: bool,
    /// The tools that are generated with it, if any.
    pub tools: Option<Tools>,
}

impl Package {
    /// Whether the client has a test server.
    pub fn has_mock(&self) -> bool {
        self.tools.as_ref().is_some_and(|tools| tools.mock)
    }
}

/// The tools that are generated with a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tools {
    /// The name of the package that implements them.
    pub package: String,
    /// Whether the client has a test server.
    pub mock: bool,
    /// The command line, if there is one.
    pub cli: Option<CommandLine>,
}

/// The command line of an API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandLine {
    /// The name of its package.
    pub package: String,
    /// The name of its program.
    pub binary: String,
    /// Whether it contains an MCP server.
    pub mcp: bool,
}

/// The API as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Api {
    /// Its title.
    pub title: String,
    /// The same, as documentation.
    pub title_docs: String,
    /// Its version.
    pub version: String,
    /// The same, as documentation.
    pub version_docs: String,
    /// Its description.
    pub docs: Docs,
    /// The base URL, if the document has one.
    pub base_url: Option<String>,
    /// The environment variable of the API key.
    pub key_variable: Option<String>,
    /// The regions of the API.
    pub regions: Vec<Region>,
    /// The documented servers that callers can choose.
    pub servers: Vec<Server>,
    /// The domains to which credentials may be sent.
    pub trusted_domains: Vec<String>,
    /// The origins of the servers of single operations, to which credentials may be sent.
    pub trusted_origins: Vec<String>,
    /// The policy for redirects of unsafe requests.
    pub redirects: profile::Redirects,
    /// The security schemes, the default first.
    pub schemes: Vec<Scheme>,
    /// The security requirements, of which a request must satisfy one. If there are none, requests use the default scheme.
    pub security: Vec<Vec<String>>,
    /// The format of the caller's name in the `User-Agent` header.
    pub caller: Option<Caller>,
    /// The description of batches.
    pub batch: Option<Batch>,
    /// The pagination style of the operations without one of their own.
    pub page_style: PageStyle,
    /// The location of the messages in the body of an error.
    pub error_messages: Option<String>,
    /// The names of properties whose values are never shown.
    pub secret_properties: Vec<String>,
    /// The response header with the request ID.
    pub request_id: Option<String>,
    /// The tenants and the resources that they own.
    pub tenancy: Option<Tenancy>,
    /// The rate limits.
    pub limits: Option<Limits>,
    /// Whether PUT and DELETE are retried as reads are.
    pub retry_idempotent: bool,
    /// The errors that are retried because other work on the resource is in progress.
    pub contention: Vec<Contention>,
}

/// An alternative server of the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// The variant's name.
    pub variant: String,
    /// The base URL.
    pub url: String,
}

/// A security scheme with a single API key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// Its name in the document.
    pub id: String,
    /// The variant by which callers choose it.
    pub choice: AuthHeader,
    /// The part of the request that contains the API key.
    pub location: SchemeLocation,
}

/// The security requirements of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Security {
    /// Those of the API.
    Usual,
    /// None: requests are anonymous.
    Nothing,
    /// One of these combinations of schemes, by their names in the document.
    OneOf(Vec<Vec<String>>),
}

/// A variant of the enum of security schemes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthHeader {
    /// The variant's name.
    pub variant: String,
    /// Its documentation.
    pub docs: Docs,
}

/// The part of a request that contains an API key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeLocation {
    /// `Authorization: Bearer KEY`
    Bearer,
    /// `Authorization: Basic KEY`
    Basic,
    /// `Authorization: SCHEME KEY`, with this scheme.
    Http(String),
    /// A header of this name.
    Header(String),
    /// A query parameter of this name.
    Query(String),
    /// A cookie of this name.
    Cookie(String),
}

/// The description of batches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// The settings from the profile.
    pub facts: profile::Batch,
    /// The name of the argument for the path parameter.
    pub argument: String,
}

/// The format of the caller's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The regular expression that it must match.
    pub pattern: String,
    /// A description of the format.
    pub form: String,
}

/// An error that is retried because other work on the resource is in progress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contention {
    /// The method and path template of the affected requests; all requests if absent.
    pub request: Option<String>,
    /// The status; any status if absent.
    pub status: Option<u16>,
    /// A part of the message.
    pub message: String,
    /// The duration of the other work, in seconds.
    pub wait: u64,
}

/// The tenants of the API and the resources that they own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenancy {
    /// The path segment before the ID of a tenant.
    pub collection: String,
    /// The properties of responses that contain the ID of a tenant.
    pub properties: Vec<String>,
    /// The resources that belong to a tenant.
    pub owned: Vec<Owned>,
}

/// A type of resource that belongs to exactly one tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owned {
    /// The path segment before the ID of a resource.
    pub collection: String,
    /// The pattern of the ID.
    pub id: String,
    /// The properties of responses that contain the ID of a resource.
    pub properties: Vec<String>,
}

/// The rate limits of the API.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// The limit for each tenant.
    pub tenant: Limit,
    /// The limit for all requests together.
    pub global: Limit,
    /// The factor of the rate after a 429 response.
    pub decrease: f64,
    /// The minimum rate.
    pub floor: f64,
}

/// A limit as a token bucket.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit {
    /// The number of requests per second.
    pub rate: f64,
    /// The number of requests at once.
    pub burst: f64,
    /// The increase of a reduced rate after each success.
    pub increase: f64,
}
