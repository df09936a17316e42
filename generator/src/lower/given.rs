//! In: the names under `[names]` in the profile, by the place of what they name. Out: the same, one by one; and what is
//! wrong with those that name nothing, or that Rust would write otherwise.
//!
//! A member has a field, and may have a type of its own: a name that begins with a capital is that of the type.

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
    Variant,
    Function,
    Field,
}

impl Use {
    /// Whether a name may be meant for this: types and variants begin with a capital.
    fn fits(self, name: &str) -> bool {
        let is_capital = name.starts_with(char::is_uppercase);
        match self {
            Self::Type | Self::Variant => is_capital,
            Self::Function | Self::Field => !is_capital,
        }
    }
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
        for (place, for_use) in aside {
            self.take(&place, for_use);
        }
    }

    /// The name of the type of what stands at a place.
    pub(super) fn of_type(&mut self, at: &Pointer) -> Option<&'a str> {
        self.take(at.as_str(), Use::Type)
    }

    /// The name of the variant for a value of the list at a place: it is given below the list, by the value.
    pub(super) fn of_variant(&mut self, list: &Pointer, value: &str) -> Option<&'a str> {
        if self.names.is_empty() {
            return None;
        }
        self.take(list.child("enum").child(value).as_str(), Use::Variant)
    }

    /// The name of the function of an operation, or of the argument or the setter of a parameter.
    pub(super) fn of_function(&mut self, at: &Pointer) -> Option<&'a str> {
        self.take(at.as_str(), Use::Function)
    }

    /// The name of the field of a member.
    pub(super) fn of_field(&mut self, at: &Pointer) -> Option<&'a str> {
        self.take(at.as_str(), Use::Field)
    }

    fn take(&mut self, at: &str, for_use: Use) -> Option<&'a str> {
        let (place, name) = self.names.get_key_value(at)?;
        if for_use.fits(name) {
            self.used.insert(place.clone(), for_use);
            return Some(name);
        }
        // If nothing else takes the name, this is what it should have been.
        self.used.entry(place.clone()).or_insert(for_use);
        None
    }

    /// Reports the names that cannot be given, once all that can have been.
    pub(super) fn report(&self, diagnostics: &mut Diagnostics) {
        for (at, given) in self.names {
            let place = Pointer::from(at.as_str());
            let (noun, legal) = match self.used.get(at.as_str()) {
                Some(Use::Type) => ("a type", name::upper_camel(given)),
                Some(Use::Variant) => ("a variant", name::upper_camel(given)),
                Some(Use::Function) => ("a function", name::snake(given)),
                Some(Use::Field) => ("a field", name::snake(given)),
                None => {
                    diagnostics.error(
                        &place,
                        format_args!("the profile gives the name `{given}` to `{at}`, where nothing takes a name"),
                        "under `[names]` in the profile, write the place of an operation, of a parameter, of a member, of a schema whose type has a name of its own, or below its `enum` a value, or remove the line",
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
