//! Array schemas -> lists and tuples.

use super::lowering::Lowering;
use super::tuple;
use super::type_name::TypeName;
use crate::document::Schema;
use crate::ir::Type;

/// The type of an array.
pub(super) fn lower(
    lowering: &mut Lowering<'_, '_>,
    schema: &Schema,
    type_name: &TypeName,
) -> Type {
    if !schema.array.tuple.is_empty() {
        return tuple::lower(lowering, schema, type_name);
    }
    let item = match &schema.array.items {
        Some(items) => {
            let type_name = type_name.item();
            let ty = lowering.item(items, &type_name);
            lowering.shallow(schema, ty, &type_name)
        }
        None => Type::Value,
    };
    Type::List(Box::new(item))
}
