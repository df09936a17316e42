//! The names under `[names]` in the profile -> the name for a JSON pointer, and errors for names that are unused or invalid.
//!
//! A property has a field, and may also have a type of its own. A name in upper case is that of the type.

use super::case;
use crate::diagnostic::Diagnostics;
use crate::source::Pointer;
use indexmap::IndexMap;
use std::collections::HashMap;

/// The names that the profile sets, and the kinds of items that use them.
pub(crate) struct NameOverrides<'a> {
    names: &'a IndexMap<String, String>,
    used: UsedNames,
}

/// The kinds of items that use names, by JSON pointer.
pub(crate) type UsedNames = HashMap<String, NameKind>;

/// The kind of item that a name belongs to.
#[derive(Clone, Copy)]
pub(crate) enum NameKind {
    Type,
    Variant,
    Function,
    Field,
}

impl NameKind {
    /// Whether a name may belong to this kind: the names of types and variants begin with a capital letter.
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

    /// The same names for parallel work. [Join](Self::join) the results in order.
    pub(crate) fn fork(&self) -> Self {
        Self::of(self.names)
    }

    /// Returns the kinds of items that use names.
    pub(crate) fn into_used(self) -> UsedNames {
        self.used
    }

    /// Adds the uses of a [fork](Self::fork).
    pub(crate) fn join(&mut self, fork: UsedNames) {
        for (pointer, kind) in fork {
            self.take(&pointer, kind);
        }
    }

    /// The name of the type of a schema.
    pub(crate) fn of_type(&mut self, at: &Pointer) -> Option<&'a str> {
        self.take(at.as_str(), NameKind::Type)
    }

    /// The name of the variant for a value of an `enum`: its pointer is that of the list and the value.
    pub(crate) fn of_variant(&mut self, list: &Pointer, value: &str) -> Option<&'a str> {
        if self.names.is_empty() {
            return None;
        }
        self.take(list.child("enum").child(value).as_str(), NameKind::Variant)
    }

    /// The name of the function of an operation, or of the argument or setter of a parameter.
    pub(crate) fn of_function(&mut self, at: &Pointer) -> Option<&'a str> {
        self.take(at.as_str(), NameKind::Function)
    }

    /// The name of the field of a property.
    pub(crate) fn of_field(&mut self, at: &Pointer) -> Option<&'a str> {
        self.take(at.as_str(), NameKind::Field)
    }

    fn take(&mut self, at: &str, kind: NameKind) -> Option<&'a str> {
        let (pointer, name) = self.names.get_key_value(at)?;
        if kind.fits(name) {
            self.used.insert(pointer.clone(), kind);
            return Some(name);
        }
        // If nothing uses the name, `report` shows the correct one for this kind.
        self.used.entry(pointer.clone()).or_insert(kind);
        None
    }

    /// Reports unused and invalid names. Call it after all names have been taken.
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
