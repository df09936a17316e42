//! Operations, as the API document describes them.

use super::paging::Paging;
use reqwest::Method;

/// One operation of an API, as its document describes it.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::Scope;
/// /// The deprecated operations of an API. A generated crate has the constant `SCOPES`.
/// fn deprecated(scopes: &[Scope]) -> impl Iterator<Item = &str> {
///     let operations = scopes.iter().flat_map(|scope| scope.operations);
///     operations.filter(|operation| operation.deprecated).map(|operation| operation.id)
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its documented id.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The template of the path, with its parameters in braces: `/shelves/{shelfId}`.
    pub path: &'static str,
    /// The summary, in one line of Markdown.
    pub summary: &'static str,
    /// The media types of its response, as the `Accept` header has them.
    pub accept: &'static str,
    /// The statuses of a success with this content, as the document lists them: `200`, `2XX`. `default` if that is the
    /// description of all others. Empty: any status.
    pub success: &'static [&'static str],
    /// How it is paged, if it is.
    pub paging: Option<Paging>,
    /// Its action in a batch, if it has one.
    pub batchable: Option<Batchable>,
    /// Whether it is deprecated.
    pub deprecated: bool,
}

/// The action of an operation in a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Batchable {
    /// The template of the path that it acts on: `/shelves/{shelfId}`.
    pub resource: &'static str,
    /// The kind of action.
    pub operation: &'static str,
}

/// The operations of one scope, for tools that list them. [`Operation`] has an example.
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
