//! The operations of a scope -> the types that they share with operations on the same resource.
//!
//! Types with the same shape and documentation are one type: `update_network::Response` is an alias of
//! `get_network::Response`. Each operation keeps the names of its types. The bodies of errors are shared by all operations of
//! the scope.

use crate::ir::{
    Definition, DefinitionIndex, Docs, Kind, Operation, PageItems, Scope, SharedType, Type,
};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// Records the types that operations share.
pub(crate) fn share(scope: &mut Scope) {
    let mut resources: BTreeMap<String, Vec<&mut Operation>> = BTreeMap::new();
    for operation in &mut scope.operations {
        resources.entry(resource(&operation.path)).or_default().push(operation);
    }
    let mut error_bodies = HashMap::new();
    for mut operations in resources.into_values() {
        operations.sort_by_key(|operation| precedence(operation.method));
        let mut owners = Owners { of_resource: HashMap::new(), error_bodies };
        for operation in operations {
            operation.shared_types = owners.shared_types(operation);
        }
        error_bodies = owners.error_bodies;
    }
}

/// The path of a resource and of the collection that contains it: without the last parameter, and without the names of the
/// others.
pub(super) fn resource(path: &str) -> String {
    let mut segments: Vec<&str> = path
        .split('/')
        .map(|segment| if segment.starts_with('{') { "{}" } else { segment })
        .filter(|segment| !segment.is_empty())
        .collect();
    if segments.last() == Some(&"{}") {
        segments.pop();
    }
    segments.join("/")
}

/// The order in which operations own types. Readers look for the type of a resource where it is read, and for that of a body
/// where the resource is updated.
fn precedence(method: &str) -> Reverse<usize> {
    Reverse(
        ["POST", "PATCH", "PUT", "GET"]
            .iter()
            .position(|one| *one == method)
            .map_or(0, |at| at + 1),
    )
}

/// The types of the operations so far.
struct Owners {
    of_resource: HashMap<Definition, Owner>,
    /// The enums of the bodies of errors, of all resources.
    error_bodies: HashMap<Definition, Owner>,
}

/// The operation that defines a type.
#[derive(Clone)]
struct Owner {
    ty: SharedType,
    /// The module of the operation that reads the resource, if the type is the body of an update.
    read_by: Option<String>,
}

impl Owners {
    /// The types of an operation that earlier operations define.
    fn shared_types(&mut self, operation: &Operation) -> BTreeMap<String, SharedType> {
        let definitions = DefinitionIndex::of(&operation.definitions);
        let mut types =
            OperationTypes { operation, definitions, owners: self, known: HashMap::new() };
        let names = operation.definitions.iter().map(|definition| definition.name.as_str());
        let owned = names.filter_map(|name| Some((name.to_owned(), types.owner(name)?)));
        owned.filter(|(_, owner)| owner.module != operation.function).collect()
    }
}

/// The types of an operation, and their owners as far as they are known.
struct OperationTypes<'o, 'd> {
    operation: &'d Operation,
    definitions: DefinitionIndex<'d>,
    owners: &'o mut Owners,
    /// The owner by name. Absent for a type that cannot be shared, or whose owner is being determined.
    known: HashMap<&'d str, Option<SharedType>>,
}

impl<'d> OperationTypes<'_, 'd> {
    /// The owner of a type that can be shared, which may be the operation itself.
    fn owner(&mut self, name: &str) -> Option<SharedType> {
        if let Some(owner) = self.known.get(name) {
            return owner.clone();
        }
        let definition = self.definitions.get(name)?;
        // Recursive types are not shared.
        self.known.insert(&definition.name, None);
        let owner = self.determine_owner(definition);
        self.known.insert(&definition.name, owner.clone());
        owner
    }

    fn determine_owner(&mut self, definition: &Definition) -> Option<SharedType> {
        if matches!(definition.kind, Kind::Alias(_)) || self.is_page(&definition.name) {
            return None;
        }
        let (shape, read_by) = self.shape(definition)?;
        let own =
            SharedType { module: self.operation.function.clone(), name: definition.name.clone() };
        let owners = match self.operation.error_body.as_ref() == Some(&definition.name) {
            true => &mut self.owners.error_bodies,
            false => &mut self.owners.of_resource,
        };
        match owners.get(&shape) {
            Some(owner) if read_by.is_none() || read_by == owner.read_by => Some(owner.ty.clone()),
            Some(_) => Some(own),
            None => {
                owners.insert(shape, Owner { ty: own.clone(), read_by });
                Some(own)
            }
        }
    }

    /// Whether a type implements `Page`, which depends on the operation.
    fn is_page(&self, name: &str) -> bool {
        let paging = self.operation.paging.as_ref();
        name == "Response"
            && paging.is_some_and(|paging| matches!(paging.items, PageItems::Member(_)))
    }

    /// The content of a definition, which is equal for equal types of any operation: without its name and its own
    /// documentation, which the alias keeps, and with the owners of the types inside it. The second value is the module of
    /// the operation that reads the resource.
    fn shape(&mut self, definition: &Definition) -> Option<(Definition, Option<String>)> {
        let mut shape =
            Definition { name: String::new(), docs: Docs::default(), ..definition.clone() };
        for ty in shape.types_mut() {
            *ty = self.ty(ty)?;
        }
        let read_by = match &mut shape.kind {
            Kind::Struct(object) => object.read_by.take(),
            _ => None,
        };
        Some((shape, read_by))
    }

    /// A type in which each local name is that of its owner.
    fn ty(&mut self, ty: &Type) -> Option<Type> {
        let inner = |types: &mut Self, inner: &Type| types.ty(inner).map(Box::new);
        Some(match ty {
            Type::Local(name) => match self.alias_target(name) {
                Some(target) => self.ty(target)?,
                None => {
                    let SharedType { module, name } = self.owner(name)?;
                    Type::Local(format!("{module}::{name}"))
                }
            },
            Type::List(item) => Type::List(inner(self, item)?),
            Type::Tuple(items) => {
                Type::Tuple(items.iter().map(|item| self.ty(item)).collect::<Option<_>>()?)
            }
            Type::Map(key, value) => Type::Map(*key, inner(self, value)?),
            Type::Optional(value) => Type::Optional(inner(self, value)?),
            Type::Boxed(value) => Type::Boxed(inner(self, value)?),
            other => other.clone(),
        })
    }

    /// The target of an alias. Aliases have no cycles.
    fn alias_target(&self, name: &str) -> Option<&'d Type> {
        match &self.definitions.get(name)?.kind {
            Kind::Alias(target) => Some(target),
            _ => None,
        }
    }
}
