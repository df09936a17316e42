//! Compares schemas without their documentation and location.

use crate::document::{Additional, SchemaUse};

/// Whether two schemas are equal, except for documentation and location.
pub(crate) fn same_shape(one: &SchemaUse, other: &SchemaUse) -> bool {
    match (one, other) {
        (SchemaUse::Named { name: one, .. }, SchemaUse::Named { name: other, .. }) => one == other,
        (SchemaUse::Inline(one), SchemaUse::Inline(other)) => {
            let same_option = |one: &Option<SchemaUse>, other: &Option<SchemaUse>| {
                same_shapes(one.as_slice(), other.as_slice())
            };
            one.types == other.types
                && one.nullable == other.nullable
                && one.values == other.values
                && one.format == other.format
                && one.object.required == other.object.required
                && one.object.properties.keys().eq(other.object.properties.keys())
                && one
                    .object
                    .properties
                    .values()
                    .zip(other.object.properties.values())
                    .all(|(one, other)| same_shape(one, other))
                && match (&one.object.additional, &other.object.additional) {
                    (Additional::Schema(one), Additional::Schema(other)) => same_shape(one, other),
                    (one, other) => one == other,
                }
                && same_option(&one.array.items, &other.array.items)
                && one.array.tuple == other.array.tuple
                && same_shapes(&one.all_of, &other.all_of)
                && same_shapes(&one.one_of, &other.one_of)
                && same_shapes(&one.any_of, &other.any_of)
                && same_option(&one.not, &other.not)
        }
        (SchemaUse::Named { .. }, SchemaUse::Inline(_))
        | (SchemaUse::Inline(_), SchemaUse::Named { .. }) => false,
    }
}

/// Whether two lists of schemas are equal, except for documentation and location.
pub(crate) fn same_shapes(one: &[SchemaUse], other: &[SchemaUse]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same_shape(one, other))
}
