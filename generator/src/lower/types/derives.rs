//! In: `[derives]` of the profile, by the place of a schema. Out: the traits that its type derives; and the places at which
//! no type is defined.

use crate::diagnostic::Diagnostics;
use crate::profile::TraitPath;
use crate::source::Pointer;
use indexmap::IndexMap;
use std::sync::atomic::{AtomicBool, Ordering};

/// The traits that types are to derive. Operations are lowered side by side, and share it.
pub(crate) struct DeriveOverrides<'a>(IndexMap<&'a str, Given<'a>>);

struct Given<'a> {
    traits: &'a [TraitPath],
    used: AtomicBool,
}

impl<'a> DeriveOverrides<'a> {
    /// Those of a profile.
    pub(crate) fn of(derives: &'a IndexMap<String, Vec<TraitPath>>) -> Self {
        let given = |traits: &'a Vec<TraitPath>| Given { traits, used: AtomicBool::new(false) };
        Self(derives.iter().map(|(at, traits)| (at.as_str(), given(traits))).collect())
    }

    /// What the type of the schema at a place derives.
    pub(crate) fn at(&self, at: &Pointer) -> Vec<TraitPath> {
        let Some(given) = self.0.get(at.as_str()) else {
            return Vec::new();
        };
        given.used.store(true, Ordering::Relaxed);
        given.traits.to_vec()
    }

    /// Reports the places at which there is no type that could derive anything.
    pub(crate) fn report(&self, diagnostics: &mut Diagnostics) {
        for (at, given) in &self.0 {
            if !given.used.load(Ordering::Relaxed) {
                diagnostics.error(
                    &Pointer::from(*at),
                    format_args!("the profile lets the type at `{at}` derive traits, and no type is defined there"),
                    "under `[derives]` in the profile, write the place of a schema that is an object, an enum or one of several types, or remove the line",
                );
            }
        }
    }
}
