//! Adds boxes to definitions: in recursive types, and around large variants.

pub(crate) mod large;
pub(crate) mod recursive;
