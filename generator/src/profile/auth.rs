//! `[auth]`: how requests are authorised.

use serde::Deserialize;

/// How requests are authorised.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Auth {
    /// The environment variable that customarily holds the key.
    pub key_variable: Option<String>,
    /// The security scheme that is used unless the caller chooses; the document's first, where there is none.
    pub preferred: Option<String>,
    /// How the key is sent, where the document has no security scheme, or an `http` scheme that is not supported.
    pub scheme: Option<AuthScheme>,
}

/// How a key is sent.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub enum AuthScheme {
    /// `Authorization: Bearer KEY`
    Bearer,
    /// `Authorization: Basic ...`
    Basic,
    /// `Authorization: SCHEME KEY`, with this scheme.
    Http(String),
    /// In a header of this name.
    Header(String),
    /// In a query parameter of this name.
    Query(String),
    /// In a cookie of this name.
    Cookie(String),
}
