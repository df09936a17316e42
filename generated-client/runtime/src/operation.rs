//! What a document says about one operation: in it comes from the generated crate, as a `static`.

use reqwest::Method;

/// One operation of an API.
#[derive(Clone, Debug)]
pub struct Operation {
    id: &'static str,
    method: Method,
    path: &'static str,
    paged: bool,
}

impl Operation {
    /// An operation by its id, with the template of its path: `/shelves/{shelfId}`.
    pub const fn new(id: &'static str, method: Method, path: &'static str) -> Self {
        Self { id, method, path, paged: false }
    }

    /// An operation that answers in pages.
    pub const fn paged(id: &'static str, method: Method, path: &'static str) -> Self {
        Self { id, method, path, paged: true }
    }

    /// The id that the document gives the operation.
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// The HTTP method.
    pub const fn method(&self) -> &Method {
        &self.method
    }

    /// The template of the path, with its parameters in braces.
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// Whether the operation answers in pages.
    pub const fn is_paged(&self) -> bool {
        self.paged
    }
}
