//! Schemas with `oneOf`, `anyOf` or several types -> unions, or a single type if all alternatives have the same.
//!
//! First, `inheritance` replaces each base in the `hierarchy` of schemas by a union. A union has `alternatives`, each merged
//! with the keywords next to `oneOf` or `anyOf`; `all_of_unions` combines two unions. The tag, a `discriminator` or a property
//! that is a `constant`, selects the alternative. `simplify` finds alternatives with a single type. For all others, `union`
//! defines an enum with a `variant` for each alternative, and one for objects that match several (`any_of_object`). It reports
//! each `unreachable_variant`.

mod all_of_subschemas;
mod all_of_unions;
mod alternatives;
mod any_of_object;
mod common_property;
pub(crate) mod constant;
mod discriminator;
mod discriminator_values;
mod hierarchy;
pub(crate) mod inheritance;
pub(crate) mod optional_tag;
mod simplify;
mod union;
mod unreachable_variant;
mod variant;

use super::enumeration;
use super::lowering::Lowering;
use super::type_name::TypeName;
use crate::document::Schema;
use crate::ir::Type;
use alternatives::{alternatives, describes_nothing_inside};

pub(crate) use all_of_subschemas::tag_of;
pub(crate) use all_of_unions::combine;
pub(crate) use any_of_object::{all_properties, requires_in_requests};

/// The maximum number of alternatives that are merged with the keywords next to `oneOf` or `anyOf`. Nested schemas of this
/// kind multiply.
const MAX_DISTRIBUTED: usize = 1_000;

/// The type of a schema with alternatives, or `None` if they do not affect the type.
pub(crate) fn lower(
    lowering: &mut Lowering<'_, '_>,
    schema: &Schema,
    type_name: &TypeName,
) -> Option<Type> {
    let alternatives = alternatives(lowering.context, schema);
    if !describes_nothing_inside(schema) {
        lowering.context.expansion.distributed += alternatives.len();
    }
    match alternatives.as_slice() {
        [] => None,
        _ if lowering.context.expansion.distributed > MAX_DISTRIBUTED => {
            Some(lowering.untyped(
                &schema.at,
                "`oneOf` and `anyOf` in this document produce too many schemas",
            ))
        }
        [only] => Some(lowering.ty(&only.merged, type_name)),
        several => Some(
            match (
                simplify::same_scalar(lowering.context, several),
                simplify::texts(lowering.context.document, schema, several),
            ) {
                (Some(ty), _) => {
                    if several.iter().any(simplify::is_annotated_value) {
                        enumeration::report_unnamed(lowering, schema);
                    }
                    ty
                }
                (None, Some(values)) => enumeration::lower(lowering, &values, type_name),
                (None, None) => union::define(lowering, schema, several, type_name),
            },
        ),
    }
}
