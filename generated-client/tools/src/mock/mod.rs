//! A test server of the API, for the tests of programs that use the client.

mod check;
mod connection;
mod documented;
mod pages;
mod registry;
mod reply;
mod request;
mod server;
mod template;
mod then;
mod when;

pub use reply::Reply;
pub use request::{Received, ReceivedRequest};
pub use server::{MockApi, MockServer, MockServerBuilder, Undocumented};
pub use then::{Then, Times};
pub use when::When;
