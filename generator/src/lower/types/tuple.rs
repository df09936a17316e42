//! Schemas of tuples -> named tuple types.

use super::lowering::Lowering;
use super::type_name::TypeName;
use crate::document::{Schema, SchemaUse};
use crate::ir::Type;
use std::slice;

/// The names of positions, for the names of their types.
const ORDINALS: [&str; 8] =
    ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth"];

/// The type of a tuple.
pub(crate) fn lower(
    lowering: &mut Lowering<'_, '_>,
    schema: &Schema,
    type_name: &TypeName,
) -> Type {
    let index = lowering.module.reserve();
    let name = lowering.name(schema, type_name);
    let elements = match &schema.array.items {
        Some(SchemaUse::Inline(items)) if !items.any_of.is_empty() => items.any_of.as_slice(),
        items => items.as_ref().map_or(&[][..], slice::from_ref),
    };
    let places = schema.array.tuple.iter().zip(ORDINALS).map(|(element, ordinal)| {
        let type_name = type_name.tuple_item(&name, ordinal);
        elements.get(*element).map_or(Type::Value, |element| lowering.item(element, &type_name))
    });
    let target = Type::Tuple(places.collect());
    let docs = type_name.docs(schema);
    lowering.module.alias(index, name.clone(), docs, schema.annotations.deprecated, target);
    Type::Local(name)
}
