//! The document's named schemas -> the definitions of the module `schemas`.

use super::boxing::{large, recursive};
use super::context::Context;
use super::lowering::Lowering;
use super::module::Module;
use super::type_name::TypeName;
use crate::ir::Definition;
use crate::lower::docs::code;
use crate::lower::names::{UniqueNames, reserved};
use std::collections::HashMap;

/// The definitions of the module `schemas`.
pub(crate) fn named_schemas(context: &mut Context<'_>) -> Vec<Definition> {
    let mut names = UniqueNames::new(reserved::SCHEMA_TYPES);
    for rust_name in context.schema_names.names() {
        names.take(rust_name.trim_end_matches('_'));
    }
    let mut module = Module::of_schemas(names);
    let mut places = HashMap::new();
    let document = context.document;
    for (schema_name, schema) in &document.schemas {
        let Some(rust_name) = context.schema_names.get(schema_name).map(ToOwned::to_owned) else {
            continue;
        };
        places.insert(rust_name.clone(), schema.at.clone());
        let direction = context.directions.get(schema_name);
        let mut lowering = Lowering { context, module: &mut module, direction };
        lowering.root(
            schema,
            &TypeName::fixed(&rust_name, "A value", format!("the schema {}", code(schema_name))),
        );
    }
    let mut schemas =
        recursive::box_recursive(module.into_definitions(), &places, context.diagnostics);
    large::box_large(&mut schemas, None);
    schemas
}
