//! Turns OpenAPI documents into Rust clients: documents in, files out; no disk, no network, no clock.
//!
//! ```text
//! sources -> read -> one OpenAPI 3.0 value -> normalise -> Document -> lower -> Crate -> render -> files
//! ```

pub mod diagnostic;
pub mod document;
pub mod ir;
pub mod lower;
pub mod profile;
pub mod source;
