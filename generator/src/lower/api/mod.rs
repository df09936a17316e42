//! The document's info, servers and security schemes -> the crate's manifest, and the client as a whole.
//!
//! It uses `names`, `docs`, `types` and `operations`.

mod client;
mod package;
mod security_scheme;

pub(crate) use client::api;
pub(crate) use package::package;
