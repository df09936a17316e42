//! The intermediate representation of the crate, data only: legal names, types, operations and their documentation.
//!
//! It contains all decisions about the Rust code; rendering makes none.

mod api;
mod body;
mod conversion;
mod definition_index;
mod docs;
mod example;
mod operation;
mod parameter;
mod response;
mod server;
mod types;

pub use api::{
    Api, AuthHeader, Batch, Caller, CommandLine, Contention, Limit, Limits, Owned, Package, Region,
    Scheme, SchemeLocation, Security, Tenancy, Tools,
};
pub use body::{Body, Content, FormField, Format};
pub use conversion::{Conversion, ConversionParts, Convert};
pub(crate) use definition_index::{DefinitionIndex, kind_of};
pub use docs::Docs;
pub use example::{Example, ExamplePart, QuickStart, SnippetValue};
pub use operation::{
    Action, Argument, ArgumentKind, Endless, Operation, PageItems, PageStyle, Paging, Reexport,
    Scope, Setter, SharedType,
};
pub use parameter::{Parameter, ParameterLocation, ParameterShape};
pub use response::{Header, MediaType, Output, Response, Status};
pub use server::{Server, ServerVariable};
pub use types::{
    Alternative, Constant, Definition, Encoding, Extra, Field, IntegerEnum, Kind, MapKey,
    PageField, PageProperty, Presence, ScalarEnum, StringEnum, Struct, Type, Union, Variant,
};

/// A client crate.
#[derive(Clone, Debug, PartialEq)]
pub struct Crate {
    /// Its manifest.
    pub package: Package,
    /// The API as a whole.
    pub api: Api,
    /// The operation that the quick start of its documentation calls, if one is simple enough.
    pub quick_start: Option<QuickStart>,
    /// Its scopes, ordered by name.
    pub scopes: Vec<Scope>,
    /// The named schemas: the module `schemas`.
    pub schemas: Vec<Definition>,
    /// The conversions between named schemas.
    pub conversions: Vec<Conversion>,
}

impl Crate {
    /// Whether the named schemas are a Cargo feature, because the tools of the client do without them.
    #[must_use]
    pub fn has_schemas_feature(&self) -> bool {
        self.package.tools.is_some() && !self.schemas.is_empty()
    }

    /// Whether an operation is paginated.
    #[must_use]
    pub fn has_paging(&self) -> bool {
        let mut operations = self.scopes.iter().flat_map(|scope| &scope.operations);
        operations.any(|operation| operation.paging.is_some())
    }
}
