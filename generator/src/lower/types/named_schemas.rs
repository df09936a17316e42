//! The named schemas of the document -> the definitions of the module `schemas`.

use super::boxing::{large, recursive};
use super::context::Context;
use super::direction::Direction;
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
        let directions: &[Direction] = match context.directions.is_split(schema_name) {
            true => &[Direction::Response, Direction::Request],
            false => &[context.directions.get(schema_name)],
        };
        for &direction in directions {
            let names = context.schema_names;
            let Some(rust_name) = names.get(schema_name, direction) else { continue };
            places.insert(rust_name.to_owned(), schema.at.clone());
            let owner = format!("the schema {}", code(schema_name));
            let type_name = TypeName::fixed(rust_name, "A value", owner);
            Lowering { context, module: &mut module, direction }.root(schema, &type_name);
        }
    }
    for (response, request) in context.schema_names.split() {
        if let Some(definition) = module.definition_mut(request) {
            definition.docs.paragraph(format!("[`{response}`] as requests send it."));
        }
    }
    let mut schemas =
        recursive::box_recursive(module.into_definitions(), &places, context.diagnostics);
    large::box_large(&mut schemas, None);
    schemas
}
