//! In: the names under `[names]` in the profile, by the place of what they name. Out: the same, one by one; and what is
//! wrong with those that name nothing, or that Rust would write otherwise.

use super::name;
use crate::diagnostic::Diagnostics;
use crate::source::Pointer;
use indexmap::IndexMap;
use std::collections::HashMap;

/// The names that the profile gives, and what they have been used for.
pub(super) struct GivenNames<'a> {
    names: &'a IndexMap<String, String>,
    used: Used,
}

/// What names have been used for, by the place of what they name.
pub(super) type Used = HashMap<String, Use>;

/// What a name is for.
#[derive(Clone, Copy)]
pub(super) enum Use {
    Type,
    Function,
}

impl<'a> GivenNames<'a> {
    /// The names of a profile.
    pub(super) fn of(names: &'a IndexMap<String, String>) -> Self {
        Self { names, used: Used::new() }
    }

    /// The same names, for work beside other work, to be [added](Self::append) when its turn comes.
    pub(super) fn aside(&self) -> Self {
        Self::of(self.names)
    }

    /// What names have been used for.
    pub(super) fn into_used(self) -> Used {
        self.used
    }

    /// Adds what names were used for aside.
    pub(super) fn append(&mut self, aside: Used) {
        self.used.extend(aside);
    }

    /// The name of the type of what stands at a place.
    pub(super) fn of_type(&mut self, at: &Pointer) -> Option<&'a str> {
        self.take(at, Use::Type)
    }

    /// The name of the function of an operation, or of the argument or the setter of a parameter.
    pub(super) fn of_function(&mut self, at: &Pointer) -> Option<&'a str> {
        self.take(at, Use::Function)
    }

    fn take(&mut self, at: &Pointer, for_use: Use) -> Option<&'a str> {
        let (place, name) = self.names.get_key_value(at.as_str())?;
        self.used.insert(place.clone(), for_use);
        Some(name)
    }

    /// Reports the names that cannot be given, once all that can have been.
    pub(super) fn report(&self, diagnostics: &mut Diagnostics) {
        for (at, given) in self.names {
            let place = Pointer::from(at.as_str());
            let (noun, legal) = match self.used.get(at.as_str()) {
                Some(Use::Type) => ("a type", name::upper_camel(given)),
                Some(Use::Function) => ("a function", name::snake(given)),
                None => {
                    diagnostics.error(
                        &place,
                        format_args!("the profile gives the name `{given}` to `{at}`, where nothing takes a name"),
                        "under `[names]` in the profile, write the place of an operation, of a parameter, or of a schema whose type has a name of its own, or remove the line",
                    );
                    continue;
                }
            };
            if *given != legal {
                diagnostics.error(
                    &place,
                    format_args!("`{given}`, which the profile calls this, is no name of {noun}"),
                    format_args!("write `{legal}` under `[names]` in the profile"),
                );
            }
        }
    }
}
