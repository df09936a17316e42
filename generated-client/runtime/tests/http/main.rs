//! The runtime's promises, kept over real HTTP on the loopback interface, with types as a generated crate has them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that panics has failed, which is what it is for; helpers of tests are no tests to the lint"
)]

// What derives expand to.
extern crate meraki_dashboard_api_runtime as runtime;

mod answers;
mod api;
mod builder;
mod cursors;
mod directions;
mod errors;
mod object;
mod paging;
mod read_ahead;
mod requests;
mod secrets;
mod server;
mod setters;
mod string_enum;
mod transport;
