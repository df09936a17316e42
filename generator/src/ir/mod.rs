//! What the crate will contain, data only: legal names, types, operations and their documentation.
//!
//! Every decision about Rust has been made when a value of these types exists; rendering makes none.

mod api;
mod docs;
mod operation;
mod types;

pub use api::{Api, AuthHeader, Batch, Caller, Package, Region, Scheme, SchemePlace};
pub use docs::Docs;
pub use operation::{
    Action, Argument, ArgumentKind, Body, BodyFormat, Endless, Example, ExamplePart, Operation,
    Output, OutputFormat, PageItems, Paging, Parameter, ParameterPlace, ParameterShape, Sample,
    Scope, Setter,
};
pub use types::{
    Constructor, Definition, Field, Kind, MapKey, Presence, StringEnum, Struct, Type, Variant,
};

/// A client crate.
#[derive(Clone, Debug, PartialEq)]
pub struct Crate {
    /// Its manifest.
    pub package: Package,
    /// What its client knows of the API.
    pub api: Api,
    /// Its scopes, in the order of their names.
    pub scopes: Vec<Scope>,
    /// The named schemas: the module `schemas`.
    pub schemas: Vec<Definition>,
}
