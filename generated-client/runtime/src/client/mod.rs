//! The types that callers hold: the builder of clients, requests by method and path, the trait of all requests, and calls without
//! async.
//!
//! May use every other module; none uses it.

#[cfg(feature = "blocking")]
mod blocking;
mod builder;
mod raw_request;
mod request;
mod settings;
mod transport;

#[cfg(feature = "blocking")]
pub use blocking::Blocking;
pub use builder::ClientBuilder;
pub use raw_request::RawRequest;
pub use request::Request;
