//! Tests of the generated crate over HTTP on the loopback interface: requests are those of the official Python library, and
//! responses are the documented values or errors that state the reason.
//!
//! The runtime has tests of its own. These tests use the public API of the generated crate.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that panics has failed, which is what it is for; helpers of tests are no tests to the lint"
)]

mod batches;
mod cases;
mod design;
mod errors;
mod listing;
mod message;
mod python_library;
mod server;
mod setup;
mod transport;
mod types;
