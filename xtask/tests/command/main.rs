//! The command as its users call it: the built program, in folders of its own.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::expect_used,
    reason = "a test that panics has failed, which is what it is for; helpers of tests are no tests to the lint"
)]

mod check;
mod compiles;
mod corpus;
mod diff;
mod download;
#[path = "../../../generator/tests/stages/hostile.rs"]
mod hostile;
mod import;
mod interrupted;
mod kinds;
mod lint;
mod messages;
mod pairs;
mod project;
mod references;
mod server;
mod stand_alone;
mod write;
