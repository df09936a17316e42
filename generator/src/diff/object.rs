//! In: an object, before and after. Out: what became of its members, of `new` and of the rest that it has.

use super::change::{Found, Kind as Became};
use super::definition::Definitions;
use super::docs;
use crate::ir::{Constant, Encoding, Field, Presence, Struct};
use crate::lower::wire_name;
use std::collections::HashMap;

/// Compares an object of that name.
pub(super) fn compare(
    definitions: &Definitions<'_>,
    found: &mut Found<'_>,
    name: &str,
    old: &Struct,
    new: &Struct,
) {
    let object = Object { definitions, name, old, new };
    object.compare_members(found);
    object.compare_constants(found);
    object.compare_rest(found);
}

/// An object before and after.
struct Object<'a> {
    definitions: &'a Definitions<'a>,
    name: &'a str,
    old: &'a Struct,
    new: &'a Struct,
}

impl Object<'_> {
    fn compare_members(&self, found: &mut Found<'_>) {
        let Self { name, old, new, .. } = self;
        let [before, after] = [members(old), members(new)];
        for was in &old.fields {
            let member = wire_name(old, was);
            let place = self.definitions.places.of_member(name, &member);
            let item = format!("{name}::{}", was.name);
            match after.get(&member) {
                Some(is) if is.name == was.name => self.compare_member(found, &place, was, is),
                Some(is) => {
                    let what = format!("{place} is called `{}` in Rust now", is.name);
                    found.push(Became::StructPubFieldMissing, &item, what);
                }
                None => match new.fields.iter().find(|is| is.name == was.name) {
                    Some(is) => {
                        let what = format!("{place} is called `{}` now", wire_name(new, is));
                        found.push(Became::SentOtherwise, &item, what);
                        self.compare_member(found, &place, was, is);
                    }
                    None => {
                        let constant = new.constants.iter().find(|one| one.name == member);
                        let what = match constant {
                            Some(is) => format!("{place} is always `{}` now", is.value),
                            None => format!("{place} is not documented any more"),
                        };
                        found.push(Became::StructPubFieldMissing, &item, what);
                    }
                },
            }
        }
        for is in &new.fields {
            let member = wire_name(new, is);
            let is_known =
                before.contains_key(&member) || old.fields.iter().any(|was| was.name == is.name);
            if !is_known {
                self.added(found, &self.definitions.places.of_member(name, &member), is);
            }
        }
        self.compare_order(found);
    }

    /// Compares the properties that always have one value, of which no field tells.
    fn compare_constants(&self, found: &mut Found<'_>) {
        let Self { name, old, new, .. } = self;
        let place = |constant: &Constant| self.definitions.places.of_member(name, &constant.name);
        let is_field = |object: &Struct, constant: &Constant| {
            object.fields.iter().any(|field| wire_name(object, field) == constant.name)
        };
        for was in &old.constants {
            match new.constants.iter().find(|is| is.name == was.name) {
                Some(is) if is.value == was.value => {}
                Some(is) => {
                    let what = format!("{} was `{}` and is `{}`", place(was), was.value, is.value);
                    found.push(Became::SentOtherwise, name, what);
                }
                None if is_field(new, was) => {}
                None => {
                    let what = format!("{} is not documented any more", place(was));
                    found.push(Became::SentOtherwise, name, what);
                }
            }
        }
        for is in &new.constants {
            let was_known = old.constants.iter().any(|was| was.name == is.name);
            if !was_known && !is_field(old, is) {
                let what = format!("{} is new, and always `{}`", place(is), is.value);
                found.push(Became::SentOtherwise, name, what);
            }
        }
    }

    fn added(&self, found: &mut Found<'_>, place: &str, field: &Field) {
        let Self { name, old, new, .. } = self;
        let had_default = old.fields.iter().all(|field| field.presence != Presence::Required);
        match field.presence {
            Presence::Required if new.setters => found.push(
                Became::MethodParameterCountChanged,
                &format!("{name}::new"),
                format!("{place} is new and required"),
            ),
            Presence::Required if had_default => found.push(
                Became::DeriveTraitImplRemoved,
                name,
                format!("{place} is new and always there"),
            ),
            Presence::Required | Presence::Optional | Presence::Nullable => found.push(
                Became::StructPubFieldAdded,
                &format!("{name}::{}", field.name),
                format!("{place} is new"),
            ),
        }
    }

    fn compare_member(&self, found: &mut Found<'_>, place: &str, was: &Field, is: &Field) {
        let Field { name, wire_name: _, docs, deprecated, ty, presence, media_type } = was;
        let item = format!("{}::{name}", self.name);
        let both = self.definitions.both;
        if !both.same(ty, &is.ty) {
            let what = format!("{place} {}", both.became(ty, &is.ty));
            found.push(Became::StructFieldTypeChanged, &item, what);
        }
        if *presence != is.presence {
            self.compare_presence(found, place, was, is);
        }
        if *deprecated != is.deprecated {
            let (kind, now) = deprecation(Became::StructFieldMarkedDeprecated, is.deprecated);
            found.push(kind, &item, format!("{place} {now}"));
        }
        if *media_type != is.media_type {
            let what = format!("{place} is sent as another media type");
            found.push(Became::SentOtherwise, &item, what);
        }
        docs::compare(found, &item, place, docs, &is.docs);
    }

    fn compare_presence(&self, found: &mut Found<'_>, place: &str, was: &Field, is: &Field) {
        let sent = self.new.setters;
        let now = match (was.presence, is.presence) {
            (_, Presence::Required) if sent => "is now required",
            (_, Presence::Required) => "is now always there",
            (Presence::Required, _) if sent => "is not required any more",
            (Presence::Required, _) => "may now be absent",
            (_, Presence::Nullable) => "may now be `null`",
            (_, Presence::Optional) => "may not be `null` any more",
        };
        let is_required = [was, is].iter().any(|field| field.presence == Presence::Required);
        let (kind, item) = if sent && is_required {
            (Became::MethodParameterCountChanged, "new")
        } else {
            (Became::StructFieldTypeChanged, was.name.as_str())
        };
        found.push(kind, &format!("{}::{item}", self.name), format!("{place} {now}"));
    }

    /// `new` takes what is required in the order of the document.
    fn compare_order(&self, found: &mut Found<'_>) {
        let required = |of: &Struct, other: &Struct| -> Vec<String> {
            let other = members(other);
            let is_required = |field: &Field| field.presence == Presence::Required;
            let names = of.fields.iter().filter(|field| is_required(field));
            let names = names.map(|field| wire_name(of, field));
            names.filter(|name| other.get(name).is_some_and(|field| is_required(field))).collect()
        };
        let is_made = self.old.setters && self.new.setters;
        if is_made && required(self.old, self.new) != required(self.new, self.old) {
            let place = self.definitions.places.of(self.name);
            found.push(
                Became::MethodParameterOrderChanged,
                &format!("{}::new", self.name),
                format!("{place}: what is required is in another order"),
            );
        }
    }

    fn compare_rest(&self, found: &mut Found<'_>) {
        let Self { definitions, name, old, new } = self;
        // Where a page has its items is told with the paging of the operations.
        let Struct {
            page: _,
            constants: _,
            fields: _,
            extra,
            snake_case: _,
            setters,
            read_by,
            encoding,
        } = old;
        let place = definitions.places.of(name);
        let field = format!("{name}::extra");
        match (extra, &new.extra) {
            (None, Some(_)) => {
                let what = format!("{place} now has members that are not documented");
                found.push(Became::StructPubFieldAdded, &field, what);
            }
            (Some(_), None) => {
                let what = format!("{place} has no members any more that are not documented");
                found.push(Became::StructPubFieldMissing, &field, what);
            }
            (Some(was), Some(is)) if !definitions.both.same(was, is) => {
                let became = definitions.both.became(was, is);
                let what = format!("{place}: what its undocumented members are {became}");
                found.push(Became::StructFieldTypeChanged, &field, what);
            }
            (Some(_), Some(_)) | (None, None) => {}
        }
        let made = format!("{name}::new");
        match (setters, new.setters) {
            (true, false) => {
                found.push(
                    Became::InherentMethodMissing,
                    &made,
                    format!("{place} is not sent any more"),
                );
            }
            (false, true) => {
                found.push(Became::InherentMethodAdded, &made, format!("{place} can now be sent"));
            }
            (true, true) | (false, false) => {}
        }
        let read = format!("{name}::from_response");
        match (read_by, &new.read_by) {
            (Some(_), None) => {
                let what = format!("{place} cannot be made of what was read any more");
                found.push(Became::InherentMethodMissing, &read, what);
            }
            (None, Some(_)) => {
                let what = format!("{place} can now be made of what was read");
                found.push(Became::InherentMethodAdded, &read, what);
            }
            (Some(was), Some(is)) if was != is => {
                let what = format!("{place} is made of what `{is}` reads, no longer `{was}`");
                found.push(Became::MethodParameterTypeChanged, &read, what);
            }
            (Some(_), Some(_)) | (None, None) => {}
        }
        if *encoding != new.encoding {
            let now = match new.encoding {
                Encoding::Object => "is no form of parts any more",
                Encoding::Multipart => "is now a form of parts",
            };
            found.push(Became::DeriveTraitImplRemoved, name, format!("{place} {now}"));
        }
    }
}

/// What became of something that should no longer be used, or may be used again.
pub(super) const fn deprecation(marked: Became, deprecated: bool) -> (Became, &'static str) {
    if deprecated {
        (marked, "is now deprecated")
    } else {
        (Became::DeprecationLifted, "is not deprecated any more")
    }
}

/// The members by their names.
fn members(object: &Struct) -> HashMap<String, &Field> {
    object.fields.iter().map(|field| (wire_name(object, field), field)).collect()
}
