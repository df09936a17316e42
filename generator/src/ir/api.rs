//! What the generated client knows of the API as a whole.

use super::Docs;
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
    /// What it is, in a line.
    pub description: String,
    /// Its licence expression.
    pub license: Option<String>,
    /// The dev-dependencies of its hand-written tests.
    pub dev_dependencies: toml::Table,
    /// The benches that bring their own `main`.
    pub benches: Vec<String>,
}

/// What the client knows of the API.
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
    /// What it is.
    pub docs: Docs,
    /// Where it is served; none, where the document does not say.
    pub base_url: Option<String>,
    /// The environment variable that customarily holds the key.
    pub key_variable: Option<String>,
    /// Where else it is served.
    pub regions: Vec<Region>,
    /// The domains that may be sent the key.
    pub trusted_domains: Vec<String>,
    /// The ways of authorising a request, the preferred one first.
    pub schemes: Vec<Scheme>,
    /// The caller's name in the `User-Agent` header.
    pub caller: Option<Caller>,
    /// How batches of requests are made.
    pub batch: Option<Batch>,
    /// The members that may hold the items of a page, where a list is documented and an object comes.
    pub page_items: Vec<String>,
    /// Where an error's messages stand in its body.
    pub error_messages: Option<String>,
    /// The header that names a request.
    pub request_id: Option<String>,
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
    /// What it sends.
    pub docs: Docs,
}

/// Where a key goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemePlace {
    /// `Authorization: Bearer KEY`
    Bearer,
    /// `Authorization: Basic KEY`
    Basic,
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
    /// What the profile says.
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
