//! Tests of the runtime over HTTP on the loopback interface, with types like those of a generated crate.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may panic, and the lints do not recognize their helpers as tests"
)]

// The attributes expand to paths in `::runtime`.
extern crate meraki_dashboard_api_runtime as runtime;

mod actions;
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
mod failures;
mod from_response;
mod headers;
mod hooks;
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
mod redaction;
mod redirect_shards;
mod redirect_trust;
mod redirects;
mod requests;
mod responses;
mod retries;
mod scalar_enum;
mod secrets;
mod security;
mod server;
mod setters;
mod shards;
mod streams;
mod string_enum;
mod tls;
#[cfg(feature = "tracing")]
mod traces;
mod transport;
mod union;
