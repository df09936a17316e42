//! In: schemas of lists whose places hold different things. Out: tuples, each under a name of its own.

use super::schema::Lowering;
use super::wanted::Wanted;
use crate::document::{Schema, SchemaUse};
use crate::ir::Type;
use std::slice;

/// What places are called in the names of their types.
const ORDINALS: [&str; 8] =
    ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth"];

/// The type of a tuple.
pub(super) fn lower(lowering: &mut Lowering<'_, '_>, schema: &Schema, wanted: &Wanted) -> Type {
    let slot = lowering.module.slot();
    let name = lowering.name(schema, wanted);
    let elements = match &schema.array.items {
        Some(SchemaUse::Inline(items)) if !items.any_of.is_empty() => items.any_of.as_slice(),
        items => items.as_ref().map_or(&[][..], slice::from_ref),
    };
    let places = schema.array.tuple.iter().zip(ORDINALS).map(|(element, ordinal)| {
        let wanted = wanted.place(&name, ordinal);
        elements.get(*element).map_or(Type::Value, |element| lowering.element(element, &wanted))
    });
    let target = Type::Tuple(places.collect());
    let docs = wanted.docs(schema);
    lowering.module.alias(slot, name.clone(), docs, schema.annotations.deprecated, target);
    Type::Local(name)
}
