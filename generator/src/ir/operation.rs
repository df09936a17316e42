//! Operations: scopes, request builders, their arguments and setters.

use super::{
    Body, Definition, Docs, Example, Output, PageMember, Parameter, Response, Security, Server,
    SnippetValue,
};

/// The operations of one tag: a module and a handle.
#[derive(Clone, Debug, PartialEq)]
pub struct Scope {
    /// The module's name, which is also the name of the client's method.
    pub module: String,
    /// The Cargo feature.
    pub feature: String,
    /// The handle's type.
    pub handle: String,
    /// What the operations have in common.
    pub docs: Docs,
    /// The operations, in the order of their modules' names.
    pub operations: Vec<Operation>,
}

/// An operation: a module with a request builder and all its types.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Its operationId, or what stands for it.
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
    /// What it does, in a line.
    pub summary: String,
    /// What it does, at length.
    pub docs: Docs,
    /// Why it should no longer be used.
    pub deprecated: bool,
    /// What a request cannot be made without, the body last.
    pub arguments: Vec<Argument>,
    /// What a request may have.
    pub setters: Vec<Setter>,
    /// How it is authorised.
    pub security: Security,
    /// Where it is served, if that is not where the API is.
    pub server: Option<String>,
    /// The servers of its own, for callers to choose.
    pub servers: Vec<Server>,
    /// What it responses when it succeeds.
    pub output: Output,
    /// All that it responses.
    pub responses: Vec<Response>,
    /// Whether its responses come in pages, and where their items are.
    pub paging: Option<Paging>,
    /// The action that it is in a batch.
    pub action: Option<Action>,
    /// Its types, in the order in which the document mentions them.
    pub definitions: Vec<Definition>,
    /// Documented examples.
    pub examples: Vec<Example>,
    /// The lines of a documented response, as far as they are worth showing.
    pub example_response: Vec<String>,
    /// What the documentation's snippet passes for the arguments; none, where it cannot show them.
    pub snippet_arguments: Option<Vec<SnippetValue>>,
}

/// An argument of the handle's method.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// Its name.
    pub name: String,
    /// What it is.
    pub docs: Docs,
    /// Where it goes.
    pub kind: ArgumentKind,
}

/// Where an argument goes.
#[derive(Clone, Debug, PartialEq)]
pub enum ArgumentKind {
    /// Into a parameter.
    Parameter(Parameter),
    /// Into the body.
    Body(Body),
}

/// A setter of the request builder.
#[derive(Clone, Debug, PartialEq)]
pub struct Setter {
    /// Its name.
    pub name: String,
    /// What it sets.
    pub docs: Docs,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// Where its argument goes.
    pub parameter: Parameter,
}

/// What an operation is in a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// The template of the path that it acts on.
    pub resource: String,
    /// What it does there.
    pub operation: String,
}

/// The pages of a listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// Where the items of a page are.
    pub items: PageItems,
    /// Whether each page leads to the one before, unless the caller says otherwise.
    pub backwards: bool,
    /// Where to stop, if every page leads to another.
    pub endless: Option<Endless>,
}

/// Where the items of a page are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageItems {
    /// The page is a list of them.
    List,
    /// The page is an object of the operation's own that has a list of them.
    Member(PageMember),
    /// The page is an object that is a named schema, which says itself where they are.
    Schema(String, PageMember),
}

/// Where to stop reading pages, by the times in the links between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endless {
    /// The query parameter that says after which time the next page begins.
    pub after: String,
    /// A next page is not read if it begins less than so many seconds ago.
    pub seconds: u64,
    /// The query parameter that says before which time the previous page ends.
    pub before: String,
    /// A previous page is not read if it ends before this time.
    pub earliest: String,
}
