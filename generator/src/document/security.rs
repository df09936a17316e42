//! Security schemes and requirements.

use crate::source::Pointer;
use indexmap::IndexMap;

/// Schemes that together authorize a request, each with its scopes. An empty requirement allows anonymous requests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecurityRequirement(pub IndexMap<String, Vec<String>>);

/// A security scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityScheme {
    /// The JSON pointer.
    pub at: Pointer,
    /// The description, in CommonMark.
    pub description: Option<String>,
    /// The kind of the scheme.
    pub kind: SchemeKind,
}

/// The kind of a security scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// An API key in a header, the query string or a cookie.
    ApiKey {
        /// The part of the request that contains the key. It is never the path.
        location: super::ParameterLocation,
        /// The name of the parameter.
        name: String,
    },
    /// A scheme of the `Authorization` header (RFC 9110), in lower case: `basic`, `bearer`, ...
    Http {
        /// The scheme.
        scheme: String,
        /// The format of the bearer token, as a hint.
        bearer_format: Option<String>,
    },
    /// OAuth 2.0.
    OAuth2 {
        /// The supported flows.
        flows: Vec<Flow>,
    },
    /// OpenID Connect.
    OpenIdConnect {
        /// The URL of the discovery document.
        url: String,
    },
    /// A client certificate (3.1).
    MutualTls,
}

/// A flow of OAuth 2.0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// The name: `implicit`, `password`, `clientCredentials` or `authorizationCode`.
    pub name: String,
    /// The authorization URL.
    pub authorization_url: Option<String>,
    /// The token URL.
    pub token_url: Option<String>,
    /// The refresh URL.
    pub refresh_url: Option<String>,
    /// The scopes, with their descriptions.
    pub scopes: IndexMap<String, String>,
}
