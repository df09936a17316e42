//! In: schemas, and the path of names that leads to each. Out: types, and their definitions in a [`Module`].

use super::docs::code;
use super::given::GivenNames;
use super::module::Module;
use super::name::{self, Names};
use super::role::Role;
use super::wanted::Wanted;
use super::{Context, enumeration, merge, object, recursion, reserved, size, tuple, union};
use crate::diagnostic::Diagnostics;
use crate::document::{Document, Schema, SchemaUse, Type as JsonType};
use crate::ir::{Definition, Kind, Type};
use crate::profile::Profile;
use crate::source::Pointer;
use indexmap::IndexMap;
use std::collections::HashMap;

/// The Rust names of the document's named schemas.
#[derive(Clone, Debug, Default)]
pub(super) struct SchemaNames(IndexMap<String, String>);

impl SchemaNames {
    /// Names all schemas before any is lowered: a nested type never takes the name of a named one.
    pub(super) fn of(
        document: &Document,
        given: &mut GivenNames<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut names = Names::new(reserved::OPERATION_TYPES);
        let mut all = IndexMap::new();
        for (schema_name, schema) in &document.schemas {
            let given = given.of_type(&schema.at).map(str::to_owned);
            let wanted = given.unwrap_or_else(|| name::upper_camel(schema_name));
            let (taken, numbered) = names.take(&wanted);
            if numbered {
                diagnostics.warning(
                    &schema.at,
                    format_args!(
                        "another schema is called `{wanted}` too: this one is called `{taken}`"
                    ),
                    "rename one of the schemas, with an overlay where the document is not yours",
                );
            }
            all.insert(schema_name.clone(), taken);
        }
        Self(all)
    }

    /// The type of a named schema.
    pub(super) fn get(&self, schema: &str) -> Option<&str> {
        self.0.get(schema).map(String::as_str)
    }
}

/// The definitions of the module `schemas`.
pub(super) fn named_schemas(context: &mut Context<'_>) -> Vec<Definition> {
    let mut names = Names::new(reserved::OPERATION_TYPES);
    for rust_name in context.schema_names.0.values() {
        names.take(rust_name.trim_end_matches('_'));
    }
    let mut module = Module::new(names);
    let mut places = HashMap::new();
    let document = context.document;
    for (schema_name, schema) in &document.schemas {
        let Some(rust_name) = context.schema_names.get(schema_name).map(ToOwned::to_owned) else {
            continue;
        };
        places.insert(rust_name.clone(), schema.at.clone());
        let role = context.roles.get(schema_name);
        let mut lowering = Lowering { context, module: &mut module, role };
        lowering.root(
            schema,
            &Wanted::own(&rust_name, "A value", format!("the schema {}", code(schema_name))),
        );
    }
    let mut schemas = recursion::resolve(module.into_definitions(), &places, context.diagnostics);
    size::box_large(&mut schemas, None);
    schemas
}

/// The lowering of schemas into a module.
pub(super) struct Lowering<'m, 'a> {
    pub(super) context: &'m mut Context<'a>,
    pub(super) module: &'m mut Module,
    pub(super) role: Role,
}

impl Lowering<'_, '_> {
    /// Defines the type of a schema under a name that is its own already.
    pub(super) fn root(&mut self, schema: &Schema, wanted: &Wanted) {
        let slot = self.module.slot();
        let ty = self.inline(schema, wanted);
        if ty != Type::Local(wanted.name.clone()) {
            let docs = wanted.docs(schema);
            self.module.alias(slot, wanted.name.clone(), docs, schema.annotations.deprecated, ty);
        }
    }

    /// The type of a schema where it is used.
    pub(super) fn ty(&mut self, schema: &SchemaUse, wanted: &Wanted) -> Type {
        match schema {
            SchemaUse::Inline(schema) => self.inline(schema, wanted),
            SchemaUse::Named { name, .. } => match self.context.schema_names.get(name) {
                Some(rust_name) => Type::Schema(rust_name.to_owned()),
                None => Type::Value,
            },
        }
    }

    /// Takes the name for the type of a schema.
    pub(super) fn name(&mut self, schema: &Schema, wanted: &Wanted) -> String {
        if wanted.own {
            return wanted.name.clone();
        }
        self.module.name(
            &wanted.name,
            &schema.at,
            &mut self.context.given,
            self.context.diagnostics,
        )
    }

    /// The type of a schema that is written out.
    pub(super) fn inline(&mut self, schema: &Schema, wanted: &Wanted) -> Type {
        if !schema.all_of.is_empty() {
            return match merge::all_of(schema, self.context) {
                Some(merge::Merged::Same(schema)) => self.ty(&schema, wanted),
                Some(merge::Merged::Schema(schema, parts)) => self.merged(&schema, parts, wanted),
                None => Type::Value,
            };
        }
        if schema.not.is_some() {
            self.context.diagnostics.warning(
                &schema.at,
                "what `not` forbids is not checked",
                "nothing needs to be done: the server refuses what it does not allow",
            );
        }
        if let Some(ty) = union::lower(self, schema, wanted) {
            return ty;
        }
        match (&schema.values, single_type(schema)) {
            (Some(values), _) => enumeration::lower(self, schema, values, wanted),
            (None, Some(ty)) => self.typed(schema, ty, wanted),
            (None, None) => Type::Value,
        }
    }

    /// The type of a schema that was merged of some: those may hold each other, and be merged inside without end.
    fn merged(&mut self, schema: &Schema, parts: merge::Parts, wanted: &Wanted) -> Type {
        let merging = &mut self.context.merging;
        self.context.merged_within += usize::from(!merging.is_empty());
        if self.context.merged_within > merge::MOST_WITHIN {
            return self
                .untyped(&schema.at, "what is merged by `allOf` in this document multiplies");
        }
        if merging.contains(&parts) || merging.len() == merge::DEEPEST {
            return self.untyped(&schema.at, "what is merged here by `allOf` holds the same again");
        }
        merging.push(parts);
        let ty = self.inline(schema, wanted);
        self.context.merging.pop();
        ty
    }

    fn typed(&mut self, schema: &Schema, ty: JsonType, wanted: &Wanted) -> Type {
        match ty {
            JsonType::Boolean => Type::Bool,
            JsonType::Integer if schema.format.as_deref() == Some("int32") => Type::I32,
            JsonType::Integer => Type::I64,
            JsonType::Number => Type::F64,
            JsonType::String => text(self.context.profile, schema),
            JsonType::Array if !schema.array.tuple.is_empty() => tuple::lower(self, schema, wanted),
            JsonType::Array => {
                let element = match &schema.array.items {
                    Some(items) => {
                        let wanted = wanted.element();
                        let ty = self.element(items, &wanted);
                        self.shallow(schema, ty, &wanted)
                    }
                    None => Type::Value,
                };
                Type::List(Box::new(element))
            }
            JsonType::Object => object::lower(self, schema, wanted),
        }
    }

    /// The type of the elements of a list or of the values of a map, in whose place `null` may stand.
    pub(super) fn element(&mut self, schema: &SchemaUse, wanted: &Wanted) -> Type {
        match self.ty(schema, wanted) {
            Type::Value => Type::Value,
            ty if is_nullable(self.context.document, schema) => Type::Optional(Box::new(ty)),
            ty => ty,
        }
    }

    /// The type, under a name of its own where it nests too deep to be read.
    fn shallow(&mut self, schema: &Schema, ty: Type, wanted: &Wanted) -> Type {
        const DEEPEST: usize = 3;
        if depth(&ty) < DEEPEST {
            return ty;
        }
        let slot = self.module.slot();
        let name = self.name(schema, wanted);
        self.module.alias(slot, name.clone(), wanted.docs(schema), false, ty);
        Type::Local(name)
    }

    /// Any value, and a word about it.
    pub(super) fn untyped(&mut self, at: &Pointer, why: &str) -> Type {
        self.context.diagnostics.warning(
            at,
            format_args!("{why}: the value is untyped (`Value`)"),
            "build and read it with `serde_json::json!` and `serde_json::from_value`",
        );
        Type::Value
    }
}

/// How deep a type nests.
fn depth(ty: &Type) -> usize {
    ty.inner().iter().map(|inner| depth(inner) + 1).max().unwrap_or(0)
}

/// The type of a schema that allows one: the one it names, or the one whose keywords it uses.
pub(super) fn single_type(schema: &Schema) -> Option<JsonType> {
    match schema.types.as_slice() {
        [ty] => Some(*ty),
        [] if !schema.object.properties.is_empty() => Some(JsonType::Object),
        [] if matches!(schema.object.additional, crate::document::Additional::Schema(_)) => {
            Some(JsonType::Object)
        }
        [] if schema.array.items.is_some() => Some(JsonType::Array),
        _ => None,
    }
}

/// The type of a schema of single values, its list of values and its alternatives aside.
pub(super) fn scalar_type(profile: &Profile, schema: &Schema) -> Option<Type> {
    match (single_type(schema)?, schema.format.as_deref()) {
        (JsonType::Boolean, _) => Some(Type::Bool),
        (JsonType::Integer, Some("int32")) => Some(Type::I32),
        (JsonType::Integer, _) => Some(Type::I64),
        (JsonType::Number, _) => Some(Type::F64),
        (JsonType::String, _) => Some(text(profile, schema)),
        (JsonType::Array | JsonType::Object, _) => None,
    }
}

/// The type of a text, by its format.
fn text(profile: &Profile, schema: &Schema) -> Type {
    let format = schema.format.as_deref().unwrap_or_default();
    match profile.formats.get(format).map(|chosen| &chosen.path) {
        Some(path) if path.as_str() == "String" => Type::String,
        Some(path) => Type::Foreign(path.clone()),
        None if format == "date-time" => Type::DateTime,
        None => Type::String,
    }
}

/// Whether a schema allows `null` beside its other values.
pub(super) fn is_nullable(document: &Document, schema: &SchemaUse) -> bool {
    let schema = match schema {
        SchemaUse::Inline(schema) => Some(&**schema),
        SchemaUse::Named { name, .. } => document.schemas.get(name),
    };
    schema.is_some_and(|schema| {
        schema.nullable || schema.one_of.iter().chain(&schema.any_of).any(is_null)
    })
}

/// Whether a schema allows `null` and nothing else.
pub(super) fn is_null(schema: &SchemaUse) -> bool {
    match schema {
        SchemaUse::Inline(schema) => {
            schema.nullable
                && schema.types.is_empty()
                && schema.values.as_ref().is_some_and(Vec::is_empty)
        }
        SchemaUse::Named { .. } => false,
    }
}

/// What a definition's kind is, aliases of its own module followed.
pub(super) fn kind_of<'d>(definitions: &'d [Definition], name: &str) -> Option<&'d Kind> {
    let mut name = name;
    // An alias leads to an earlier definition or to a later one, but never in a circle; the count makes sure.
    for _ in 0..=definitions.len() {
        let kind = &definitions.iter().find(|definition| definition.name == name)?.kind;
        match kind {
            Kind::Alias(Type::Local(target)) => name = target,
            Kind::Alias(_)
            | Kind::Struct(_)
            | Kind::StringEnum(_)
            | Kind::Union(_)
            | Kind::Choice(_) => return Some(kind),
        }
    }
    None
}
