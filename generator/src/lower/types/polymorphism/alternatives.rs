//! `oneOf`, `anyOf` or several types -> the alternatives, each merged with the other keywords of the schema.

use super::all_of_unions;
use crate::document::{Additional, ObjectRules, Schema, SchemaUse, Type as JsonType};
use crate::lower::types::context::Context;
use crate::lower::types::null::is_null;
use std::borrow::Cow;

/// An alternative of a schema.
#[derive(Clone)]
pub(super) struct Alternative<'s> {
    /// The listed schema, which determines its name and tags.
    pub(super) listed: Cow<'s, SchemaUse>,
    /// The listed schema, merged with the keywords next to `oneOf` or `anyOf`.
    pub(super) merged: Cow<'s, SchemaUse>,
}

impl<'s> Alternative<'s> {
    fn plain(used: Cow<'s, SchemaUse>) -> Self {
        Self { listed: used.clone(), merged: used }
    }
}

/// The alternatives of a schema without `null`. For a schema with `oneOf` and `anyOf`, the combinations of both.
pub(super) fn alternatives<'s>(
    context: &mut Context<'_>,
    schema: &'s Schema,
) -> Vec<Alternative<'s>> {
    let lists = [("oneOf", &schema.one_of), ("anyOf", &schema.any_of)].into_iter();
    let mut lists = lists.filter_map(|(keyword, list)| {
        if !list.iter().all(only_narrows) {
            return Some(list);
        }
        if !list.is_empty() {
            context.diagnostics.warning(
                &schema.at.child(keyword),
                format_args!(
                    "`{keyword}` is not checked: its alternatives only list required properties"
                ),
                "no action is needed: the server rejects invalid values",
            );
        }
        None
    });
    let (first, second) = (lists.next(), lists.next());
    drop(lists);
    let listed: Vec<Cow<'_, SchemaUse>> = match (first, second) {
        (None, _) if schema.one_of.is_empty() && schema.any_of.is_empty() => {
            return by_type(schema).into_iter().map(Alternative::plain).collect();
        }
        (None, _) => return Vec::new(),
        (Some(one), None) => one.iter().map(Cow::Borrowed).collect(),
        (Some(one), Some(other)) => match all_of_unions::combine(context, one, other) {
            Some(combined) => combined.into_iter().map(Cow::Owned).collect(),
            None => {
                context.diagnostics.warning(
                    &schema.at,
                    "`oneOf` and `anyOf` have too many combinations: the alternatives of `anyOf` are ignored",
                    "keep one of the two, for example with an overlay",
                );
                one.iter().map(Cow::Borrowed).collect()
            }
        },
    };
    let common = Schema {
        one_of: Vec::new(),
        any_of: Vec::new(),
        discriminator: None,
        nullable: false,
        ..schema.clone()
    };
    let real = listed.into_iter().filter(|used| !is_null(context.document, used));
    if describes_nothing_inside(&common) {
        return real.map(|used| Alternative::plain(with_types(used, &common.types))).collect();
    }
    real.map(|listed| {
        let merged = Cow::Owned(SchemaUse::Inline(Box::new(Schema {
            at: listed.at().clone(),
            annotations: listed.annotations().clone(),
            all_of: vec![SchemaUse::Inline(Box::new(common.clone())), listed.as_ref().clone()],
            ..Schema::default()
        })));
        Alternative { listed, merged }
    })
    .collect()
}

/// Adds the types of the schema to an alternative without types.
fn with_types<'s>(used: Cow<'s, SchemaUse>, types: &[JsonType]) -> Cow<'s, SchemaUse> {
    match used.as_ref() {
        SchemaUse::Inline(schema) if schema.types.is_empty() && !types.is_empty() => {
            let schema = Schema { types: types.to_vec(), ..(**schema).clone() };
            Cow::Owned(SchemaUse::Inline(Box::new(schema)))
        }
        SchemaUse::Inline(_) | SchemaUse::Named { .. } => used,
    }
}

/// Splits a schema of several types into one schema for each.
fn by_type(schema: &Schema) -> Vec<Cow<'_, SchemaUse>> {
    if schema.types.len() < 2 || schema.values.is_some() {
        return Vec::new();
    }
    let of_type = |ty: &JsonType| {
        Cow::Owned(SchemaUse::Inline(Box::new(Schema {
            types: vec![*ty],
            nullable: false,
            ..schema.clone()
        })))
    };
    schema.types.iter().map(of_type).collect()
}

/// Whether an alternative only restricts values and does not describe their types, such as one that only has `required`.
fn only_narrows(schema: &SchemaUse) -> bool {
    let SchemaUse::Inline(schema) = schema else { return false };
    let said = Schema {
        at: Default::default(),
        annotations: Default::default(),
        not: None,
        object: ObjectRules { required: Default::default(), ..schema.object.clone() },
        types: schema.types.iter().copied().filter(|ty| *ty != JsonType::Object).collect(),
        ..(**schema).clone()
    };
    said == Schema::default()
}

/// Whether a schema describes neither properties nor items, so its alternatives are complete.
pub(super) fn describes_nothing_inside(schema: &Schema) -> bool {
    schema.array.items.is_none()
        && schema.object.properties.is_empty()
        && schema.object.required.is_empty()
        && schema.object.additional == Additional::Unspecified
}
