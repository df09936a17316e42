//! The text of `api.toml` -> the [`Profile`]: what documents do not say and the generator must not know.

mod auth;
mod formats;
mod package_name;
mod redirects;
mod rust_path;

pub use auth::{Auth, AuthScheme};
pub use formats::Format;
use indexmap::IndexMap;
pub use package_name::package_name;
pub use redirects::{RedirectTarget, Redirects};
pub use rust_path::{TraitPath, TypePath};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use std::ops::Range;

/// What is to be known of an API beside its documents.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Profile {
    /// Whether violations of the specification that can be meant in one way only are errors, not warnings.
    pub strict: bool,
    /// The crate.
    #[serde(rename = "crate")]
    pub package: Package,
    /// How requests are authorised.
    pub auth: Auth,
    /// Where the API is served, beside the document's first server and in place of its others: names and base URLs.
    pub regions: IndexMap<String, String>,
    /// Domains that may be sent the key over https when an answer leads there, with their subdomains.
    pub trusted_domains: Vec<String>,
    /// The caller's name in the `User-Agent` header.
    pub caller: Option<Caller>,
    /// How the query is written.
    pub query: Query,
    /// How listings are read page by page.
    pub paging: Option<Paging>,
    /// How requests are sent together, as the actions of a batch.
    pub batch: Option<Batch>,
    /// What errors look like.
    pub errors: Errors,
    /// The values that are never shown.
    pub secrets: Secrets,
    /// What responses look like.
    pub responses: Responses,
    /// How redirects of requests that are not safe are followed.
    pub redirects: Redirects,
    /// The Rust types of strings and numbers, by their `format`, where the default is another.
    pub formats: IndexMap<String, Format>,
    /// Traits that types derive beside those that all have, by JSON pointer of their schemas into the merged document.
    pub derives: IndexMap<String, Vec<TraitPath>>,
    /// What is worth another attempt.
    pub retries: Retries,
    /// How the API is divided between tenants.
    pub tenancy: Option<Tenancy>,
    /// How many requests the API bears.
    pub limits: Option<Limits>,
    /// Names that are not to be derived, by JSON pointer into the merged document: of types to the schema, of fields to the
    /// schema of the member, of functions and setters to the operation or the parameter, of variants to the schema's `enum`
    /// and below that the value.
    pub names: IndexMap<String, String>,
}

/// The generated crate.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Package {
    /// Its name; derived from the document's title where there is none.
    #[serde(deserialize_with = "package_name::deserialize")]
    pub name: Option<String>,
    /// Its version, `0.1.0` where there is none.
    pub version: Option<String>,
    /// Its licence expression.
    pub license: Option<String>,
    /// What the derived traits are from, as TOML writes it.
    pub dependencies: toml::Table,
    /// The dev-dependencies of hand-written tests, examples and benches, as TOML writes them.
    pub dev_dependencies: toml::Table,
    /// The benches that bring their own `main`.
    pub benches: Vec<String>,
}

/// The caller's name in the `User-Agent` header.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Caller {
    /// A regular expression that it matches.
    pub pattern: String,
    /// What it looks like, in words.
    pub form: String,
}

/// How the query is written.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Query {
    /// How arrays are written.
    pub arrays: QueryArrays,
}

/// How arrays are written into the query.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QueryArrays {
    /// As the document says.
    #[default]
    Documented,
    /// `name[]=a&name[]=b`, whatever the document says.
    Brackets,
}

/// How listings are read page by page.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Paging {
    /// How a page leads to the next.
    pub style: PagingStyle,
    /// The query parameters that all must be documented for an operation to page.
    pub parameters: Vec<String>,
    /// The members that hold the items of a page whose body is an object: the first that is a list.
    #[serde(default)]
    pub items: Vec<String>,
    /// The operations, by operationId, whose pages are read from each to the one before, unless the caller says otherwise.
    #[serde(default)]
    pub backwards: Vec<String>,
    /// The operations, by operationId, whose every page leads to another, and where to stop.
    #[serde(default)]
    pub endless: IndexMap<String, Endless>,
}

/// Where to stop reading pages, by the times in the links between them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Endless {
    /// The query parameter that says after which time the next page begins.
    pub after: String,
    /// A next page is not read if it begins less than so many seconds ago.
    pub seconds: u64,
    /// The query parameter that says before which time the previous page ends.
    pub before: String,
    /// A previous page is not read if it ends before this time.
    #[serde(deserialize_with = "instant")]
    pub earliest: String,
}

/// A TOML date-time that is an instant, as RFC 3339 writes it.
fn instant<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let time = toml::value::Datetime::deserialize(deserializer)?;
    if time.date.is_none() || time.time.is_none() || time.offset.is_none() {
        return Err(D::Error::custom(
            "expected a date and a time with an offset, such as 2014-01-01T00:00:00Z",
        ));
    }
    Ok(time.to_string())
}

/// How a page leads to the next.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub enum PagingStyle {
    /// By the `Link` header of RFC 8288.
    Link,
    /// By a URL in its body: `{ url = { member = "/next" } }`.
    Url {
        /// Where it stands, as a JSON pointer.
        member: String,
    },
    /// By a text in its body: `{ cursor = { parameter = "after", member = "/meta/next" } }`.
    Cursor {
        /// The query parameter of the next page that it is.
        parameter: String,
        /// Where it stands, as a JSON pointer; where nothing does, there is no next page.
        member: String,
    },
    /// By a text in its last item: `{ last-item = { parameter = "starting_after", member = "/id", more = "/has_more" } }`.
    LastItem {
        /// The query parameter of the next page that it is.
        parameter: String,
        /// Where it stands in the item, as a JSON pointer.
        member: String,
        /// Where the page says whether it is not the last, as a JSON pointer; where nothing says it, one without items is.
        more: Option<String>,
    },
    /// By its number: `{ number = { parameter = "page", limit = "per_page" } }`.
    Number {
        /// The query parameter that is the number.
        parameter: String,
        /// The query parameter that says how many items a page holds: one with fewer is the last.
        limit: String,
        /// The number of the first page.
        #[serde(default = "one")]
        first: u64,
    },
    /// By the number of the item that it begins with: `{ offset = { parameter = "offset", limit = "limit" } }`.
    Offset {
        /// The query parameter that is the number.
        parameter: String,
        /// The query parameter that says how many items a page holds: one with fewer is the last.
        limit: String,
    },
}

/// The number of the first page, unless the profile says otherwise.
const fn one() -> u64 {
    1
}

/// How requests are sent together, as the actions of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Batch {
    /// The member of the document that lists the actions, each with its `resource`, `operation` and `summary`.
    pub extension: String,
    /// The methods that operations of actions are on their resource.
    #[serde(default)]
    pub methods: IndexMap<String, String>,
    /// Actions that are not listed, or that cannot be matched, by operationId.
    #[serde(default)]
    pub actions: IndexMap<String, Action>,
    /// The path where batches are made, with one parameter; below it they are found by id.
    pub path: String,
    /// The most actions of a batch that is answered when it is done.
    pub synchronous: usize,
    /// The most actions of a batch that is asked for until it is done.
    pub asynchronous: usize,
    /// The most batches that run at a time.
    pub running: usize,
    /// The members of the body that makes a batch.
    pub request: BatchRequest,
    /// Where things stand in what is answered of a batch.
    pub answer: BatchAnswer,
}

/// What an operation is in a batch.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// The template of the path that it acts on.
    pub resource: String,
    /// What it does there.
    pub operation: String,
}

/// The members of the body that makes a batch.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BatchRequest {
    /// Whether it is to be done, and not only looked at.
    pub confirmed: String,
    /// Whether it is answered when it is done.
    pub synchronous: String,
    /// The actions.
    pub actions: String,
}

/// Where things stand in what is answered of a batch: JSON pointers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BatchAnswer {
    /// Its id.
    pub id: String,
    /// Whether all is done.
    pub completed: String,
    /// Whether nothing will be done.
    pub failed: String,
    /// Why.
    pub errors: String,
}

/// What errors look like.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Errors {
    /// A JSON pointer into an error's body, to its messages: a string or a list of strings.
    pub messages: Option<String>,
    /// The header that names the request to the API's support.
    pub request_id: Option<String>,
}

/// The values that are never shown.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Secrets {
    /// The names of properties with secret values, in addition to common names such as `password`.
    pub properties: Vec<String>,
}

impl Secrets {
    /// Whether the profile lists a property, ignoring case and separators.
    pub fn contain(&self, property: &str) -> bool {
        let letters = |name: &str| -> String {
            name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        self.properties.iter().any(|listed| letters(listed) == letters(property))
    }
}

/// What responses look like.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Responses {
    /// Whether responses have the properties that the document requires.
    pub trust_required: bool,
    /// The JSON pointers of schemas and properties of which responses may lack required properties, although
    /// `trust_required` is set. A pointer covers all that is below it.
    pub distrust: Vec<String>,
    /// Whether answers that are described as an object and no more have the type that their example shows.
    pub infer_from_examples: bool,
}

impl Default for Responses {
    fn default() -> Self {
        Self { trust_required: true, distrust: Vec::new(), infer_from_examples: false }
    }
}

/// What is worth another attempt, beside what always is.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Retries {
    /// Errors that only say that other work is going on.
    pub contention: Vec<Contention>,
}

/// An error (4xx) that only says that other work is going on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Contention {
    /// Which requests are answered so: method and template of the path, `DELETE /shelves/{shelfId}`; all, where it says nothing.
    pub request: Option<String>,
    /// With which status; any 4xx, where it says nothing.
    pub status: Option<u16>,
    /// What one of the error's messages contains, in any case.
    pub message: String,
    /// How long the other work takes, in seconds.
    pub wait: u64,
}

/// How the API is divided between tenants, each with limits and a place of its own.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Tenancy {
    /// The collection of the tenants, as it stands in paths before a tenant's id.
    pub collection: String,
    /// Where answers name a tenant, as JSON pointers.
    #[serde(default)]
    pub members: Vec<String>,
    /// What belongs to a tenant.
    #[serde(default)]
    pub owned: Vec<Owned>,
}

/// Things that belong to tenants, each to one.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Owned {
    /// Their collection, as it stands in paths before an id.
    pub collection: String,
    /// What an id looks like, as a regular expression.
    pub id: String,
    /// Where answers name one of them, as JSON pointers.
    #[serde(default)]
    pub members: Vec<String>,
}

/// How many requests the API bears.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Limits {
    /// For each tenant.
    pub tenant: Limit,
    /// For all requests of a client together.
    pub global: Limit,
    /// What a rate is multiplied with after an answer that says that there were too many requests.
    pub decrease: f64,
    /// No rate gets below this, in requests a second.
    pub floor: f64,
}

/// A limit, as a bucket of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Limit {
    /// Requests a second.
    pub rate: f64,
    /// Requests at once.
    pub burst: f64,
    /// By how much a rate that was decreased grows again with each success.
    pub increase: f64,
}

/// Why a profile could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileError {
    /// The problem.
    pub message: String,
    /// The bytes of the text that are.
    pub span: Option<Range<usize>>,
}

impl Profile {
    /// Reads a profile.
    ///
    /// # Errors
    ///
    /// When the text is not TOML, or holds a key or a value that a profile does not have.
    pub fn from_toml(text: &str) -> Result<Self, ProfileError> {
        toml::from_str(text).map_err(|error| ProfileError {
            message: error.message().to_owned(),
            span: error.span(),
        })
    }
}
