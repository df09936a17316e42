//! A type -> the type that its aliases lead to, across modules.

use crate::ir::{Definition, Kind, Type};
use std::collections::{HashMap, HashSet};

/// The aliases and unions of a module.
pub(super) struct Module {
    aliases: HashMap<String, Type>,
    unions: HashSet<String>,
}

impl Module {
    pub(super) fn of(definitions: &[Definition]) -> Self {
        let mut module = Self { aliases: HashMap::new(), unions: HashSet::new() };
        for Definition { name, kind, .. } in definitions {
            match kind {
                Kind::Alias(target) => {
                    module.aliases.insert(name.clone(), target.clone());
                }
                Kind::Union(_) => {
                    module.unions.insert(name.clone());
                }
                Kind::Struct(_)
                | Kind::StringEnum(_)
                | Kind::IntegerEnum(_)
                | Kind::ScalarEnum(_)
                | Kind::Choice(_) => {}
            }
        }
        module
    }
}

/// Follows aliases from a module.
pub(super) struct Resolver<'m> {
    pub(super) own: &'m Module,
    pub(super) schemas: &'m Module,
}

impl Resolver<'_> {
    /// The type without aliases and boxes, which is equal for types that are the same to callers.
    pub(super) fn resolve(&self, ty: &Type) -> Type {
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

    /// Whether other types convert into a type: a union, or an alias of a string, a list or another type with conversions.
    pub(super) fn converts(&self, ty: &Type) -> bool {
        match self.resolve(ty) {
            Type::Local(name) => self.own.unions.contains(&name),
            Type::Schema(name) => self.schemas.unions.contains(&name),
            Type::String | Type::DateTime | Type::F64 | Type::Value | Type::List(_) => {
                matches!(ty, Type::Local(_) | Type::Schema(_))
            }
            _ => false,
        }
    }
}
