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

mod actions;
mod answers;
mod api;
mod batches;
#[cfg(feature = "blocking")]
mod blocking;
mod bodies;
mod builder;
mod cursors;
mod directions;
mod drift;
mod dry_run;
mod errors;
mod faults;
mod from_response;
mod headers;
mod integer_enum;
mod load;
mod names;
mod network;
mod oauth;
mod object;
mod page_forms;
mod paging;
mod parameters;
mod read_ahead;
mod redirects;
mod requests;
mod retries;
mod secrets;
mod security;
mod server;
mod setters;
mod streams;
mod string_enum;
mod tls;
#[cfg(feature = "tracing")]
mod traces;
mod transport;
mod union;
