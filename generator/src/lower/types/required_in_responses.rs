//! `trust-required` and `distrust` of the profile -> whether responses have the properties that a schema requires.

use crate::diagnostic::Diagnostics;
use crate::profile::Responses;
use crate::source::Pointer;
use std::sync::atomic::{AtomicBool, Ordering};

/// The locations at which responses may lack required properties. It is shared, because operations are lowered in parallel.
pub(crate) struct Distrust {
    everything: bool,
    locations: Vec<Entry>,
}

struct Entry {
    at: Pointer,
    used: AtomicBool,
}

impl Distrust {
    /// Reads the settings of a profile.
    pub(crate) fn of(responses: &Responses) -> Self {
        let entry = |at: &String| Entry { at: at.as_str().into(), used: AtomicBool::new(false) };
        Self {
            everything: !responses.trust_required,
            locations: responses.distrust.iter().map(entry).collect(),
        }
    }

    /// Whether responses may lack a required property of a schema.
    pub(crate) fn covers(&self, schema: &Pointer, property: &Pointer) -> bool {
        let is_covered = |entry: &Entry| {
            let covers = [schema, property].iter().any(|at| at.strip(&entry.at).is_some());
            entry.used.fetch_or(covers, Ordering::Relaxed);
            covers
        };
        // Visit every entry, so that `report` knows which ones are used.
        let covered = self.locations.iter().filter(|entry| is_covered(entry)).count();
        self.everything || covered > 0
    }

    /// Reports entries for locations without a required property in a response.
    pub(crate) fn report(&self, diagnostics: &mut Diagnostics) {
        for (index, Entry { at, used }) in self.locations.iter().enumerate() {
            if !used.load(Ordering::Relaxed) {
                diagnostics.profile_error(
                    &Pointer::root().child("responses").child("distrust").child(index),
                    format_args!("no response has a required property at `{at}`"),
                    "write the JSON pointer of a schema or a property, or remove it",
                );
            }
        }
    }
}
