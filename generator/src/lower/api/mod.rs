//! The info, servers and security schemes of the document -> the manifest of the crate, and the API as a whole.
//!
//! It uses `names`, `docs`, `types` and `operations`.

mod client;
mod package;
mod quick_start;
mod security_scheme;

pub(crate) use client::api;
pub(crate) use package::package;
pub(crate) use quick_start::quick_start;
