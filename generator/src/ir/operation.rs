//! Operations: scopes, request builders, their arguments and setters.

use super::{
    Body, Definition, Docs, Example, Output, PageProperty, Parameter, Response, Security, Server,
    SnippetValue, Status, Type,
};
use crate::profile::PagingStyle;
use std::collections::BTreeMap;

/// The operations of one tag: a module and a handle.
#[derive(Clone, Debug, PartialEq)]
pub struct Scope {
    /// The module's name, which is also the name of the client's method.
    pub module: String,
    /// The Cargo feature.
    pub feature: String,
    /// The handle's type.
    pub handle: String,
    /// The documentation of the tag.
    pub docs: Docs,
    /// The operations, ordered by module name.
    pub operations: Vec<Operation>,
    /// The types of the operations by their full names, which are unique in the scope.
    pub reexports: Vec<Reexport>,
}

/// A type of an operation that is also a type of its scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reexport {
    /// The module of the operation.
    pub module: String,
    /// The name of the type there.
    pub name: String,
    /// The name in the scope.
    pub full_name: String,
}

/// An operation: a module with a request builder and all its types.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Its `operationId`, or its method and path if it has none.
    pub id: String,
    /// The same, as documentation.
    pub id_docs: String,
    /// The name of the module and of the handle's method.
    pub function: String,
    /// The request builder's type.
    pub request: String,
    /// The HTTP method.
    pub method: &'static str,
    /// The path template.
    pub path: String,
    /// The method and the path, as documentation.
    pub http_docs: String,
    /// Its summary.
    pub summary: String,
    /// Its description.
    pub docs: Docs,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// The required parameters, then the body.
    pub arguments: Vec<Argument>,
    /// The optional parameters.
    pub setters: Vec<Setter>,
    /// Its security requirements.
    pub security: Security,
    /// The URL of its server, if it differs from the API's.
    pub server: Option<String>,
    /// Its servers that callers can choose, if they differ from the API's.
    pub servers: Vec<Server>,
    /// The output of a successful request.
    pub output: Output,
    /// All documented responses.
    pub responses: Vec<Response>,
    /// The name of the type of the bodies of all errors, if they differ by status.
    pub error_body: Option<String>,
    /// Its pagination, if its responses are paginated.
    pub paging: Option<Paging>,
    /// Its action in a batch.
    pub action: Option<Action>,
    /// Its types, in document order.
    pub definitions: Vec<Definition>,
    /// The types, by name, that are aliases of equal types of another operation.
    pub shared_types: BTreeMap<String, SharedType>,
    /// Documented examples.
    pub examples: Vec<Example>,
    /// The first lines of a documented response.
    pub example_response: Vec<String>,
    /// The arguments in the code example. Absent if one of them cannot be written.
    pub snippet_arguments: Option<Vec<SnippetValue>>,
}

impl Operation {
    /// The statuses of a success as the document lists them; none, if those of the output are the usual ones.
    #[must_use]
    pub fn success_statuses(&self) -> Vec<String> {
        if self.output.ty == Type::Unit {
            return Vec::new();
        }
        let status = |response: &Response| match response.status {
            Status::Code(_) | Status::Range(_) if response.is_success => {
                Some(response.status.to_string())
            }
            // The only description of any success.
            Status::Default if response.is_success => Some("2XX".to_owned()),
            Status::Default if response.content.is_some() => Some("default".to_owned()),
            Status::Code(_) | Status::Range(_) | Status::Default => None,
        };
        let statuses: Vec<_> = self.responses.iter().filter_map(status).collect();
        if statuses == ["200"] { Vec::new() } else { statuses }
    }
}

/// A type of another operation in the same scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedType {
    /// The module of the operation.
    pub module: String,
    /// The name of the type.
    pub name: String,
}

/// An argument of the handle's method.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub docs: Docs,
    /// Its part of the request.
    pub kind: ArgumentKind,
}

/// The part of the request that an argument sets.
#[derive(Clone, Debug, PartialEq)]
pub enum ArgumentKind {
    /// A parameter.
    Parameter(Parameter),
    /// The body.
    Body(Body),
}

/// A setter of the request builder.
#[derive(Clone, Debug, PartialEq)]
pub struct Setter {
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub docs: Docs,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// The parameter that it sets.
    pub parameter: Parameter,
}

/// The action of an operation in a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// The path template of the resource.
    pub resource: String,
    /// The operation on the resource.
    pub operation: String,
}

/// The pagination of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// The location of the items of a page.
    pub items: PageItems,
    /// The style, if the operation has one of its own.
    pub style: Option<PageStyle>,
    /// Whether pages are read backwards by default.
    pub backwards: bool,
    /// The limits of a listing without an end.
    pub endless: Option<Endless>,
}

/// How a page refers to the next page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageStyle {
    /// The names or JSON pointers of the properties that may list the items of a page, if it is an object.
    pub items: Vec<String>,
    /// How the next page is found.
    pub next: PagingStyle,
}

/// The location of the items of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageItems {
    /// The page is the list.
    List,
    /// The page is an object defined in the operation's module, with a field for the list.
    Member(PageProperty),
    /// The page is a named schema with a field for the list.
    Schema(String, PageProperty),
}

/// The limits of a listing without an end, by the times in the links between pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endless {
    /// The query parameter with the start time of the next page.
    pub after: String,
    /// The next page is not requested if it starts less than this number of seconds ago.
    pub seconds: u64,
    /// The query parameter with the end time of the previous page.
    pub before: String,
    /// The previous page is not requested if it ends before this time.
    pub earliest: String,
}
