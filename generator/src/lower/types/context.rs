//! The state of lowering: its inputs, limits and diagnostics.

use super::derives::DeriveOverrides;
use super::direction::Directions;
use super::required_in_responses::Distrust;
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

/// The extent of expansion so far. Few lines of a document can expand without limit.
#[derive(Debug, Default)]
pub(crate) struct Expansion {
    /// The number of alternatives merged with the keywords next to `oneOf` or `anyOf`.
    pub(crate) distributed: usize,
    /// The locations of the parts of each enclosing `allOf`, outermost first.
    pub(crate) merging: Vec<BTreeSet<Pointer>>,
    /// The number of schemas merged inside merged schemas.
    pub(crate) merged_within: usize,
    /// The named schemas that enclose the current one in a JSON Merge Patch, outermost first.
    pub(crate) patched: Vec<String>,
}
