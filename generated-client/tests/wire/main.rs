//! Tests of the generated crate over HTTP on the loopback interface: requests are those of the official Python library, and
//! responses are the documented values or errors that state the reason.
//!
//! The runtime has tests of its own. These tests use the public API of the generated crate.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking, and the lint does not recognize test helpers"
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
