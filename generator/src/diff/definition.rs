//! In: the types of a module, before and after. Out: what became of those that both have.

use super::change::{Found, Kind as Became};
use super::place::Places;
use super::types::Both;
use super::{docs, object};
use crate::ir::{Alternative, ByName, Definition, Kind, StringEnum, Type, Union};
use serde_json::Value;

/// The types of a module, as they are compared.
pub(super) struct Definitions<'a> {
    pub(super) both: &'a Both<'a>,
    pub(super) places: &'a Places<'a>,
}

impl Definitions<'_> {
    /// Compares the types that both have, name by name.
    pub(super) fn compare(&self, found: &mut Found<'_>, old: &[Definition], new: &[Definition]) {
        let new = ByName::of(new);
        for old in old {
            if let Some(new) = new.get(&old.name) {
                self.compare_one(found, old, new);
            }
        }
    }

    fn compare_one(&self, found: &mut Found<'_>, old: &Definition, new: &Definition) {
        let (was_alias, is_alias) = (is_alias(old), is_alias(new));
        if was_alias || is_alias {
            self.compare_aliases(found, old, new);
        } else {
            self.compare_kinds(found, &old.name, old, new);
        }
        if was_alias == is_alias {
            let place = self.places.of(&old.name);
            for gone in old.derives.iter().filter(|one| !new.derives.contains(one)) {
                let what = format!("{place} derives `{}` no longer", gone.as_str());
                found.push(Became::DeriveTraitImplRemoved, &old.name, what);
            }
            for come in new.derives.iter().filter(|one| !old.derives.contains(one)) {
                let what = format!("{place} derives `{}`", come.as_str());
                found.push(Became::DeriveTraitImplAdded, &old.name, what);
            }
            docs::compare(found, &old.name, &place, &old.docs, &new.docs);
            if old.deprecated != new.deprecated {
                let now =
                    if new.deprecated { "is now deprecated" } else { "is not deprecated now" };
                // A type says so in its documentation alone.
                found.push(Became::DocumentationChanged, &old.name, format!("{place} {now}"));
            }
        }
    }

    /// Compares what a name leads to. Where that has a name of its own before and after, it is compared under that.
    fn compare_aliases(&self, found: &mut Found<'_>, old: &Definition, new: &Definition) {
        let Both { old: old_types, new: new_types } = self.both;
        let name = Type::Local(old.name.clone());
        let (old_type, new_type) = (old_types.resolve(&name), new_types.resolve(&name));
        if old_type != new_type || is_alias(old) != is_alias(new) {
            match (old_types.definition(old_type), new_types.definition(new_type)) {
                (Some(before), Some(after)) => {
                    if is_alias(old) {
                        let place = self.places.of(&old.name);
                        let what =
                            format!("{place} has a type of its own, no longer `{}`", before.name);
                        found.push(Became::TypeIdentityChanged, &old.name, what);
                    }
                    self.compare_kinds(found, &old.name, before, after);
                }
                _ if self.both.same(old_type, new_type) => {}
                _ => self.changed_kind(found, &old.name, old_type, new_type),
            }
        }
    }

    fn changed_kind(&self, found: &mut Found<'_>, name: &str, old: &Type, new: &Type) {
        let what = format!("{} {}", self.places.of(name), self.both.became(old, new));
        found.push(Became::TypeChangedKind, name, what);
    }

    /// Compares what types are made of, of which callers know the first by a name.
    fn compare_kinds(&self, found: &mut Found<'_>, name: &str, old: &Definition, new: &Definition) {
        match (&old.kind, &new.kind) {
            (Kind::Struct(old), Kind::Struct(new)) => {
                object::compare(self, found, name, old, new);
            }
            (Kind::StringEnum(old), Kind::StringEnum(new)) => {
                self.compare_enums(found, name, old, new);
            }
            (Kind::Union(old), Kind::Union(new)) => self.compare_unions(found, name, old, new),
            (Kind::Choice(old), Kind::Choice(new)) => {
                let added = Became::EnumVariantAdded;
                self.compare_alternatives(found, name, (old, new), added);
            }
            _ => {
                let [old, new] = [old, new].map(|one| Type::Local(one.name.clone()));
                self.changed_kind(found, name, &old, &new);
            }
        }
    }

    fn compare_enums(&self, found: &mut Found<'_>, name: &str, old: &StringEnum, new: &StringEnum) {
        let place = self.places.of(name);
        for was in &old.variants {
            let item = format!("{name}::{}", was.name);
            match new.variants.iter().find(|one| one.value == was.value) {
                Some(is) if is.name == was.name => {
                    let place = format!("{place}: value `{}`", was.value);
                    docs::compare(found, &item, &place, &was.docs, &is.docs);
                }
                Some(is) => {
                    let what =
                        format!("{place}: value `{}` is called `{}` now", was.value, is.name);
                    found.push(Became::EnumVariantMissing, &item, what);
                }
                None => match new.variants.iter().find(|one| one.name == was.name) {
                    Some(is) => {
                        let what = format!("{place}: value `{}` is now `{}`", was.value, is.value);
                        found.push(Became::SentOtherwise, &item, what);
                    }
                    None => {
                        let what =
                            format!("{place}: value `{}` is not documented any more", was.value);
                        found.push(Became::EnumVariantMissing, &item, what);
                    }
                },
            }
        }
        let is_known = |value: &str, name: &str| {
            old.variants.iter().any(|was| was.value == value || was.name == name)
        };
        for is in new.variants.iter().filter(|is| !is_known(&is.value, &is.name)) {
            let what = format!("{place}: value `{}` is new", is.value);
            let item = format!("{name}::{}", is.name);
            found.push(Became::NonExhaustiveEnumVariantAdded, &item, what);
        }
    }

    fn compare_unions(&self, found: &mut Found<'_>, name: &str, old: &Union, new: &Union) {
        let tags = |union: &Union| -> Vec<(Vec<Value>, bool)> {
            union.alternatives.iter().map(|one| (one.tags.clone(), one.other)).collect()
        };
        let alternatives = (old.alternatives.as_slice(), new.alternatives.as_slice());
        let added = Became::NonExhaustiveEnumVariantAdded;
        let changes = found.changes.len();
        self.compare_alternatives(found, name, alternatives, added);
        if found.changes.len() == changes && (old.tag != new.tag || tags(old) != tags(new)) {
            let what = format!("{}: its types are told apart otherwise", self.places.of(name));
            found.push(Became::SentOtherwise, name, what);
        }
    }

    fn compare_alternatives(
        &self,
        found: &mut Found<'_>,
        name: &str,
        (old, new): (&[Alternative], &[Alternative]),
        added: Became,
    ) {
        let place = self.places.of(name);
        for was in old {
            let item = format!("{name}::{}", was.name);
            match new.iter().find(|is| is.name == was.name) {
                Some(is) if self.both.same(&was.ty, &is.ty) => {
                    let place = format!("{place}: alternative `{}`", was.name);
                    docs::compare(found, &item, &place, &was.docs, &is.docs);
                }
                Some(is) => {
                    let became = self.both.became(&was.ty, &is.ty);
                    let what = format!("{place}: alternative `{}` {became}", was.name);
                    found.push(Became::EnumVariantTypeChanged, &item, what);
                }
                None => {
                    let what = format!("{place}: alternative `{}` is gone", was.name);
                    found.push(Became::EnumVariantMissing, &item, what);
                }
            }
        }
        for is in new.iter().filter(|is| old.iter().all(|was| was.name != is.name)) {
            let what = format!("{place}: alternative `{}` is new", is.name);
            found.push(added, &format!("{name}::{}", is.name), what);
        }
    }
}

const fn is_alias(definition: &Definition) -> bool {
    matches!(definition.kind, Kind::Alias(_))
}

/// What it means that a type is gone.
pub(super) const fn missing(definition: &Definition) -> Became {
    match definition.kind {
        Kind::Struct(_) => Became::StructMissing,
        Kind::StringEnum(_) | Kind::Union(_) | Kind::Choice(_) => Became::EnumMissing,
        Kind::Alias(_) => Became::TypeAliasMissing,
    }
}
