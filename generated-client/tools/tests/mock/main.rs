//! The server, and a client of a small API.

#![cfg(feature = "mock")]
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

mod api;
mod every_operation;
mod listings;
mod mismatches;
mod replies;
