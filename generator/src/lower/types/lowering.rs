//! Lowers the schemas of one module: the state, and the steps shared by all kinds of schemas.

use super::context::Context;
use super::direction::Direction;
use super::module::Module;
use super::null::is_nullable;
use super::type_name::TypeName;
use crate::diagnostic::Untyped;
use crate::document::{Schema, SchemaUse};
use crate::ir::Type;
use crate::source::Pointer;

/// The maximum depth of an unnamed type, so that signatures stay readable.
const DEEPEST: usize = 3;

/// The lowering of schemas into a module.
pub(crate) struct Lowering<'m, 'a> {
    pub(crate) context: &'m mut Context<'a>,
    pub(crate) module: &'m mut Module,
    pub(crate) direction: Direction,
}

impl Lowering<'_, '_> {
    /// Defines the type of a schema under a fixed name.
    pub(crate) fn root(&mut self, schema: &Schema, type_name: &TypeName) {
        let index = self.module.reserve();
        let ty = self.inline(schema, type_name);
        if ty != Type::Local(type_name.name.clone()) {
            let docs = type_name.docs(schema);
            self.module.alias(
                index,
                type_name.name.clone(),
                docs,
                schema.annotations.deprecated,
                ty,
            );
        }
    }

    /// The type of a use of a schema.
    pub(crate) fn ty(&mut self, schema: &SchemaUse, type_name: &TypeName) -> Type {
        match schema {
            SchemaUse::Inline(schema) => self.inline(schema, type_name),
            SchemaUse::Named { name, .. } => self.named(name, type_name),
        }
    }

    fn named(&mut self, name: &str, type_name: &TypeName) -> Type {
        if let Some(ty) = self.merge_patch(name, type_name) {
            return ty;
        }
        match self.context.schema_names.get(name, self.direction) {
            Some(rust_name) => Type::Schema(rust_name.to_owned()),
            None => Type::Value,
        }
    }

    /// The type of a named object in a JSON Merge Patch. It differs from the type of the schema, which cannot clear
    /// properties. A recursive object is replaced completely.
    fn merge_patch(&mut self, name: &str, type_name: &TypeName) -> Option<Type> {
        let patched = &self.context.expansion.patched;
        if self.direction != Direction::MergePatch || patched.iter().any(|outer| outer == name) {
            return None;
        }
        let schema = self.context.document.schemas.get(name)?;
        if schema.object.properties.is_empty() && schema.all_of.is_empty() {
            return None;
        }
        self.context.expansion.patched.push(name.to_owned());
        let ty = self.inline(schema, type_name);
        self.context.expansion.patched.pop();
        Some(ty)
    }

    /// The type of the values of a map. In a JSON Merge Patch, `null` removes an entry.
    pub(crate) fn map_value(&mut self, schema: &SchemaUse, type_name: &TypeName) -> Type {
        if self.direction != Direction::MergePatch {
            return self.item(schema, type_name);
        }
        match self.ty(schema, type_name) {
            Type::Value => Type::Value,
            ty => Type::Optional(Box::new(ty)),
        }
    }

    /// The type of the items of a list, which may be `null`.
    pub(crate) fn item(&mut self, schema: &SchemaUse, type_name: &TypeName) -> Type {
        let direction = match self.direction {
            // A list is replaced completely.
            Direction::MergePatch => Direction::Request,
            direction => direction,
        };
        let Self { context, module, .. } = self;
        let ty = Lowering { context, module, direction }.ty(schema, type_name);
        match ty {
            Type::Value => Type::Value,
            ty if is_nullable(self.context.document, schema) => Type::Optional(Box::new(ty)),
            ty => ty,
        }
    }

    /// The type of the items or values of a schema, or an alias of it if it is nested too deep.
    pub(crate) fn shallow(&mut self, schema: &Schema, ty: Type, type_name: &TypeName) -> Type {
        if depth(&ty) < DEEPEST {
            return ty;
        }
        let index = self.module.reserve();
        let name = self.name(schema, type_name);
        self.module.alias(index, name.clone(), type_name.docs(schema), false, ty);
        Type::Local(name)
    }

    /// Takes the name for the type of a schema.
    pub(crate) fn name(&mut self, schema: &Schema, type_name: &TypeName) -> String {
        if type_name.fixed {
            return type_name.name.clone();
        }
        self.module.name(
            &type_name.name,
            &schema.at,
            &mut self.context.overrides,
            self.context.diagnostics,
        )
    }

    /// Falls back to `Value`, with a warning.
    pub(crate) fn untyped(&mut self, at: &Pointer, why: &str) -> Type {
        self.context.diagnostics.untyped(
            at,
            Untyped::VALUE,
            format_args!("{why}: the value is untyped (`Value`)"),
            "build and read it with `serde_json::json!` and `serde_json::from_value`",
        );
        Type::Value
    }
}

/// The nesting depth of a type. A map counts twice, because it has two type arguments.
fn depth(ty: &Type) -> usize {
    let own = if matches!(ty, Type::Map(..)) { 2 } else { 1 };
    ty.inner().iter().map(|inner| depth(inner) + own).max().unwrap_or(0)
}
