//! Marks the types that keep undocumented properties: of responses, if the profile says so, and of updates whose body is built
//! from a response, which would lose them.
//!
//! The variants of unions do not keep them, because a union compares how much of a value its variants keep.

use super::shared_types::resource;
use super::update_body::body_name;
use crate::ir::{Definition, DefinitionIndex, Extra, Kind, Operation, Scope, Type, kind_of};
use crate::profile::Responses;
use std::collections::HashSet;

/// Marks the types of operations and named schemas. The bodies of updates must be known.
pub(crate) fn keep(scopes: &mut [Scope], schemas: &mut [Definition], profile: &Responses) {
    let (mut kept, mut in_unions) = (Vec::new(), Vec::new());
    for Scope { operations, .. } in scopes {
        let updated = operations.iter().filter(|operation| is_built_from_response(operation));
        let updated: HashSet<String> = updated.map(|update| resource(&update.path)).collect();
        for operation in operations {
            let mut roots = Vec::new();
            // All operations on the resource do, so that they share its types.
            let is_updated = updated.contains(&resource(&operation.path));
            if is_updated {
                roots.extend(body_name(operation).map(|name| Type::Local(name.to_owned())));
            }
            if is_updated || profile.keep_undocumented {
                roots.push(operation.output.ty.clone());
            }
            let index = DefinitionIndex::of(&operation.definitions);
            let variants = walk(variants(&operation.definitions), &index, &HashSet::new());
            let types = walk(roots, &index, &variants);
            kept.extend(types.iter().filter_map(named).map(Type::Local));
            in_unions.extend(variants.iter().filter_map(named).map(Type::Local));
            mark(&mut operation.definitions, types);
        }
    }
    in_unions.extend(variants(schemas));
    let index = DefinitionIndex::of(schemas);
    let in_unions = walk(in_unions, &index, &HashSet::new());
    let types = walk(kept, &index, &in_unions);
    mark(schemas, types);
}

/// Whether an operation is an update whose body can be built from a response.
fn is_built_from_response(update: &Operation) -> bool {
    let body = body_name(update).and_then(|body| kind_of(&update.definitions, body));
    matches!(body, Some(Kind::Struct(body)) if body.read_by.is_some())
}

/// The types of the variants of all unions.
fn variants(definitions: &[Definition]) -> Vec<Type> {
    let unions = definitions.iter().filter_map(|definition| match &definition.kind {
        Kind::Union(union) => Some(&union.alternatives),
        _ => None,
    });
    unions.flatten().map(|one| one.ty.clone()).collect()
}

/// The defined types that lead from roots, without those that are excluded.
fn walk(
    mut pending: Vec<Type>,
    definitions: &DefinitionIndex<'_>,
    excluded: &HashSet<Type>,
) -> HashSet<Type> {
    let mut found = HashSet::new();
    while let Some(ty) = pending.pop() {
        pending.extend(ty.inner().iter().cloned());
        let (Type::Local(name) | Type::Schema(name)) = &ty else { continue };
        let definition = definitions.get(name).filter(|_| matches!(ty, Type::Local(_)));
        if !excluded.contains(&ty) && found.insert(ty.clone()) {
            pending.extend(definition.into_iter().flat_map(Definition::types).cloned());
        }
    }
    found
}

fn mark(definitions: &mut [Definition], types: HashSet<Type>) {
    let marked: HashSet<String> = types.into_iter().filter_map(local).collect();
    for definition in definitions {
        if let Kind::Struct(object) = &mut definition.kind
            && object.extra.is_none()
            && marked.contains(&definition.name)
        {
            object.extra = Some(Extra { ty: Type::Value, is_documented: false });
        }
    }
}

/// The name of a type in its own module.
fn local(ty: Type) -> Option<String> {
    match ty {
        Type::Local(name) => Some(name),
        _ => None,
    }
}

/// The name of a named schema, which is local in the module of the schemas.
fn named(ty: &Type) -> Option<String> {
    match ty {
        Type::Schema(name) => Some(name.clone()),
        _ => None,
    }
}
