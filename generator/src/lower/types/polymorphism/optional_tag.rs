//! Unions whose variants are told apart by constants that values may lack.
//!
//! A value that lacks the constant keeps lacking it, so encoding the union adds none. Values that callers build have it,
//! because the constructor of the variant's type sets it.

use crate::ir::{Definition, Kind, Scope, Struct, Type, Union};
use crate::lower::names::wire_name;
use crate::lower::types::aliases::{Module, Resolver};
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// Marks the variants whose tag is an optional constant, and clears the constants of all other properties.
pub(crate) fn mark(scopes: &mut [Scope], schemas: &mut [Definition]) {
    let module = Module::of(schemas);
    let constants = constants(schemas);
    let mut tags = HashSet::new();
    let resolver = Resolver { own: &module, schemas: &module };
    mark_unions(schemas, &resolver, &constants, &constants, &mut tags);
    for operation in scopes.iter_mut().flat_map(|scope| &mut scope.operations) {
        let own = Module::of(&operation.definitions);
        let resolver = Resolver { own: &own, schemas: &module };
        let definitions = &mut operation.definitions;
        let own_constants = self::constants(definitions);
        mark_unions(definitions, &resolver, &own_constants, &constants, &mut tags);
        clear_constants(definitions, |name, property| {
            tags.contains(&(Type::Local(name.to_owned()), property.to_owned()))
        });
        tags.retain(|(ty, _)| matches!(ty, Type::Schema(_)));
    }
    clear_constants(schemas, |name, property| {
        tags.contains(&(Type::Schema(name.to_owned()), property.to_owned()))
    });
}

/// The optional constants of structs, by the names of the struct and of the property.
type Constants = HashMap<(String, String), Value>;

fn constants(definitions: &[Definition]) -> Constants {
    let structs = definitions.iter().filter_map(|definition| match &definition.kind {
        Kind::Struct(object) => Some((&definition.name, object)),
        _ => None,
    });
    let constants = structs.flat_map(|(name, object)| {
        object.fields.iter().filter_map(|field| {
            Some(((name.clone(), wire_name(object, field)), field.constant.clone()?))
        })
    });
    constants.collect()
}

/// Marks the variants of a module, and adds their types and tags to `tags`.
fn mark_unions(
    definitions: &mut [Definition],
    resolver: &Resolver<'_>,
    own: &Constants,
    of_schemas: &Constants,
    tags: &mut HashSet<(Type, String)>,
) {
    for Definition { kind, .. } in definitions {
        let Kind::Union(Union { tag: Some(tag), alternatives }) = kind else { continue };
        for alternative in alternatives.iter_mut().filter(|one| one.optional_tag) {
            let ty = resolver.resolve(&alternative.ty);
            let constant = match &ty {
                Type::Local(name) => own.get(&(name.clone(), tag.clone())),
                Type::Schema(name) => of_schemas.get(&(name.clone(), tag.clone())),
                _ => None,
            };
            alternative.optional_tag =
                constant.is_some_and(|value| alternative.tags.as_slice() == [value.clone()]);
            if alternative.optional_tag {
                tags.insert((ty, tag.clone()));
            }
        }
    }
}

/// Clears the constants of properties that are no tags, and of types without a constructor.
fn clear_constants(definitions: &mut [Definition], is_tag: impl Fn(&str, &str) -> bool) {
    for Definition { name, kind, .. } in definitions {
        let Kind::Struct(object) = kind else { continue };
        let names: Vec<String> = object.fields.iter().map(|one| wire_name(object, one)).collect();
        let Struct { fields, setters, .. } = object;
        for (field, property) in fields.iter_mut().zip(names) {
            if !*setters || !is_tag(name, &property) {
                field.constant = None;
            }
        }
    }
}
