//! Runs the built command in temporary folders, as users do.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::expect_used,
    reason = "tests fail by panicking, and the lint does not recognize test helpers"
)]

mod architecture;
mod breaking_changes;
mod codegen;
mod codegen_check;
mod compiles;
mod corpus;
mod dashboard;
mod diff;
mod download;
mod guide;
#[path = "../../../generator/tests/stages/hostile.rs"]
mod hostile;
mod import;
mod interrupted;
mod layers;
mod lint;
mod messages;
mod oracle;
mod profile_reference;
mod project;
mod reexports;
mod references;
mod round_trip;
mod self_contained_crate;
mod server;
mod tools;
mod types;
mod wire_format;
