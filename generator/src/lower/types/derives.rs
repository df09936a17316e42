//! `[derives]` of the profile -> the traits that the type of a schema derives, and errors for unused entries.

use crate::diagnostic::Diagnostics;
use crate::profile::TraitPath;
use crate::source::Pointer;
use indexmap::IndexMap;
use std::sync::atomic::{AtomicBool, Ordering};

/// The traits that types derive. It is shared, because operations are lowered in parallel.
pub(crate) struct DeriveOverrides<'a>(IndexMap<&'a str, Entry<'a>>);

struct Entry<'a> {
    traits: &'a [TraitPath],
    used: AtomicBool,
}

impl<'a> DeriveOverrides<'a> {
    /// Reads `[derives]` of a profile.
    pub(crate) fn of(derives: &'a IndexMap<String, Vec<TraitPath>>) -> Self {
        let entry = |traits: &'a Vec<TraitPath>| Entry { traits, used: AtomicBool::new(false) };
        Self(derives.iter().map(|(at, traits)| (at.as_str(), entry(traits))).collect())
    }

    /// The traits that the profile derives for the type of a schema.
    pub(crate) fn at(&self, at: &Pointer) -> Vec<TraitPath> {
        let Some(entry) = self.0.get(at.as_str()) else {
            return Vec::new();
        };
        entry.used.store(true, Ordering::Relaxed);
        entry.traits.to_vec()
    }

    /// Reports entries for locations without a type.
    pub(crate) fn report(&self, diagnostics: &mut Diagnostics) {
        for (at, entry) in &self.0 {
            if !entry.used.load(Ordering::Relaxed) {
                diagnostics.profile_error(
                    &Pointer::root().child("derives").child(at),
                    format_args!("no type that can derive traits is defined at `{at}`"),
                    "write the JSON pointer of a schema that is an object, an enum or a union, or remove the line",
                );
            }
        }
    }
}
