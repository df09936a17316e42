//! Servers and their variables.

use crate::source::Pointer;
use indexmap::IndexMap;

/// A server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// The JSON pointer.
    pub at: Pointer,
    /// The URL, with `{variables}`. It may be relative to the URL of the document.
    pub url: String,
    /// The description, in CommonMark.
    pub description: Option<String>,
    /// The variables of the URL, by name.
    pub variables: IndexMap<String, ServerVariable>,
}

/// A variable of the URL of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerVariable {
    /// The default value.
    pub default: String,
    /// The valid values. If empty, any value.
    pub values: Vec<String>,
    /// The description, in CommonMark.
    pub description: Option<String>,
}
