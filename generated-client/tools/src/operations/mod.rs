//! The operations of an API as data: parameters, bodies and responses with their JSON Schemas, and their documentation.
//!
//! The generator writes the table, `operations.json`, from the same decisions as the client. [`Operations::of`] decodes it once.
//! [`Operation::call`] builds a call of the runtime from JSON values, so that retries, limits, paging and credentials are those of
//! the client.

mod body;
mod call;
mod data;
mod described;
mod example;
mod lookup;
mod schema;
mod search;
mod style;
#[cfg(test)]
mod tests;

pub use body::Body;
pub use call::Arguments;
pub use data::{
    Content, Field, Format, Header, Location, Next, Operation, Operations, Output, PageStyle,
    Paging, Parameter, RequestBody, RequestContent, Response, Server, TimeBounds, Variable,
};
pub use schema::Direction;
#[cfg(feature = "mock")]
pub(crate) use schema::target;
