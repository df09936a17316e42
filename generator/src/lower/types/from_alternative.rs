//! Marks the variants that convert into their union, and the fields and arguments that accept such values.

use super::aliases::{Module, Resolver};
use crate::ir::{
    Alternative, ArgumentKind, Definition, Kind, Operation, Parameter, ParameterShape, Scope, Type,
    Union,
};
use std::collections::HashMap;

/// Marks all conversions. Aliases lead across modules, so all types must be defined.
pub(crate) fn mark(scopes: &mut [Scope], schemas: &mut [Definition]) {
    let of_schemas = Module::of(schemas);
    mark_module(schemas, &Resolver { own: &of_schemas, schemas: &of_schemas });
    for operation in scopes.iter_mut().flat_map(|scope| &mut scope.operations) {
        let own = Module::of(&operation.definitions);
        let resolver = Resolver { own: &own, schemas: &of_schemas };
        mark_module(&mut operation.definitions, &resolver);
        mark_arguments(operation, &resolver);
    }
}

fn mark_arguments(operation: &mut Operation, resolver: &Resolver<'_>) {
    let mark = |parameter: &mut Parameter| {
        parameter.converts = match &parameter.shape {
            ParameterShape::Scalar(ty) => resolver.converts(ty),
            // An array converts into a list.
            ParameterShape::Object(ty, _) | ParameterShape::Json(ty) => {
                resolver.converts(ty) || matches!(ty, Type::List(_))
            }
            ParameterShape::Array(..) => false,
        };
    };
    for argument in &mut operation.arguments {
        match &mut argument.kind {
            ArgumentKind::Parameter(parameter) => mark(parameter),
            ArgumentKind::Body(body) => {
                body.converts = !body.optional && resolver.converts(&body.ty);
            }
        }
    }
    operation.setters.iter_mut().for_each(|setter| mark(&mut setter.parameter));
}

fn mark_module(definitions: &mut [Definition], resolver: &Resolver<'_>) {
    for Definition { name, kind, .. } in definitions {
        match kind {
            // Tags without a tag property are statuses: each variant is the response of a status.
            Kind::Union(union)
                if union.tag.is_none()
                    && union.alternatives.iter().any(|one| !one.tags.is_empty()) => {}
            Kind::Union(Union { alternatives, .. }) | Kind::Choice(alternatives) => {
                mark_alternatives(name, alternatives, resolver);
            }
            Kind::Struct(object) if object.setters => {
                for field in &mut object.fields {
                    field.converts = match &field.ty {
                        Type::List(item) => resolver.converts(item),
                        ty => resolver.converts(ty),
                    };
                }
            }
            Kind::Struct(_)
            | Kind::StringEnum(_)
            | Kind::IntegerEnum(_)
            | Kind::ScalarEnum(_)
            | Kind::Alias(_) => {}
        }
    }
}

/// Marks the variants whose types no other variant has.
fn mark_alternatives(name: &str, alternatives: &mut [Alternative], resolver: &Resolver<'_>) {
    let own = resolver.resolve(&Type::Local(name.to_owned()));
    let types: Vec<Type> = alternatives.iter().map(|one| resolver.resolve(&one.ty)).collect();
    let mut counts: HashMap<&Type, usize> = HashMap::new();
    for ty in &types {
        *counts.entry(ty).or_default() += 1;
    }
    // Two paths may refer to the same type.
    let foreign = types.iter().filter(|ty| mentions_foreign(ty)).count();
    for (alternative, ty) in alternatives.iter_mut().zip(&types) {
        let is_distinct = counts.get(ty) == Some(&1) && *ty != own;
        alternative.converts =
            is_distinct && (!mentions_foreign(ty) || foreign == 1 && !is_std(ty));
    }
    mark_literals(alternatives, &types);
}

/// Marks the variant for integer literals, whose type is `i32` unless something else determines it: a wider number.
fn mark_literals(alternatives: &mut [Alternative], types: &[Type]) {
    // A type of another crate may be an `i32`.
    if types.iter().any(|ty| matches!(ty, Type::I32 | Type::Foreign(_))) {
        return;
    }
    for wide in [Type::I64, Type::F64] {
        let mut variants = alternatives.iter_mut().zip(types);
        let wide = variants.find(|(alternative, ty)| alternative.converts && **ty == wide);
        if let Some((alternative, _)) = wide {
            alternative.takes_literals = true;
            return;
        }
    }
}

fn mentions_foreign(ty: &Type) -> bool {
    matches!(ty, Type::Foreign(_)) || ty.inner().iter().any(mentions_foreign)
}

/// Whether a type of another crate may be a type of the standard library, as other variants may be.
fn is_std(ty: &Type) -> bool {
    match ty {
        Type::Foreign(path) => ["std", "core", "alloc"].contains(&path.root()),
        ty => ty.inner().iter().any(is_std),
    }
}
