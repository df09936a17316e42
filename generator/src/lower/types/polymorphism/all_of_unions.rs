//! Two unions in an intersection -> one union of the combinations of their alternatives.

use super::{all_of_subschemas, constant, variant};
use crate::document::{Document, Schema, SchemaUse};
use crate::lower::types::all_of::narrow;
use crate::lower::types::context::Context;
use crate::lower::types::null::is_null;
use serde_json::Value;

/// The maximum number of combinations.
const MAX_COMBINATIONS: usize = 16;

/// The combinations of the alternatives of two unions, or `None` if there are too many or all are contradictory.
pub(crate) fn combine(
    context: &Context<'_>,
    one: &[SchemaUse],
    other: &[SchemaUse],
) -> Option<Vec<SchemaUse>> {
    let real = |used: &&SchemaUse| !is_null(context.document, used);
    let [one, other] = [one, other].map(|list| list.iter().filter(real).collect::<Vec<_>>());
    if one.len().saturating_mul(other.len()) > MAX_COMBINATIONS {
        return None;
    }
    let pairs = one.iter().flat_map(|one| other.iter().map(move |other| (*one, *other)));
    let pairs = pairs.filter(|(one, other)| may_both_hold(context.document, one, other));
    let combined: Vec<_> = pairs.map(|(one, other)| combination(context, one, other)).collect();
    (!combined.is_empty()).then_some(combined)
}

/// Whether two schemas have a common type and no conflicting constants.
fn may_both_hold(document: &Document, one: &SchemaUse, other: &SchemaUse) -> bool {
    let (Some(one), Some(other)) =
        (all_of_subschemas::used(document, one), all_of_subschemas::used(document, other))
    else {
        return false;
    };
    let [types, other_types] = [one, other].map(|schema| {
        let parts = all_of_subschemas::of(document, schema).into_iter();
        parts.flat_map(|part| part.types.clone()).collect::<Vec<_>>()
    });
    let [constants, other_constants] =
        [one, other].map(|schema| constant::of_object(document, schema));
    let agree =
        |(name, value): (&&str, &&Value)| constants.get(*name).is_none_or(|known| known == value);
    (types.is_empty() || other_types.is_empty() || !narrow::types(&types, &other_types).is_empty())
        && other_constants.iter().all(agree)
}

/// The intersection of two schemas.
fn combination(context: &Context<'_>, one: &SchemaUse, other: &SchemaUse) -> SchemaUse {
    let mut schema = Schema {
        at: other.at().clone(),
        all_of: vec![one.clone(), other.clone()],
        ..Schema::default()
    };
    let names = [one, other].map(|used| name(context, used));
    let [first, second] = &names;
    schema.annotations.title = Some(if first == second { first.clone() } else { names.join(" ") });
    SchemaUse::Inline(Box::new(schema))
}

/// The name of an alternative in a combination: its own, or that of a distinguishing property.
fn name(context: &Context<'_>, used: &SchemaUse) -> String {
    let document = context.document;
    let constant = all_of_subschemas::used(document, used).and_then(|schema| {
        constant::of_object(document, schema).first().map(|(_, value)| constant::text(value))
    });
    match used {
        SchemaUse::Inline(schema) if schema.annotations.title.is_none() => constant
            .or_else(|| schema.object.required.first().cloned())
            .or_else(|| schema.object.properties.keys().next().cloned())
            .unwrap_or_else(|| variant::name(context, used, &[])),
        SchemaUse::Inline(_) | SchemaUse::Named { .. } => variant::name(context, used, &[]),
    }
}
