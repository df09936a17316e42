//! The variants of a union of objects without a tag that no value is decoded as, because one that is tried before keeps the
//! same values.

use super::alternatives::Alternative;
use super::any_of_object::object;
use super::constant;
use crate::document::{Additional, Document, ObjectRules};
use crate::lower::types::same_shape::same_shape;

/// For each alternative, the index of the one that its values are decoded as instead.
pub(super) fn decoded_as(
    document: &Document,
    alternatives: &[Alternative<'_>],
) -> Vec<Option<usize>> {
    let objects: Vec<Option<ObjectRules>> =
        alternatives.iter().map(|alternative| object(document, &alternative.merged)).collect();
    let first_of = |index: usize| {
        let own = objects.get(index)?.as_ref()?;
        let mut before = objects.iter().take(index);
        before.position(|other| {
            other.as_ref().is_some_and(|other| keeps_values_of(document, other, own))
        })
    };
    (0..alternatives.len()).map(first_of).collect()
}

/// Whether several alternatives are objects.
pub(super) fn has_objects(document: &Document, alternatives: &[Alternative<'_>]) -> bool {
    let is_object =
        |alternative: &&Alternative<'_>| object(document, &alternative.merged).is_some();
    alternatives.iter().filter(is_object).nth(1).is_some()
}

/// Whether each value of an object fits another one, which has all its properties.
fn keeps_values_of(document: &Document, other: &ObjectRules, own: &ObjectRules) -> bool {
    let has = |(name, property)| {
        other.properties.get(name).is_some_and(|known| same_shape(known, property))
    };
    // The absence of a constant speaks against an object.
    let mut more = other.properties.iter().filter(|(name, _)| !own.properties.contains_key(*name));
    other.required.iter().all(|name| own.required.contains(name))
        && own.properties.iter().all(has)
        && more.all(|(_, property)| constant::of_property(document, property).is_none())
        && (other.additional != Additional::Forbidden || own.additional == Additional::Forbidden)
}
