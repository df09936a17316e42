//! `[auth]`: how requests are authenticated.

use serde::Deserialize;

/// How requests are authenticated.
///
/// ```toml
/// [auth]
/// key-variable = "GARDEN_API_KEY"
/// preferred = "bearerAuth"
/// scheme = { header = "X-Api-Key" }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Auth {
    /// The environment variable that contains the API key by convention.
    pub key_variable: Option<String>,
    /// The default security scheme. If it is not set, the first scheme of the document is the default.
    pub preferred: Option<String>,
    /// How the API key is sent, if the document has no security scheme, or an unsupported `http` scheme.
    pub scheme: Option<AuthScheme>,
}

/// How an API key is sent.
///
/// ```toml
/// [auth]
/// scheme = "bearer"
/// ```
///
/// ```toml
/// [auth]
/// scheme = "basic"
/// ```
///
/// ```toml
/// [auth]
/// scheme = { http = "SharedAccessKey" }
/// ```
///
/// ```toml
/// [auth]
/// scheme = { header = "X-Api-Key" }
/// ```
///
/// ```toml
/// [auth]
/// scheme = { query = "key" }
/// ```
///
/// ```toml
/// [auth]
/// scheme = { cookie = "session" }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub enum AuthScheme {
    /// `Authorization: Bearer KEY`
    Bearer,
    /// `Authorization: Basic ...`
    Basic,
    /// `Authorization: SCHEME KEY`, with the given scheme.
    Http(String),
    /// In a header with the given name.
    Header(String),
    /// In a query parameter with the given name.
    Query(String),
    /// In a cookie with the given name.
    Cookie(String),
}
