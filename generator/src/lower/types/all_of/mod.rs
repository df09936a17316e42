//! A schema with `allOf` -> one merged schema.

pub(crate) mod intersection;
pub(crate) mod narrow;

use super::context::Context;
use super::polymorphism::{self, inheritance};
use super::same_shape::{same_shape, same_shapes};
use crate::diagnostic::Untyped;
use crate::document::{Additional, ArrayRules, ObjectRules, Schema, SchemaUse, StringRules};
use crate::source::Pointer;
use indexmap::map::Entry;
use intersection::add_annotations;
use std::collections::{BTreeSet, HashSet};
use std::mem;

/// The maximum depth of schemas that include each other.
pub(crate) const DEEPEST: usize = 128;

/// The maximum number of schemas that are merged inside merged schemas. Schemas that contain the next one twice multiply.
pub(crate) const MOST_WITHIN: usize = 10_000;

/// The result of merging an `allOf`.
pub(crate) enum Merged {
    /// An existing schema, because there is nothing to merge it with.
    Same(SchemaUse),
    /// A new schema, and the locations of its parts.
    Schema(Box<Schema>, BTreeSet<Pointer>),
}

/// Merges a schema with the parts of its `allOf`. Returns `None` if they refer to each other in a cycle.
pub(crate) fn merge(schema: &Schema, context: &mut Context<'_>) -> Option<Merged> {
    if let [only] = schema.all_of.as_slice()
        && is_unconstrained(schema)
    {
        return Some(Merged::Same(only.clone()));
    }
    let mut visited = Visited::default();
    let merged = flatten(schema, context, &mut visited)?;
    Some(Merged::Schema(Box::new(merged), visited.parts))
}

/// Whether a schema has no constraints besides its `allOf`.
fn is_unconstrained(schema: &Schema) -> bool {
    let Schema {
        types,
        values,
        array,
        object,
        one_of,
        any_of,
        not,
        // These do not change the type.
        at: _,
        annotations: _,
        nullable: _,
        format: _,
        number: _,
        string: _,
        all_of: _,
        discriminator: _,
        value_annotations: _,
        extensions: _,
    } = schema;
    let no_type = types.is_empty() || *types == [crate::document::Type::Object];
    no_type
        && values.is_none()
        && array.items.is_none()
        && object.properties.is_empty()
        && object.required.is_empty()
        && object.additional == Additional::Unspecified
        && one_of.is_empty()
        && any_of.is_empty()
        && not.is_none()
}

/// The named schemas visited during a merge.
#[derive(Default)]
struct Visited {
    /// The enclosing schemas.
    within: Vec<String>,
    /// The merged schemas. Merging one again has no effect and may not terminate.
    merged: HashSet<String>,
    /// The properties whose tag is known. The tag of a schema replaces those of the schemas that it extends.
    tags: HashSet<String>,
    /// The locations of the parts with constraints.
    parts: BTreeSet<Pointer>,
}

/// Merges all parts of the `allOf` into the schema.
fn flatten(schema: &Schema, context: &mut Context<'_>, visited: &mut Visited) -> Option<Schema> {
    let mut merged = Schema { all_of: Vec::new(), ..schema.clone() };
    if !is_unconstrained(schema) {
        visited.parts.insert(schema.at.clone());
    }
    let mut is_of_base = false;
    for part in &schema.all_of {
        let part = match part {
            SchemaUse::Inline(part) => {
                let tag = polymorphism::tag_of(part);
                if tag.is_some_and(|property| !visited.tags.insert(property.to_owned())) {
                    continue;
                }
                flatten(part, context, visited)?
            }
            SchemaUse::Named { at, name, .. } => {
                let base = name;
                let name = inheritance::as_part(context.document, base);
                is_of_base |= name != Some(base);
                let Some(name) = name else { continue };
                if visited.within.iter().any(|within| within == name) {
                    context.diagnostics.untyped(
                        at,
                        Untyped::VALUE,
                        format_args!("the schema `{name}` includes itself by `allOf`: it is untyped (`Value`)"),
                        "remove the reference, for example with an overlay",
                    );
                    return None;
                }
                if !visited.merged.insert(name.to_owned()) {
                    continue;
                }
                if visited.within.len() == DEEPEST {
                    context.diagnostics.untyped(
                        at,
                        Untyped::VALUE,
                        format_args!("more than {DEEPEST} schemas include each other by `allOf`: they are untyped (`Value`)"),
                        "write the properties out where they are used",
                    );
                    return None;
                }
                let named = context.document.schemas.get(name)?;
                visited.within.push(name.to_owned());
                let part = flatten(named, context, visited);
                visited.within.pop();
                part?
            }
        };
        merge_part(&mut merged, part, context);
    }
    if is_of_base && merged.object.additional == Additional::Unspecified {
        // The value may be any descendant, with additional properties.
        merged.object.additional = Additional::Any;
    }
    Some(merged)
}

/// Merges another schema. In a conflict, keeps the first value and reports a warning.
fn merge_part(merged: &mut Schema, part: Schema, context: &mut Context<'_>) {
    let Schema {
        at,
        annotations: said,
        types,
        nullable,
        values,
        value_annotations,
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
        // Extensions belong to the part, not to the merged schema.
        extensions: _,
    } = part;
    let mut conflict = |what: &str| warn(context, &at, what);
    if merged.types.is_empty() {
        merged.types = types;
    } else if !types.is_empty() {
        match narrow::types(&merged.types, &types) {
            both if both.is_empty() => conflict("another type"),
            both => merged.types = both,
        }
    }
    // All parts must allow `null`.
    merged.nullable &= nullable;
    if let Some(other) = values {
        match &merged.values {
            None => merged.values = Some(other),
            Some(own) => match narrow::values(own, &other) {
                Some(both) => merged.values = Some(both),
                None => conflict("other values"),
            },
        }
    }
    merged.value_annotations.extend(value_annotations);
    merge_option(&mut merged.format, format, || conflict("another format"));
    match narrow::numbers(&merged.number, number) {
        Some(both) => merged.number = both,
        None => conflict("other limits"),
    }
    let StringRules { min_length, max_length, pattern } = string;
    narrow_counts(
        [&mut merged.string.min_length, &mut merged.string.max_length],
        (min_length, max_length),
        || conflict("other limits"),
    );
    // Only the first pattern is documented. The server checks both.
    merge_option(&mut merged.string.pattern, pattern, || ());
    let ArrayRules { items, tuple, min_items, max_items, unique_items } = array;
    narrow_counts(
        [&mut merged.array.min_items, &mut merged.array.max_items],
        (min_items, max_items),
        || conflict("other limits"),
    );
    merged.array.unique_items |= unique_items;
    if let Some(other) = not {
        match &merged.not {
            Some(own) if !same_shape(own, &other) => conflict("another `not`"),
            _ => merged.not = Some(other),
        }
    }
    merge_option(&mut merged.discriminator, discriminator, || conflict("another discriminator"));
    let ObjectRules { properties, required, additional, min_properties, max_properties } = object;
    narrow_counts(
        [&mut merged.object.min_properties, &mut merged.object.max_properties],
        (min_properties, max_properties),
        || conflict("other limits"),
    );
    merge_union(&mut merged.one_of, one_of, &mut merged.object, &at, context);
    merge_union(&mut merged.any_of, any_of, &mut merged.object, &at, context);
    for (name, member) in properties {
        match merged.object.properties.entry(name) {
            Entry::Vacant(entry) => {
                entry.insert(member);
            }
            Entry::Occupied(mut entry) => {
                let both = intersection::of(context.document, entry.get(), member);
                entry.insert(both);
            }
        }
    }
    if let Some(other) = items {
        // The items of the intersection of two tuples form a list, not a tuple.
        (merged.array.items, merged.array.tuple) = match &merged.array.items {
            Some(own) => (Some(intersection::of(context.document, own, other)), Vec::new()),
            None => (Some(other), tuple),
        };
    }
    merged.object.required.extend(required);
    merged.object.additional = match (mem::take(&mut merged.object.additional), additional) {
        (Additional::Schema(own), Additional::Schema(other)) => {
            Additional::Schema(intersection::of(context.document, &own, other))
        }
        (schema @ Additional::Schema(_), _) | (_, schema @ Additional::Schema(_)) => schema,
        // If each part forbids the properties of the others, that is rarely intended.
        (Additional::Any, _) | (_, Additional::Any) => Additional::Any,
        (Additional::Forbidden, _) | (_, Additional::Forbidden) => Additional::Forbidden,
        (Additional::Unspecified, Additional::Unspecified) => Additional::Unspecified,
    };
    add_annotations(&mut merged.annotations, said);
}

/// Merges another union: the combinations of both, or the properties of the other's alternatives if there are too many
/// combinations.
fn merge_union(
    own: &mut Vec<SchemaUse>,
    other: Vec<SchemaUse>,
    object: &mut ObjectRules,
    at: &Pointer,
    context: &mut Context<'_>,
) {
    if own.is_empty() {
        *own = other;
    } else if !other.is_empty() && !same_shapes(own, &other) {
        if let Some(combined) = polymorphism::combine(context, own, &other) {
            *own = combined;
        } else if let Some(flat) = polymorphism::all_properties(context.document, other.iter()) {
            context.diagnostics.warning(
                at,
                "the alternatives of this part of an `allOf` are not combined with those of the parts before it: all of their properties are optional",
                "list the combinations that occur in one `oneOf`, with an overlay where the document is not yours",
            );
            for (name, property) in flat.properties {
                let known = object.properties.entry(name).or_insert_with(|| property.clone());
                if !same_shape(known, &property) {
                    warn(context, at, "other alternatives");
                }
            }
        } else {
            warn(context, at, "other alternatives");
        }
    }
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

/// Narrows a range of counts.
fn narrow_counts(own: [&mut Option<u64>; 2], other: narrow::Range, conflict: impl FnOnce()) {
    let [least, most] = own;
    match narrow::counts((*least, *most), other) {
        Some(both) => (*least, *most) = both,
        None => conflict(),
    }
}

fn warn(context: &mut Context<'_>, at: &Pointer, what: &str) {
    context.diagnostics.warning(
        at,
        format_args!("this schema has {what} than those it is merged with, which are used"),
        "make the schemas agree, for example with an overlay",
    );
}
