//! What users of the generated crate rely on, over real HTTP on the loopback interface: what goes over the wire is what
//! the official Python library sends, and what comes back is what was documented, or an error that says why not.
//!
//! The runtime's own tests hold its promises one by one; here they are kept through the generated surface.

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
mod official;
mod server;
mod setup;
mod transport;
mod types;
