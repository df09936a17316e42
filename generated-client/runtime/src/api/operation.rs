//! What a document says about one operation: in it comes from the attributes of its request, [`get`](macro@crate::get) or another.

use super::paging::Paging;
use reqwest::Method;

/// One operation of an API, as its document describes it.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The id that the document gives it.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The template of the path, with its parameters in braces: `/shelves/{shelfId}`.
    pub path: &'static str,
    /// What it does, in a line of Markdown.
    pub summary: &'static str,
    /// How it is read, if it answers in pages.
    pub paging: Option<Paging>,
    /// What it is in a batch, if it can be an action of one.
    pub batchable: Option<Batchable>,
    /// Whether it should no longer be used.
    pub deprecated: bool,
}

/// What an operation is in a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Batchable {
    /// The template of the path that it acts on: `/shelves/{shelfId}`.
    pub resource: &'static str,
    /// What it does there.
    pub operation: &'static str,
}

/// The operations of one scope, for tools that list them.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Scope {
    /// The name of the scope's module.
    pub name: &'static str,
    /// Its operations, in the order of their modules.
    pub operations: &'static [&'static Operation],
}

impl Scope {
    /// The scope of a module.
    pub const fn new(name: &'static str, operations: &'static [&'static Operation]) -> Self {
        Self { name, operations }
    }
}
