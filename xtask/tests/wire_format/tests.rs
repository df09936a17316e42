//! Tests the client of the documents in this folder with a server that uses independent libraries: hyper parses the requests,
//! `form_urlencoded` their queries and forms, and `multer` their parts. Other encodings, such as a list in a path, are
//! compared with the OpenAPI specification byte by byte.
//!
//! `command/wire_format.rs` generates the crate and runs these tests.

mod bodies;
mod listings;
mod media_types;
mod mock;
mod parameters;
mod redirects;
mod responses;
mod secured;
mod server;
mod streams;
mod swagger;
