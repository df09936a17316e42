//! Two versions of an object -> the changes of its properties, its constructor and its other features.

use super::change::{Changes, Kind as ChangeKind};
use super::context::Context;
use super::docs;
use crate::ir::{Constant, Encoding, Extra, Field, Presence, Struct};
use crate::lower::wire_name;
use std::collections::HashMap;

/// Compares two versions of the object `name`.
pub(super) fn compare(
    context: &Context<'_>,
    changes: &mut Changes<'_>,
    name: &str,
    old: &Struct,
    new: &Struct,
) {
    let object = Object { context, name, old, new };
    object.compare_properties(changes);
    object.compare_constants(changes);
    object.compare_rest(changes);
}

/// Two versions of an object.
struct Object<'a> {
    context: &'a Context<'a>,
    name: &'a str,
    old: &'a Struct,
    new: &'a Struct,
}

impl Object<'_> {
    fn compare_properties(&self, changes: &mut Changes<'_>) {
        let Self { name, old, new, .. } = self;
        let [before, after] = [properties(old), properties(new)];
        for was in &old.fields {
            let property = wire_name(old, was);
            let location = self.context.locations.of_property(name, &property);
            let item = format!("{name}::{}", was.name);
            match after.get(&property) {
                Some(is) if is.name == was.name => {
                    self.compare_property(changes, &location, was, is)
                }
                Some(is) => {
                    let what = format!("{location} is now named `{}` in Rust", is.name);
                    changes.push(ChangeKind::StructPubFieldMissing, &item, what);
                }
                None => match new.fields.iter().find(|is| is.name == was.name) {
                    Some(is) => {
                        let what = format!("{location} was renamed to `{}`", wire_name(new, is));
                        changes.push(ChangeKind::BehaviorChanged, &item, what);
                        self.compare_property(changes, &location, was, is);
                    }
                    None => {
                        let constant = new.constants.iter().find(|one| one.name == property);
                        let what = match constant {
                            Some(is) => format!("{location} is now always `{}`", is.value),
                            None => format!("{location} was removed"),
                        };
                        changes.push(ChangeKind::StructPubFieldMissing, &item, what);
                    }
                },
            }
        }
        for is in &new.fields {
            let property = wire_name(new, is);
            let is_known =
                before.contains_key(&property) || old.fields.iter().any(|was| was.name == is.name);
            if !is_known {
                self.added(changes, &self.context.locations.of_property(name, &property), is);
            }
        }
        self.compare_order(changes);
    }

    /// Compares the constant properties, which have no field.
    fn compare_constants(&self, changes: &mut Changes<'_>) {
        let Self { name, old, new, .. } = self;
        let location =
            |constant: &Constant| self.context.locations.of_property(name, &constant.name);
        let is_field = |object: &Struct, constant: &Constant| {
            object.fields.iter().any(|field| wire_name(object, field) == constant.name)
        };
        for was in &old.constants {
            match new.constants.iter().find(|is| is.name == was.name) {
                Some(is) if is.value == was.value => {}
                Some(is) => {
                    let what =
                        format!("{} changed from `{}` to `{}`", location(was), was.value, is.value);
                    changes.push(ChangeKind::BehaviorChanged, name, what);
                }
                None if is_field(new, was) => {}
                None => {
                    let what = format!("{} was removed", location(was));
                    changes.push(ChangeKind::BehaviorChanged, name, what);
                }
            }
        }
        for is in &new.constants {
            let was_known = old.constants.iter().any(|was| was.name == is.name);
            if !was_known && !is_field(old, is) {
                let what = format!("{} was added, and is always `{}`", location(is), is.value);
                changes.push(ChangeKind::BehaviorChanged, name, what);
            }
        }
    }

    fn added(&self, changes: &mut Changes<'_>, location: &str, field: &Field) {
        let Self { name, old, new, .. } = self;
        let had_default = old.fields.iter().all(|field| field.presence != Presence::Required);
        match field.presence {
            presence if presence.is_argument() && new.setters => changes.push(
                ChangeKind::MethodParameterCountChanged,
                &format!("{name}::new"),
                format!("{location} was added and is required"),
            ),
            Presence::Required if had_default => changes.push(
                ChangeKind::DeriveTraitImplRemoved,
                name,
                format!("{location} was added and is always present"),
            ),
            Presence::Required
            | Presence::RequiredNullable
            | Presence::RequiredInRequests
            | Presence::Optional
            | Presence::Nullable => changes.push(
                ChangeKind::StructPubFieldAdded,
                &format!("{name}::{}", field.name),
                format!("{location} was added"),
            ),
        }
    }

    fn compare_property(&self, changes: &mut Changes<'_>, location: &str, was: &Field, is: &Field) {
        let Field {
            name,
            wire_name: _,
            docs,
            deprecated,
            ty,
            presence,
            constant,
            media_type,
            style,
            is_secret: _,
            converts: _,
        } = was;
        let item = format!("{}::{name}", self.name);
        let types = self.context.types;
        if !types.same(ty, &is.ty) {
            let what = format!("{location} {}", types.became(ty, &is.ty));
            changes.push(ChangeKind::StructFieldTypeChanged, &item, what);
        }
        if *presence != is.presence {
            self.compare_presence(changes, location, was, is);
        }
        if *deprecated != is.deprecated {
            let (kind, now) = deprecation(ChangeKind::StructFieldMarkedDeprecated, is.deprecated);
            changes.push(kind, &item, format!("{location} {now}"));
        }
        if *constant != is.constant {
            let what = format!("the constant that `new` sets as {location} changed");
            changes.push(ChangeKind::BehaviorChanged, &item, what);
        }
        if *media_type != is.media_type {
            let what = format!("the media type of {location} changed");
            changes.push(ChangeKind::BehaviorChanged, &item, what);
        }
        if *style != is.style {
            let what = format!("the style of {location} changed");
            changes.push(ChangeKind::BehaviorChanged, &item, what);
        }
        docs::compare(changes, &item, location, docs, &is.docs);
    }

    fn compare_presence(&self, changes: &mut Changes<'_>, location: &str, was: &Field, is: &Field) {
        let is_argument = |field: &Field| self.new.setters && field.presence.is_argument();
        let (kind, item) = if is_argument(was) == is_argument(is) {
            (ChangeKind::StructFieldTypeChanged, was.name.as_str())
        } else {
            (ChangeKind::MethodParameterCountChanged, "new")
        };
        let now = match (was.presence, is.presence) {
            _ if !is_argument(was) && is_argument(is) => "is now required",
            _ if is_argument(was) && !is_argument(is) => "is no longer required",
            (Presence::RequiredNullable, Presence::Required) => "may no longer be `null`",
            (_, Presence::Required) => "is now always present",
            (Presence::Required, Presence::RequiredInRequests | Presence::Optional) => {
                "may now be absent"
            }
            (_, Presence::RequiredNullable | Presence::Nullable) => "may now be `null`",
            (_, Presence::RequiredInRequests | Presence::Optional) => "may no longer be `null`",
        };
        changes.push(kind, &format!("{}::{item}", self.name), format!("{location} {now}"));
    }

    /// Compares the order of the required properties: the order of the arguments of `new`.
    fn compare_order(&self, changes: &mut Changes<'_>) {
        let required = |of: &Struct, other: &Struct| -> Vec<String> {
            let other = properties(other);
            let names = of.fields.iter().filter(|field| field.presence.is_argument());
            let names = names.map(|field| wire_name(of, field));
            names
                .filter(|name| other.get(name).is_some_and(|field| field.presence.is_argument()))
                .collect()
        };
        let is_made = self.old.setters && self.new.setters;
        if is_made && required(self.old, self.new) != required(self.new, self.old) {
            let location = self.context.locations.of(self.name);
            changes.push(
                ChangeKind::MethodParameterOrderChanged,
                &format!("{}::new", self.name),
                format!("{location}: the order of the required properties changed"),
            );
        }
    }

    fn compare_rest(&self, changes: &mut Changes<'_>) {
        let Self { context, name, old, new } = self;
        // Changes of a page's items are reported with the paging of the operation.
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
        let location = context.locations.of(name);
        let field = format!("{name}::extra");
        match (extra, &new.extra) {
            (None, Some(Extra { is_documented: true, .. }))
            | (Some(Extra { is_documented: false, .. }), Some(Extra { is_documented: true, .. })) =>
            {
                let what = format!("{location} can now have properties of any name (`extra`)");
                changes.push(ChangeKind::StructPubFieldAdded, &field, what);
            }
            (None, Some(_)) => {
                let what = format!("{location} now keeps undocumented properties (`extra`)");
                changes.push(ChangeKind::StructPubFieldAdded, &field, what);
            }
            (Some(Extra { is_documented: true, .. }), None) => {
                let what =
                    format!("{location} can no longer have properties of any name (`extra`)");
                changes.push(ChangeKind::StructPubFieldMissing, &field, what);
            }
            (Some(_), None) => {
                let what = format!("{location} no longer keeps undocumented properties (`extra`)");
                changes.push(ChangeKind::StructPubFieldMissing, &field, what);
            }
            (Some(was), Some(is)) if !context.types.same(&was.ty, &is.ty) => {
                let became = context.types.became(&was.ty, &is.ty);
                let what =
                    format!("{location}: the type of its other properties (`extra`) {became}");
                changes.push(ChangeKind::StructFieldTypeChanged, &field, what);
            }
            (Some(_), Some(_)) | (None, None) => {}
        }
        let made = format!("{name}::new");
        match (setters, new.setters) {
            (true, false) => {
                changes.push(
                    ChangeKind::InherentMethodMissing,
                    &made,
                    format!("{location} is no longer part of a request"),
                );
            }
            (false, true) => {
                changes.push(
                    ChangeKind::InherentMethodAdded,
                    &made,
                    format!("{location} is now part of a request"),
                );
            }
            (true, true) | (false, false) => {}
        }
        let read = format!("{name}::from_response");
        match (read_by, &new.read_by) {
            (Some(_), None) => {
                let what = format!("{location} can no longer be built from a response");
                changes.push(ChangeKind::InherentMethodMissing, &read, what);
            }
            (None, Some(_)) => {
                let what = format!("{location} can now be built from a response");
                changes.push(ChangeKind::InherentMethodAdded, &read, what);
            }
            (Some(was), Some(is)) if was != is => {
                let what = format!(
                    "{location} is now built from the response of `{is}` instead of `{was}`"
                );
                changes.push(ChangeKind::MethodParameterTypeChanged, &read, what);
            }
            (Some(_), Some(_)) | (None, None) => {}
        }
        if *encoding != new.encoding {
            let now = match new.encoding {
                Encoding::Object => "is no longer multipart",
                Encoding::Multipart => "is now multipart",
            };
            changes.push(ChangeKind::DeriveTraitImplRemoved, name, format!("{location} {now}"));
        }
    }
}

/// The change of an item that becomes deprecated, or is no longer deprecated.
pub(super) const fn deprecation(
    marked: ChangeKind,
    deprecated: bool,
) -> (ChangeKind, &'static str) {
    if deprecated {
        (marked, "is now deprecated")
    } else {
        (ChangeKind::DeprecationLifted, "is no longer deprecated")
    }
}

/// The fields by the names of their properties.
fn properties(object: &Struct) -> HashMap<String, &Field> {
    object.fields.iter().map(|field| (wire_name(object, field), field)).collect()
}
