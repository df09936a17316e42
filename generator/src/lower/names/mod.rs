//! Names in documents -> Rust names: legal, in the case of Rust, and unique.
//!
//! It uses no other part of lowering.

mod acronyms;
mod case;
mod nested;
mod overrides;
pub(crate) mod reserved;
mod unique;
mod wire;

pub(crate) use case::{constant, kebab, lower_camel, package, snake, upper_camel};
pub(crate) use nested::{alternative, item, nested};
pub(crate) use overrides::NameOverrides;
pub(crate) use unique::UniqueNames;
pub(crate) use wire::{camel_case_of, derived, wire_name};
