//! The state of lowering: what it reads, what it counts and where it reports.

use super::derives::DeriveOverrides;
use super::direction::Directions;
use super::distrust::Distrust;
use super::schema_names::SchemaNames;
use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::lower::names::NameOverrides;
use crate::profile::Profile;
use crate::source::Pointer;
use std::collections::BTreeSet;

/// The state of lowering.
pub(crate) struct Context<'a> {
    pub(crate) document: &'a Document,
    pub(crate) profile: &'a Profile,
    pub(crate) overrides: NameOverrides<'a>,
    pub(crate) derives: &'a DeriveOverrides<'a>,
    pub(crate) distrust: &'a Distrust,
    pub(crate) directions: &'a Directions,
    pub(crate) schema_names: &'a SchemaNames,
    pub(crate) expansion: Expansion,
    pub(crate) diagnostics: &'a mut Diagnostics,
}

/// How far schemas have been expanded. A few lines of a document can multiply without end.
#[derive(Debug, Default)]
pub(crate) struct Expansion {
    /// The number of alternatives that were merged with the keywords beside `oneOf` or `anyOf`.
    pub(crate) distributed: usize,
    /// The locations of the schemas that each `allOf` merged, from the outermost inwards.
    pub(crate) merging: Vec<BTreeSet<Pointer>>,
    /// The number of schemas that were merged inside of merged schemas.
    pub(crate) merged_within: usize,
    /// The named schemas that are written out in a JSON Merge Patch, from the outermost inwards.
    pub(crate) patched: Vec<String>,
}
