//! Array schemas -> lists and tuples.

use super::lowering::Lowering;
use super::tuple;
use super::type_name::TypeName;
use crate::document::Schema;
use crate::ir::Type;

/// The maximum depth of an unnamed type, so that signatures stay readable.
const DEEPEST: usize = 3;

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
            shallow(lowering, schema, ty, &type_name)
        }
        None => Type::Value,
    };
    Type::List(Box::new(item))
}

/// The type, or an alias of it if it is nested too deep.
fn shallow(
    lowering: &mut Lowering<'_, '_>,
    schema: &Schema,
    ty: Type,
    type_name: &TypeName,
) -> Type {
    if depth(&ty) < DEEPEST {
        return ty;
    }
    let index = lowering.module.reserve();
    let name = lowering.name(schema, type_name);
    lowering.module.alias(index, name.clone(), type_name.docs(schema), false, ty);
    Type::Local(name)
}

/// The nesting depth of a type.
fn depth(ty: &Type) -> usize {
    ty.inner().iter().map(|inner| depth(inner) + 1).max().unwrap_or(0)
}
