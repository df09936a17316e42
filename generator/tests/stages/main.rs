//! Tests of each stage of the generator, with documents that show one construct or one error each.

#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, clippy::indexing_slicing)]

mod compact_debug;
mod corpus;
mod diff;
mod escape;
mod fixtures;
mod growth;
mod hostile;
#[cfg(feature = "cli")]
mod installed_command;
mod ir_text;
mod lint;
mod lossy_schemas;
mod lower;
mod multiple_documents;
mod mutations;
mod normalise;
mod openapi_versions;
mod properties;
mod read;
mod rejected;
mod render;
mod violations;
mod whole_api;
