//! Servers of the API or of an operation.

use super::{Definition, Docs};

/// A server of the API or of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    /// The name of its variant, or of its type if the URL has variables.
    pub name: String,
    /// Its documentation.
    pub docs: Docs,
    /// Its URL, with `{variables}`.
    pub url: String,
    /// The variables of its URL.
    pub variables: Vec<ServerVariable>,
}

/// A variable of a server's URL.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerVariable {
    /// Its name in the URL.
    pub name: String,
    /// The name of its setter.
    pub setter: String,
    /// Its documentation.
    pub docs: Docs,
    /// Its default value.
    pub default: String,
    /// The enum of its values, if they are documented.
    pub values: Option<Definition>,
}
