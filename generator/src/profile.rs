//! The text of `api.toml` -> the [`Profile`]: facts about an API that its documents do not contain.

mod auth;
mod batch;
mod caller;
mod check;
mod errors;
mod formats;
mod limits;
mod package;
mod package_name;
mod paging;
mod query;
mod redirects;
mod responses;
mod retries;
mod runtime_dependency;
mod rust_path;
mod secrets;
mod tenancy;
mod tool;

use crate::nearest::nearest;
pub use auth::{Auth, AuthScheme};
pub use batch::{Action, Batch, BatchRequest, BatchResponse};
pub use caller::Caller;
pub use check::check;
pub use errors::Errors;
pub use formats::Format;
use indexmap::IndexMap;
pub use limits::{Limit, Limits};
pub use package::Package;
pub use package_name::package_name;
pub(crate) use package_name::program_name;
pub use paging::{Endless, OperationPaging, Paging, PagingStyle};
pub use query::{Query, QueryArrays};
pub use redirects::{RedirectTarget, Redirects};
pub use responses::Responses;
pub use retries::{Contention, Retries};
pub use runtime_dependency::RuntimeDependency;
pub use rust_path::{TraitPath, TypePath};
pub use secrets::{Secrets, is_same_name};
use serde::Deserialize;
use std::fmt;
use std::ops::Range;
pub use tenancy::{Owned, Tenancy};
pub use tool::Tool;

/// Facts about an API that its documents do not contain. Every key is optional, and unknown keys are errors.
///
/// ```toml
/// strict = true
/// trusted-domains = ["garden.example", "garden-cdn.example"]
///
/// [regions]
/// Canada = "https://api.garden.ca/v1"
/// India = "https://api.garden.in/v1"
///
/// [derives]
/// "/components/schemas/Plant" = ["Eq", "Hash"]
///
/// [extensions]
/// x-stage = "Stage"
/// x-rate-group = "Rate limit group"
///
/// [names]
/// "/paths/~1plants/get" = "list_plants"
/// "/components/schemas/Plant" = "PottedPlant"
/// "/components/schemas/Plant/properties/size/enum/2.4" = "Medium"
/// ```
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Profile {
    /// Whether violations of the specification that have only one sensible interpretation are errors instead of warnings.
    pub strict: bool,
    /// The generated crate.
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
    /// The specification extensions of operations that the documentation of the crate shows, and their titles there.
    pub extensions: IndexMap<String, String>,
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

/// The reason why a profile cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileError {
    /// The problem.
    pub message: String,
    /// The remedy.
    pub help: String,
    /// The bytes of the text that cause the problem.
    pub span: Option<Range<usize>>,
}

impl fmt::Display for ProfileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.message, self.help)
    }
}

impl std::error::Error for ProfileError {}

impl Profile {
    /// Parses a profile.
    ///
    /// # Errors
    ///
    /// Fails if the text is not TOML, or contains an unknown key or an invalid value.
    pub fn from_toml(text: &str) -> Result<Self, ProfileError> {
        toml::from_str(text).map_err(|error| ProfileError {
            message: error.message().replacen("unknown field", "unknown key", 1),
            help: help(error.message()),
            span: error.span(),
        })
    }
}

/// The remedy for an error of the TOML parser: the nearest known name, if a name is unknown.
fn help(message: &str) -> String {
    // "unknown field `a`, expected `b` or `c`"
    let mut names = message.split('`').skip(1).step_by(2);
    let nearest = match message.starts_with("unknown ") {
        true => names.next().and_then(|unknown| nearest(unknown, names)),
        false => None,
    };
    let see = "see PROFILE.md for all keys with examples";
    nearest.map_or_else(|| see.to_owned(), |name| format!("use `{name}`; {see}"))
}
