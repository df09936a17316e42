//! In: a schema with `allOf`. Out: one schema that says what all of them say.

use super::Context;
use super::about;
use super::schema::is_nullable;
use crate::document::{Additional, Annotations, Schema, SchemaUse};
use crate::source::Pointer;
use indexmap::map::Entry;
use std::collections::HashSet;

/// Schemas that are part of each other are followed no deeper.
const DEEPEST: usize = 128;

/// What `allOf` comes to.
pub(super) enum Merged {
    /// A schema that is used elsewhere too: there was nothing to merge it with.
    Same(SchemaUse),
    /// A schema of its own.
    Schema(Box<Schema>),
}

/// Merges a schema with those that its `allOf` names. None, where they refer to each other in a circle.
pub(super) fn all_of(schema: &Schema, context: &mut Context<'_>) -> Option<Merged> {
    if let [only] = schema.all_of.as_slice()
        && says_nothing_else(schema)
    {
        return Some(Merged::Same(only.clone()));
    }
    flatten(schema, context, &mut Names::default()).map(|schema| Merged::Schema(Box::new(schema)))
}

/// Whether a schema narrows nothing beside its `allOf`.
fn says_nothing_else(schema: &Schema) -> bool {
    let Schema {
        types,
        values,
        array,
        object,
        one_of,
        any_of,
        not,
        // None of these make another type.
        at: _,
        about: _,
        nullable: _,
        format: _,
        number: _,
        string: _,
        all_of: _,
        discriminator: _,
        extensions: _,
    } = schema;
    let no_type = types.is_empty() || *types == [crate::document::Type::Object];
    no_type
        && values.is_none()
        && array.items.is_none()
        && object.properties.is_empty()
        && object.required.is_empty()
        && object.additional == Additional::Unsaid
        && one_of.is_empty()
        && any_of.is_empty()
        && not.is_none()
}

/// The named schemas that have been met on the way through an `allOf`.
#[derive(Default)]
struct Names {
    /// Those that led here.
    within: Vec<String>,
    /// Those that have been merged: to merge one again would change nothing, and could go on for ever.
    merged: HashSet<String>,
}

/// The schema with all schemas of its `allOf` merged into it.
fn flatten(schema: &Schema, context: &mut Context<'_>, names: &mut Names) -> Option<Schema> {
    let mut merged = Schema { all_of: Vec::new(), ..schema.clone() };
    for part in &schema.all_of {
        let part = match part {
            SchemaUse::Inline(part) => flatten(part, context, names)?,
            SchemaUse::Named { at, name, .. } => {
                if names.within.contains(name) {
                    context.diagnostics.warning(
                        at,
                        format_args!("the schema `{name}` is part of itself by `allOf`: it is untyped (`Value`)"),
                        "take the reference out, with an overlay where the document is not yours",
                    );
                    return None;
                }
                if !names.merged.insert(name.clone()) {
                    continue;
                }
                if names.within.len() == DEEPEST {
                    context.diagnostics.warning(
                        at,
                        format_args!("more than {DEEPEST} schemas are part of each other by `allOf`: they are untyped (`Value`)"),
                        "write the members out where they are used",
                    );
                    return None;
                }
                let named = context.document.schemas.get(name)?;
                names.within.push(name.clone());
                let part = flatten(named, context, names);
                names.within.pop();
                part?
            }
        };
        merge(&mut merged, part, context);
    }
    Some(merged)
}

/// Adds what another schema says; where both say something else, the first is kept and a warning given.
fn merge(merged: &mut Schema, part: Schema, context: &mut Context<'_>) {
    let Schema {
        at,
        about: said,
        types,
        nullable,
        values,
        format,
        number,
        string,
        array,
        object,
        all_of: _,
        one_of,
        any_of,
        not,
        discriminator,
        // They belong to the part, not to the whole.
        extensions: _,
    } = part;
    let mut conflict = |what: &str| warn(context, &at, what);
    if merged.types.is_empty() {
        merged.types = types;
    } else if !types.is_empty() {
        let both: Vec<_> = merged.types.iter().copied().filter(|ty| types.contains(ty)).collect();
        if both.is_empty() {
            conflict("another type");
        } else {
            merged.types = both;
        }
    }
    // `null` must be allowed by all.
    merged.nullable &= nullable;
    merge_option(&mut merged.values, values, || conflict("another list of values"));
    merge_option(&mut merged.format, format, || conflict("another format"));
    merge_option(&mut merged.array.items, array.items, || conflict("other elements"));
    merge_option(&mut merged.not, not, || conflict("another `not`"));
    merge_option(&mut merged.discriminator, discriminator, || ());
    // Of two limits the first is documented: the server knows both.
    merge_option(&mut merged.number.minimum, number.minimum, || ());
    merge_option(&mut merged.number.maximum, number.maximum, || ());
    merge_option(&mut merged.string.min_length, string.min_length, || ());
    merge_option(&mut merged.string.max_length, string.max_length, || ());
    merge_option(&mut merged.string.pattern, string.pattern, || ());
    for (own, other) in [(&mut merged.one_of, one_of), (&mut merged.any_of, any_of)] {
        if own.is_empty() {
            *own = other;
        } else if !other.is_empty() && *own != other {
            conflict("other alternatives");
        }
    }
    for (name, member) in object.properties {
        match merged.object.properties.entry(name) {
            Entry::Vacant(entry) => {
                entry.insert(member);
            }
            Entry::Occupied(mut entry) => {
                if *entry.get() != member {
                    let mut said = about::of(entry.get()).clone();
                    add_said(&mut said, about::of(&member).clone());
                    let both = Schema {
                        at: about::place(entry.get()).clone(),
                        about: said,
                        nullable: [entry.get(), &member]
                            .iter()
                            .all(|part| is_nullable(context.document, part)),
                        all_of: vec![entry.get().clone(), member],
                        ..Schema::default()
                    };
                    entry.insert(SchemaUse::Inline(Box::new(both)));
                }
            }
        }
    }
    merged.object.required.extend(object.required);
    if merged.object.additional == Additional::Unsaid {
        merged.object.additional = object.additional;
    }
    add_said(&mut merged.about, said);
}

/// Adds what is said of another schema.
fn add_said(own: &mut Annotations, said: Annotations) {
    own.description = own.description.take().or(said.description);
    own.title = own.title.take().or(said.title);
    own.default = own.default.take().or(said.default);
    own.read_only |= said.read_only;
    own.write_only |= said.write_only;
    own.deprecated |= said.deprecated;
}

fn merge_option<T: PartialEq>(own: &mut Option<T>, other: Option<T>, conflict: impl FnOnce()) {
    match (&own, other) {
        (_, None) => {}
        (None, other) => *own = other,
        (Some(own), Some(other)) => {
            if *own != other {
                conflict();
            }
        }
    }
}

fn warn(context: &mut Context<'_>, at: &Pointer, what: &str) {
    context.diagnostics.warning(
        at,
        format_args!(
            "this part of an `allOf` asks for {what} than the parts before it: those are taken"
        ),
        "make the parts agree, with an overlay where the document is not yours",
    );
}
