//! Definitions -> the same, with a `Box` where Rust needs one: in recursive types, and around large variants.

pub(crate) mod large;
pub(crate) mod recursive;
