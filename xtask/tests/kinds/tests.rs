//! The client of `document.yaml` beside a server that reads requests with other libraries than the client writes them with:
//! hyper reads the requests, `form_urlencoded` their queries and forms, `multer` their parts. What no library reads, such as
//! a list in a path, is compared with how the OpenAPI specification has it, byte by byte.
//!
//! The crate is generated, and these tests are run, by `command/kinds.rs`.

mod answers;
mod bodies;
mod parameters;
mod secured;
mod server;
