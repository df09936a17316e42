//! The API as a whole, as the client presents it.

use super::{Docs, Server};
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
    /// Its dependencies beside the runtime.
    pub dependencies: toml::Table,
    /// The dev-dependencies of its hand-written tests.
    pub dev_dependencies: toml::Table,
    /// The benches that bring their own `main`.
    pub benches: Vec<String>,
    /// Whether the crate has the named schemas only, without a client.
    pub types_only: bool,
}

/// The API as the client presents it.
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
    /// The base URL; none, where the document has none.
    pub base_url: Option<String>,
    /// The environment variable of the API key.
    pub key_variable: Option<String>,
    /// The regions of the API.
    pub regions: Vec<Region>,
    /// The servers that the document has, for callers to choose.
    pub servers: Vec<Server>,
    /// The domains that credentials may be sent to.
    pub trusted_domains: Vec<String>,
    /// The origins of the servers of single operations, which credentials may be sent to.
    pub trusted_origins: Vec<String>,
    /// How redirects of requests that are not safe are followed.
    pub redirects: profile::Redirects,
    /// The security schemes, the default first.
    pub schemes: Vec<Scheme>,
    /// The combinations of schemes of which requests need one, by their names in the document; none: the default scheme.
    pub security: Vec<Vec<String>>,
    /// The caller's name in the `User-Agent` header.
    pub caller: Option<Caller>,
    /// How batches of requests are made.
    pub batch: Option<Batch>,
    /// The properties that may hold the items of a page, where a list is documented and an object comes.
    pub page_items: Vec<String>,
    /// The pagination style.
    pub page_style: PageStyle,
    /// Where an error's messages stand in its body.
    pub error_messages: Option<String>,
    /// The header that names a request.
    pub request_id: Option<String>,
    /// How it is divided between tenants.
    pub tenancy: Option<Tenancy>,
    /// How many requests it bears.
    pub limits: Option<Limits>,
    /// The errors that only say that other work is going on.
    pub contention: Vec<Contention>,
}

/// Another place where the API is served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// The variant's name.
    pub variant: String,
    /// The base URL.
    pub url: String,
}

/// A way of authorising a request with a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// Its name in the document.
    pub id: String,
    /// How it can be chosen.
    pub choice: AuthHeader,
    /// Where the key goes.
    pub place: SchemePlace,
}

/// How an operation is authorised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Security {
    /// As the client does it.
    Usual,
    /// Not at all.
    Nothing,
    /// By one of these combinations of schemes, by their names in the document.
    OneOf(Vec<Vec<String>>),
}

/// A variant of the enum by which the caller chooses a scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthHeader {
    /// The variant's name.
    pub variant: String,
    /// The credential that it sends.
    pub docs: Docs,
}

/// Where a key goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemePlace {
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

/// How batches of requests are made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// The settings of the profile.
    pub facts: profile::Batch,
    /// The name of the path's one parameter, as that of an argument.
    pub argument: String,
}

/// The form of the caller's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// A regular expression that it matches.
    pub pattern: String,
    /// The form in words.
    pub form: String,
}

/// An error that only says that other work is going on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contention {
    /// Which requests are answered so, as method and template of the path.
    pub request: Option<String>,
    /// With which status.
    pub status: Option<u16>,
    /// A part of the message.
    pub message: String,
    /// How long the other work takes, in seconds.
    pub wait: u64,
}

/// How the API is divided between tenants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenancy {
    /// The collection of the tenants, as it stands in paths.
    pub collection: String,
    /// Where responses name a tenant.
    pub members: Vec<String>,
    /// The resources that belong to a tenant.
    pub owned: Vec<Owned>,
}

/// Things that belong to tenants, each to one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owned {
    /// Their collection, as it stands in paths.
    pub collection: String,
    /// The pattern of an id.
    pub id: String,
    /// Where responses name one of them.
    pub members: Vec<String>,
}

/// How many requests the API bears.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// For each tenant.
    pub tenant: Limit,
    /// For all requests together.
    pub global: Limit,
    /// The factor of the rate after a 429 response.
    pub decrease: f64,
    /// No rate gets below this.
    pub floor: f64,
}

/// A limit, as a bucket of tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit {
    /// Requests a second.
    pub rate: f64,
    /// Requests at once.
    pub burst: f64,
    /// By how much a decreased rate grows with each success.
    pub increase: f64,
}

/// How a page leads to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PageStyle {
    /// By the `Link` header.
    #[default]
    Link,
    /// By a URL in its body.
    Url {
        /// Where it stands, as a JSON pointer.
        member: String,
    },
    /// By a text in its body.
    Cursor {
        /// The parameter of the next page that it is.
        parameter: String,
        /// Where it stands, as a JSON pointer.
        member: String,
    },
    /// By a text in its last item.
    LastItem {
        /// The parameter of the next page that it is.
        parameter: String,
        /// Where it stands in the item, as a JSON pointer.
        member: String,
        /// Where the page says whether it is not the last, as a JSON pointer.
        more: Option<String>,
    },
    /// By its number.
    Number {
        /// The parameter that is the number.
        parameter: String,
        /// The parameter that says how many items a page holds.
        limit: String,
        /// The number of the first page.
        first: u64,
    },
    /// By the number of the item that it begins with.
    Offset {
        /// The parameter that is the number.
        parameter: String,
        /// The parameter that says how many items a page holds.
        limit: String,
    },
}
