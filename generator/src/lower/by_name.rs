//! In: the definitions of the module `schemas`. Out: the same, by name.

use crate::ir::{Definition, Kind, Type};
use std::collections::HashMap;

/// Definitions by name, for documents have thousands of them.
pub(super) struct ByName<'d>(HashMap<&'d str, &'d Definition>);

impl<'d> ByName<'d> {
    /// The definitions of one module.
    pub(super) fn of(definitions: &'d [Definition]) -> Self {
        let named = definitions.iter().map(|definition| (definition.name.as_str(), definition));
        Self(named.collect())
    }

    /// The definition of a name.
    pub(super) fn get(&self, name: &str) -> Option<&'d Definition> {
        self.0.get(name).copied()
    }

    /// What a definition's kind is, aliases followed.
    pub(super) fn kind(&self, name: &str) -> Option<&'d Kind> {
        let mut name = name;
        // An alias leads to an earlier definition or to a later one, but never in a circle; the count makes sure.
        for _ in 0..=self.0.len() {
            match &self.get(name)?.kind {
                Kind::Alias(Type::Local(target) | Type::Schema(target)) => name = target,
                kind => return Some(kind),
            }
        }
        None
    }
}
