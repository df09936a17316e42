//! How requests are authorised.

use crate::source::Pointer;
use indexmap::IndexMap;

/// Schemes that together authorise a request, each with its scopes. None at all: the request needs no authorisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecurityRequirement(pub IndexMap<String, Vec<String>>);

/// A way of authorising requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityScheme {
    /// Its JSON pointer.
    pub at: Pointer,
    /// Its description, in CommonMark.
    pub description: Option<String>,
    /// How it works.
    pub kind: SchemeKind,
}

/// How a security scheme works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// A key in a header, the query or a cookie.
    ApiKey {
        /// The part of the request that holds it: not the path.
        location: super::ParameterLocation,
        /// The parameter's name.
        name: String,
    },
    /// A scheme of RFC 9110's `Authorization` header, in lower case: `basic`, `bearer`, ...
    Http {
        /// The scheme.
        scheme: String,
        /// What its token looks like.
        bearer_format: Option<String>,
    },
    /// OAuth 2.0.
    OAuth2 {
        /// The flows on offer.
        flows: Vec<Flow>,
    },
    /// OpenID Connect.
    OpenIdConnect {
        /// Where its configuration is published.
        url: String,
    },
    /// A certificate of the client's (3.1).
    MutualTls,
}

/// A flow of OAuth 2.0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// Its name: `implicit`, `password`, `clientCredentials`, `authorizationCode`.
    pub name: String,
    /// Where the user grants.
    pub authorization_url: Option<String>,
    /// Where tokens are given.
    pub token_url: Option<String>,
    /// Where they are renewed.
    pub refresh_url: Option<String>,
    /// The scopes, each with its description.
    pub scopes: IndexMap<String, String>,
}
