//! How an API is authenticated.

/// One way to send the key, under the name that the API's document gives it.
#[derive(Clone, Copy, Debug)]
pub struct Scheme {
    pub(crate) id: &'static str,
    pub(crate) place: Place,
}

/// Where in a request a key stands.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    Bearer,
    Basic,
    Header(&'static str),
    Query(&'static str),
    Cookie(&'static str),
}

impl Scheme {
    /// `Authorization: Bearer KEY`
    pub const fn bearer(id: &'static str) -> Self {
        Self::at(id, Place::Bearer)
    }

    /// `Authorization: Basic ...`; the key is `user:password`.
    pub const fn basic(id: &'static str) -> Self {
        Self::at(id, Place::Basic)
    }

    /// A header of its own.
    pub const fn header(id: &'static str, name: &'static str) -> Self {
        Self::at(id, Place::Header(name))
    }

    /// A parameter of the query.
    pub const fn query(id: &'static str, name: &'static str) -> Self {
        Self::at(id, Place::Query(name))
    }

    /// A cookie.
    pub const fn cookie(id: &'static str, name: &'static str) -> Self {
        Self::at(id, Place::Cookie(name))
    }

    const fn at(id: &'static str, place: Place) -> Self {
        Self { id, place }
    }
}

/// The name of a [`Scheme`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SchemeId(pub(crate) &'static str);

impl SchemeId {
    /// The scheme that the API's document calls `id`.
    pub const fn new(id: &'static str) -> Self {
        Self(id)
    }
}
