//! The names under `[names]` in the profile, by the place of what they name -> the same, one by one; and what
//! is
//! wrong with those that name nothing, or that Rust would write otherwise.
//!
//! A property has a field, and may have a type of its own: a name that begins with a capital is that of the type.

use super::case;
use crate::diagnostic::Diagnostics;
use crate::source::Pointer;
use indexmap::IndexMap;
use std::collections::HashMap;

/// The names that the profile sets, and the kinds of items that took them.
pub(crate) struct NameOverrides<'a> {
    names: &'a IndexMap<String, String>,
    used: UsedNames,
}

/// The kinds of items that took names, by JSON pointer.
pub(crate) type UsedNames = HashMap<String, NameKind>;

/// The kind of item that a name is for.
#[derive(Clone, Copy)]
pub(crate) enum NameKind {
    Type,
    Variant,
    Function,
    Field,
}

impl NameKind {
    /// Whether a name may be meant for this: types and variants begin with a capital.
    fn fits(self, name: &str) -> bool {
        let is_capital = name.starts_with(char::is_uppercase);
        match self {
            Self::Type | Self::Variant => is_capital,
            Self::Function | Self::Field => !is_capital,
        }
    }
}

impl<'a> NameOverrides<'a> {
    /// The names of a profile.
    pub(crate) fn of(names: &'a IndexMap<String, String>) -> Self {
        Self { names, used: UsedNames::new() }
    }

    /// The same names, for work beside other work, to be [joined](Self::join) in order.
    pub(crate) fn fork(&self) -> Self {
        Self::of(self.names)
    }

    /// The kinds of items that took names.
    pub(crate) fn into_used(self) -> UsedNames {
        self.used
    }

    /// Adds what names were used for aside.
    pub(crate) fn join(&mut self, fork: UsedNames) {
        for (place, kind) in fork {
            self.take(&place, kind);
        }
    }

    /// The name of the type of what stands at a place.
    pub(crate) fn of_type(&mut self, at: &Pointer) -> Option<&'a str> {
        self.take(at.as_str(), NameKind::Type)
    }

    /// The name of the variant for a value of the list at a place: it is name below the list, by the value.
    pub(crate) fn of_variant(&mut self, list: &Pointer, value: &str) -> Option<&'a str> {
        if self.names.is_empty() {
            return None;
        }
        self.take(list.child("enum").child(value).as_str(), NameKind::Variant)
    }

    /// The name of the function of an operation, or of the argument or the setter of a parameter.
    pub(crate) fn of_function(&mut self, at: &Pointer) -> Option<&'a str> {
        self.take(at.as_str(), NameKind::Function)
    }

    /// The name of the field of a property.
    pub(crate) fn of_field(&mut self, at: &Pointer) -> Option<&'a str> {
        self.take(at.as_str(), NameKind::Field)
    }

    fn take(&mut self, at: &str, kind: NameKind) -> Option<&'a str> {
        let (place, name) = self.names.get_key_value(at)?;
        if kind.fits(name) {
            self.used.insert(place.clone(), kind);
            return Some(name);
        }
        // If nothing else takes the name, this is what it should have been.
        self.used.entry(place.clone()).or_insert(kind);
        None
    }

    /// Reports the names that cannot be name, once all that can have been.
    pub(crate) fn report(&self, diagnostics: &mut Diagnostics) {
        for (at, name) in self.names {
            let key = Pointer::root().child("names").child(at);
            let (noun, legal) = match self.used.get(at.as_str()) {
                Some(NameKind::Type) => ("a type", case::upper_camel(name)),
                Some(NameKind::Variant) => ("a variant", case::upper_camel(name)),
                Some(NameKind::Function) => ("a function", case::snake(name)),
                Some(NameKind::Field) => ("a field", case::snake(name)),
                None => {
                    diagnostics.profile_error(
                        &key,
                        format_args!("nothing at `{at}` has a name"),
                        "write the JSON pointer of an operation, a parameter, a property, a schema with a type of its own, or a value below its `enum`, or remove the line",
                    );
                    continue;
                }
            };
            if *name != legal {
                diagnostics.profile_error(
                    &key,
                    format_args!("`{name}` is not a valid name of {noun}"),
                    format_args!("write `{legal}`"),
                );
            }
        }
    }
}
