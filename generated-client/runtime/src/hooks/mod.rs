//! Extension points: interceptors of each attempt, and the transport.
//!
//! The stage `http/intercept.rs` calls interceptors, before credentials are applied. `http/exchange.rs` calls the transport,
//! which is the only extension that sees credentials.

mod interceptor;
mod transport;

pub use interceptor::{AttemptRequest, AttemptResponse, Interceptor};
pub use transport::{Transport, TransportError, TransportFuture};
