//! Two versions of the types of a module -> the changes of the types that both versions have.

use super::change::{Changes, Kind as ChangeKind};
use super::context::Context;
use super::types::TypePair;
use super::{docs, object};
use crate::ir::{Alternative, Definition, DefinitionIndex, Kind, Type, Union, Variant};
use serde_json::Value;
use std::fmt::Display;

impl Context<'_> {
    /// Compares the types that both versions have, by name.
    pub(super) fn compare(
        &self,
        changes: &mut Changes<'_>,
        old: &[Definition],
        new: &[Definition],
    ) {
        let new = DefinitionIndex::of(new);
        for old in old {
            if let Some(new) = new.get(&old.name) {
                self.compare_one(changes, old, new);
            }
        }
    }

    fn compare_one(&self, changes: &mut Changes<'_>, old: &Definition, new: &Definition) {
        let (was_alias, is_alias) = (is_alias(old), is_alias(new));
        if was_alias || is_alias {
            self.compare_aliases(changes, old, new);
        } else {
            self.compare_kinds(changes, &old.name, old, new);
        }
        if was_alias == is_alias {
            let location = self.locations.of(&old.name);
            for removed in old.derives.iter().filter(|one| !new.derives.contains(one)) {
                let what = format!("{location} no longer derives `{}`", removed.as_str());
                changes.push(ChangeKind::DeriveTraitImplRemoved, &old.name, what);
            }
            for added in new.derives.iter().filter(|one| !old.derives.contains(one)) {
                let what = format!("{location} now derives `{}`", added.as_str());
                changes.push(ChangeKind::DeriveTraitImplAdded, &old.name, what);
            }
            docs::compare(changes, &old.name, &location, &old.docs, &new.docs);
            if old.deprecated != new.deprecated {
                let now =
                    if new.deprecated { "is now deprecated" } else { "is no longer deprecated" };
                // Types have no `#[deprecated]` attribute; only their documentation changes.
                changes.push(
                    ChangeKind::DocumentationChanged,
                    &old.name,
                    format!("{location} {now}"),
                );
            }
        }
    }

    /// Compares the targets of aliases. If both are definitions, these are compared under the name of the alias.
    fn compare_aliases(&self, changes: &mut Changes<'_>, old: &Definition, new: &Definition) {
        let TypePair { old: old_types, new: new_types } = self.types;
        let name = Type::Local(old.name.clone());
        let (old_type, new_type) = (old_types.resolve(&name), new_types.resolve(&name));
        if old_type != new_type || is_alias(old) != is_alias(new) {
            match (old_types.definition(old_type), new_types.definition(new_type)) {
                (Some(before), Some(after)) => {
                    if is_alias(old) {
                        let location = self.locations.of(&old.name);
                        let what =
                            format!("{location} and `{}` are no longer the same type", before.name);
                        changes.push(ChangeKind::TypeIdentityChanged, &old.name, what);
                    }
                    self.compare_kinds(changes, &old.name, before, after);
                }
                _ if self.types.same(old_type, new_type) => {}
                _ => self.changed_kind(changes, &old.name, old_type, new_type),
            }
        }
    }

    fn changed_kind(&self, changes: &mut Changes<'_>, name: &str, old: &Type, new: &Type) {
        let what = format!("{} {}", self.locations.of(name), self.types.became(old, new));
        changes.push(ChangeKind::TypeChangedKind, name, what);
    }

    /// Compares the content of two definitions. Callers use the old one by this name.
    fn compare_kinds(
        &self,
        changes: &mut Changes<'_>,
        name: &str,
        old: &Definition,
        new: &Definition,
    ) {
        match (&old.kind, &new.kind) {
            (Kind::Struct(old), Kind::Struct(new)) => {
                object::compare(self, changes, name, old, new);
            }
            (Kind::StringEnum(old), Kind::StringEnum(new)) => {
                self.compare_enums(changes, name, &old.variants, &new.variants);
            }
            (Kind::IntegerEnum(old), Kind::IntegerEnum(new)) => {
                self.compare_enums(changes, name, &old.variants, &new.variants);
            }
            (Kind::ScalarEnum(old), Kind::ScalarEnum(new)) => {
                self.compare_enums(changes, name, &old.variants, &new.variants);
            }
            (Kind::Union(old), Kind::Union(new)) => self.compare_unions(changes, name, old, new),
            (Kind::Choice(old), Kind::Choice(new)) => {
                let added = ChangeKind::EnumVariantAdded;
                self.compare_alternatives(changes, name, (old, new), added);
            }
            _ => {
                let [old, new] = [old, new].map(|one| Type::Local(one.name.clone()));
                self.changed_kind(changes, name, &old, &new);
            }
        }
    }

    fn compare_enums<V: Display + PartialEq>(
        &self,
        changes: &mut Changes<'_>,
        name: &str,
        old: &[Variant<V>],
        new: &[Variant<V>],
    ) {
        let location = self.locations.of(name);
        for was in old {
            let item = format!("{name}::{}", was.name);
            match new.iter().find(|one| one.value == was.value) {
                Some(is) if is.name == was.name => {
                    let location = format!("{location}: value `{}`", was.value);
                    docs::compare(changes, &item, &location, &was.docs, &is.docs);
                }
                Some(is) => {
                    let what =
                        format!("{location}: value `{}` was renamed to `{}`", was.value, is.name);
                    changes.push(ChangeKind::EnumVariantMissing, &item, what);
                }
                None => match new.iter().find(|one| one.name == was.name) {
                    Some(is) => {
                        let what =
                            format!("{location}: value `{}` changed to `{}`", was.value, is.value);
                        changes.push(ChangeKind::BehaviorChanged, &item, what);
                    }
                    None => {
                        let what = format!("{location}: value `{}` was removed", was.value);
                        changes.push(ChangeKind::EnumVariantMissing, &item, what);
                    }
                },
            }
        }
        let is_known =
            |is: &Variant<V>| old.iter().any(|was| was.value == is.value || was.name == is.name);
        for is in new.iter().filter(|is| !is_known(is)) {
            let what = format!("{location}: value `{}` was added", is.value);
            let item = format!("{name}::{}", is.name);
            changes.push(ChangeKind::NonExhaustiveEnumVariantAdded, &item, what);
        }
    }

    fn compare_unions(&self, changes: &mut Changes<'_>, name: &str, old: &Union, new: &Union) {
        let tags = |union: &Union| -> Vec<(Vec<Value>, bool)> {
            union.alternatives.iter().map(|one| (one.tags.clone(), one.other)).collect()
        };
        let alternatives = (old.alternatives.as_slice(), new.alternatives.as_slice());
        let added = ChangeKind::NonExhaustiveEnumVariantAdded;
        let count = changes.list.len();
        self.compare_alternatives(changes, name, alternatives, added);
        if changes.list.len() == count && (old.tag != new.tag || tags(old) != tags(new)) {
            let what = format!(
                "{}: its alternatives are distinguished differently",
                self.locations.of(name)
            );
            changes.push(ChangeKind::BehaviorChanged, name, what);
        }
    }

    fn compare_alternatives(
        &self,
        changes: &mut Changes<'_>,
        name: &str,
        (old, new): (&[Alternative], &[Alternative]),
        added: ChangeKind,
    ) {
        let location = self.locations.of(name);
        for was in old {
            let item = format!("{name}::{}", was.name);
            match new.iter().find(|is| is.name == was.name) {
                Some(is) if self.types.same(&was.ty, &is.ty) => {
                    let location = format!("{location}: alternative `{}`", was.name);
                    docs::compare(changes, &item, &location, &was.docs, &is.docs);
                    if was.converts && !is.converts {
                        let what = format!("{location} no longer converts into the union");
                        changes.push(ChangeKind::DeriveTraitImplRemoved, &item, what);
                    }
                }
                Some(is) => {
                    let became = self.types.became(&was.ty, &is.ty);
                    let what = format!("{location}: alternative `{}` {became}", was.name);
                    changes.push(ChangeKind::EnumVariantTypeChanged, &item, what);
                }
                None => {
                    let what = format!("{location}: alternative `{}` was removed", was.name);
                    changes.push(ChangeKind::EnumVariantMissing, &item, what);
                }
            }
        }
        for is in new.iter().filter(|is| old.iter().all(|was| was.name != is.name)) {
            let what = format!("{location}: alternative `{}` was added", is.name);
            changes.push(added, &format!("{name}::{}", is.name), what);
        }
    }
}

const fn is_alias(definition: &Definition) -> bool {
    matches!(definition.kind, Kind::Alias(_))
}

/// The kind of change that the removal of a type is.
pub(super) const fn missing(definition: &Definition) -> ChangeKind {
    match definition.kind {
        Kind::Struct(_) => ChangeKind::StructMissing,
        Kind::StringEnum(_)
        | Kind::IntegerEnum(_)
        | Kind::ScalarEnum(_)
        | Kind::Union(_)
        | Kind::Choice(_) => ChangeKind::EnumMissing,
        Kind::Alias(_) => ChangeKind::TypeAliasMissing,
    }
}
