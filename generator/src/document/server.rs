//! Where an API is served.

use crate::source::Pointer;
use indexmap::IndexMap;

/// Where an API is served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Its JSON pointer.
    pub at: Pointer,
    /// Its URL, with `{variables}`; it may be relative to where the document is served.
    pub url: String,
    /// Its description, in CommonMark.
    pub description: Option<String>,
    /// The variables of its URL, by name.
    pub variables: IndexMap<String, ServerVariable>,
}

/// A variable of a server's URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerVariable {
    /// The value that stands for an absent one.
    pub default: String,
    /// The values it may have; any, where there are none.
    pub values: Vec<String>,
    /// Its description, in CommonMark.
    pub description: Option<String>,
}
