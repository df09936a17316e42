//! The definitions of a module, by name.

use super::{Definition, Kind, Type};
use std::collections::HashMap;

/// Definitions by name. Documents have thousands of them.
pub(crate) struct DefinitionIndex<'d>(HashMap<&'d str, &'d Definition>);

impl<'d> DefinitionIndex<'d> {
    /// The definitions of one module.
    pub(crate) fn of(definitions: &'d [Definition]) -> Self {
        let named = definitions.iter().map(|definition| (definition.name.as_str(), definition));
        Self(named.collect())
    }

    /// The definition of a name.
    pub(crate) fn get(&self, name: &str) -> Option<&'d Definition> {
        self.0.get(name).copied()
    }

    /// The kind of a definition, with aliases followed.
    pub(crate) fn kind(&self, name: &str) -> Option<&'d Kind> {
        let mut name = name;
        // Aliases have no cycles; the loop is bounded nevertheless.
        for _ in 0..=self.0.len() {
            match &self.get(name)?.kind {
                Kind::Alias(Type::Local(target) | Type::Schema(target)) => name = target,
                kind => return Some(kind),
            }
        }
        None
    }
}

/// The kind of a definition, with aliases of its own module followed.
pub(crate) fn kind_of<'d>(definitions: &'d [Definition], name: &str) -> Option<&'d Kind> {
    let mut name = name;
    // Aliases have no cycles; the loop is bounded nevertheless.
    for _ in 0..=definitions.len() {
        let kind = &definitions.iter().find(|definition| definition.name == name)?.kind;
        match kind {
            Kind::Alias(Type::Local(target)) => name = target,
            Kind::Alias(_)
            | Kind::Struct(_)
            | Kind::StringEnum(_)
            | Kind::IntegerEnum(_)
            | Kind::ScalarEnum(_)
            | Kind::Union(_)
            | Kind::Choice(_) => return Some(kind),
        }
    }
    None
}
