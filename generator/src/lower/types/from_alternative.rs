//! Marks the variants that convert into their union, and the fields whose setters accept such values.

use crate::ir::{Alternative, Definition, Kind, Scope, Type, Union};
use std::collections::{HashMap, HashSet};

/// Marks all conversions. Aliases lead across modules, so all types must be defined.
pub(crate) fn mark(scopes: &mut [Scope], schemas: &mut [Definition]) {
    let of_schemas = Module::of(schemas);
    mark_module(schemas, &Resolver { own: &of_schemas, schemas: &of_schemas });
    for operation in scopes.iter_mut().flat_map(|scope| &mut scope.operations) {
        let own = Module::of(&operation.definitions);
        mark_module(&mut operation.definitions, &Resolver { own: &own, schemas: &of_schemas });
    }
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
                        Type::List(item) => resolver.is_union(item),
                        ty => resolver.is_union(ty),
                    };
                }
            }
            Kind::Struct(_) | Kind::StringEnum(_) | Kind::IntegerEnum(_) | Kind::Alias(_) => {}
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

/// The aliases and unions of a module.
struct Module {
    aliases: HashMap<String, Type>,
    unions: HashSet<String>,
}

impl Module {
    fn of(definitions: &[Definition]) -> Self {
        let mut module = Self { aliases: HashMap::new(), unions: HashSet::new() };
        for Definition { name, kind, .. } in definitions {
            match kind {
                Kind::Alias(target) => {
                    module.aliases.insert(name.clone(), target.clone());
                }
                Kind::Union(_) => {
                    module.unions.insert(name.clone());
                }
                Kind::Struct(_) | Kind::StringEnum(_) | Kind::IntegerEnum(_) | Kind::Choice(_) => {}
            }
        }
        module
    }
}

/// Follows aliases from a module.
struct Resolver<'m> {
    own: &'m Module,
    schemas: &'m Module,
}

impl Resolver<'_> {
    /// The type without aliases and boxes, which is equal for types that are the same to callers.
    fn resolve(&self, ty: &Type) -> Type {
        let (module, name, is_schema) = match ty {
            Type::Local(name) => (self.own, name, std::ptr::eq(self.own, self.schemas)),
            Type::Schema(name) => (self.schemas, name, true),
            Type::List(item) => return Type::List(Box::new(self.resolve(item))),
            // Nested tuples could grow without bound, so all tuples count as the same type.
            Type::Tuple(_) => return Type::Tuple(Vec::new()),
            Type::Map(key, value) => return Type::Map(*key, Box::new(self.resolve(value))),
            Type::Optional(inner) => return Type::Optional(Box::new(self.resolve(inner))),
            Type::Boxed(inner) => return self.resolve(inner),
            other => return other.clone(),
        };
        let within = Resolver { own: module, schemas: self.schemas };
        match module.aliases.get(name) {
            Some(target) => within.resolve(target),
            None if is_schema => Type::Schema(name.clone()),
            None => Type::Local(name.clone()),
        }
    }

    fn is_union(&self, ty: &Type) -> bool {
        match self.resolve(ty) {
            Type::Local(name) => self.own.unions.contains(&name),
            Type::Schema(name) => self.schemas.unions.contains(&name),
            _ => false,
        }
    }
}
