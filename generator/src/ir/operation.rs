//! Operations: scopes, request builders, their arguments and setters.

use super::{
    Body, Definition, Docs, Example, Output, PageMember, Parameter, Response, Security, Server,
    SnippetValue,
};
use crate::profile::PagingStyle;

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
    /// The operations, in the order of their modules' names.
    pub operations: Vec<Operation>,
}

/// An operation: a module with a request builder and all its types.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Its operationId, or its method and path in its place.
    pub id: String,
    /// The same, as documentation.
    pub id_docs: String,
    /// The name of the module and of the handle's method.
    pub function: String,
    /// The request builder's type.
    pub request: String,
    /// The method's name on the wire.
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
    /// The URL of its own server, if it has one.
    pub server: Option<String>,
    /// Its own servers, for callers to choose.
    pub servers: Vec<Server>,
    /// The output of a successful request.
    pub output: Output,
    /// All documented responses.
    pub responses: Vec<Response>,
    /// How its responses are paginated, if they are.
    pub paging: Option<Paging>,
    /// Its action in a batch.
    pub action: Option<Action>,
    /// Its types, in the order in which the document mentions them.
    pub definitions: Vec<Definition>,
    /// Documented examples.
    pub examples: Vec<Example>,
    /// The first lines of a documented response.
    pub example_response: Vec<String>,
    /// The arguments in the documentation's snippet; none, where one cannot be shown.
    pub snippet_arguments: Option<Vec<SnippetValue>>,
}

/// An argument of the handle's method.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub docs: Docs,
    /// The part of the request that it fills.
    pub kind: ArgumentKind,
}

/// The part of the request that an argument fills.
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
    /// Where the items of a page are.
    pub items: PageItems,
    /// The style, if the operation has one of its own.
    pub style: Option<PageStyle>,
    /// Whether pages are read backwards by default.
    pub backwards: bool,
    /// Where to stop, if every page leads to another.
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

/// Where the items of a page are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageItems {
    /// The page is a list of them.
    List,
    /// The page is an object of the operation's own that has a list of them.
    Member(PageMember),
    /// The page is an object that is a named schema, whose definition has the field.
    Schema(String, PageMember),
}

/// Where to stop reading pages, by the times in the links between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endless {
    /// The query parameter with the start time of the next page.
    pub after: String,
    /// A next page is not read if it begins less than so many seconds ago.
    pub seconds: u64,
    /// The query parameter with the end time of the previous page.
    pub before: String,
    /// A previous page is not read if it ends before this time.
    pub earliest: String,
}
