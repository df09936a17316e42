//! In: the definitions of the module `schemas`. Out: the same, with a box where a type would hold itself.

use crate::diagnostic::Diagnostics;
use crate::ir::{Definition, Kind, Type, Union};
use crate::source::Pointer;
use std::collections::{HashMap, HashSet};

/// Boxes members by which a type would hold itself, and gives up aliases that stand for themselves. `places` tells where
/// the document names them.
pub(super) fn resolve(
    mut definitions: Vec<Definition>,
    places: &HashMap<String, Pointer>,
    diagnostics: &mut Diagnostics,
) -> Vec<Definition> {
    let circular = circular_aliases(&definitions);
    for definition in &mut definitions {
        if circular.contains(&definition.name) {
            diagnostics.warning(
                places.get(&definition.name).unwrap_or(&Pointer::root()),
                format_args!("the schema `{}` stands for itself and nothing else: it is untyped (`Value`)", definition.name),
                "describe an object somewhere on the way, with an overlay where the document is not yours",
            );
            definition.kind = Kind::Alias(Type::Value);
        }
    }
    let held = held_types(&definitions);
    for definition in &mut definitions {
        for ty in parts(&mut definition.kind) {
            if let Some(target) = direct(ty)
                && reaches(&held, target, &definition.name)
            {
                *ty = boxed(ty);
            }
        }
    }
    definitions
}

/// The types of the values that a type holds.
fn parts(kind: &mut Kind) -> Vec<&mut Type> {
    match kind {
        Kind::Struct(object) => object.fields.iter_mut().map(|field| &mut field.ty).collect(),
        Kind::Union(Union { alternatives, .. }) | Kind::Choice(alternatives) => {
            alternatives.iter_mut().map(|alternative| &mut alternative.ty).collect()
        }
        Kind::Alias(Type::Tuple(places)) => places.iter_mut().collect(),
        Kind::StringEnum(_) | Kind::Alias(_) => Vec::new(),
    }
}

/// The names of the aliases that lead to themselves by aliases alone.
fn circular_aliases(definitions: &[Definition]) -> HashSet<String> {
    let aliases: HashMap<&str, Vec<&str>> = definitions
        .iter()
        .filter_map(|definition| match &definition.kind {
            Kind::Alias(target) => Some((definition.name.as_str(), target.mentioned())),
            Kind::Struct(_) | Kind::StringEnum(_) | Kind::Union(_) | Kind::Choice(_) => None,
        })
        .collect();
    aliases
        .iter()
        .filter(|(name, targets)| targets.iter().any(|target| reaches(&aliases, target, name)))
        .map(|(name, _)| (*name).to_owned())
        .collect()
}

/// For each type, those whose size is part of its own.
fn held_types(definitions: &[Definition]) -> HashMap<String, Vec<String>> {
    definitions
        .iter()
        .map(|definition| {
            let held = match &definition.kind {
                Kind::Struct(object) => object
                    .fields
                    .iter()
                    .filter_map(|field| direct(&field.ty))
                    .map(ToOwned::to_owned)
                    .collect(),
                Kind::Union(Union { alternatives, .. }) | Kind::Choice(alternatives) => {
                    alternatives
                        .iter()
                        .filter_map(|alternative| direct(&alternative.ty))
                        .map(ToOwned::to_owned)
                        .collect()
                }
                Kind::Alias(Type::Tuple(places)) => {
                    places.iter().filter_map(direct).map(ToOwned::to_owned).collect()
                }
                Kind::Alias(target) => direct(target).map(ToOwned::to_owned).into_iter().collect(),
                Kind::StringEnum(_) => Vec::new(),
            };
            (definition.name.clone(), held)
        })
        .collect()
}

/// Whether one type leads to another.
fn reaches<K, V>(edges: &HashMap<K, Vec<V>>, from: &str, to: &str) -> bool
where
    K: std::borrow::Borrow<str> + Eq + std::hash::Hash,
    V: AsRef<str>,
{
    let mut seen = HashSet::new();
    let mut open = vec![from];
    while let Some(name) = open.pop() {
        if name == to {
            return true;
        }
        if seen.insert(name) {
            open.extend(edges.get(name).into_iter().flatten().map(AsRef::as_ref));
        }
    }
    false
}

/// The type that a value of this type holds without a pointer between them.
fn direct(ty: &Type) -> Option<&str> {
    match ty {
        Type::Local(name) | Type::Schema(name) => Some(name),
        Type::Optional(inner) => direct(inner),
        _ => None,
    }
}

fn boxed(ty: &Type) -> Type {
    match ty {
        Type::Optional(inner) => Type::Optional(Box::new(boxed(inner))),
        other => Type::Boxed(Box::new(other.clone())),
    }
}
