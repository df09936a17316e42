//! How an API is authenticated.

/// A security scheme, under its id in the API document.
#[derive(Clone, Copy, Debug)]
pub struct Scheme {
    pub(crate) id: &'static str,
    pub(crate) location: CredentialLocation,
}

/// The location of a key in a request.
#[derive(Clone, Copy, Debug)]
pub(crate) enum CredentialLocation {
    Bearer,
    Basic,
    Http(&'static str),
    Header(&'static str),
    Query(&'static str),
    Cookie(&'static str),
}

impl Scheme {
    /// `Authorization: Bearer KEY`
    pub const fn bearer(id: &'static str) -> Self {
        Self::at(id, CredentialLocation::Bearer)
    }

    /// `Authorization: Basic ...`; the key is `user:password`.
    pub const fn basic(id: &'static str) -> Self {
        Self::at(id, CredentialLocation::Basic)
    }

    /// `Authorization: SCHEME KEY`, with another authentication scheme of RFC 9110.
    pub const fn http(id: &'static str, scheme: &'static str) -> Self {
        Self::at(id, CredentialLocation::Http(scheme))
    }

    /// A header.
    pub const fn header(id: &'static str, name: &'static str) -> Self {
        Self::at(id, CredentialLocation::Header(name))
    }

    /// A query parameter.
    pub const fn query(id: &'static str, name: &'static str) -> Self {
        Self::at(id, CredentialLocation::Query(name))
    }

    /// A cookie.
    pub const fn cookie(id: &'static str, name: &'static str) -> Self {
        Self::at(id, CredentialLocation::Cookie(name))
    }

    const fn at(id: &'static str, location: CredentialLocation) -> Self {
        Self { id, location }
    }
}

/// The id of a [`Scheme`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SchemeId(pub(crate) &'static str);

impl SchemeId {
    /// The scheme with this id in the API document.
    pub const fn new(id: &'static str) -> Self {
        Self(id)
    }
}
