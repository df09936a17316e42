//! Two versions of an operation -> its types that part from equal types of other operations, or join them.

use super::change::{Changes, Kind};
use super::location::Locations;
use super::matched_operations::{Located, OperationPair};
use crate::ir::SharedType;

impl OperationPair<'_> {
    /// Compares the types that operations share.
    pub(super) fn compare_shared_types(&self, changes: &mut Changes<'_>) {
        let Self { old, new } = self;
        let locations = Locations::of_operation(old.operation);
        let names = old.operation.definitions.iter().map(|definition| definition.name.as_str());
        for name in names {
            let [was, is] = [old, new].map(|version| version.own_type(name));
            if let Some(other) = old.operation.shared_types.get(name)
                && are_same(new, &is, other) == Some(false)
            {
                let what = format!(
                    "{} and `{}` are no longer the same type",
                    locations.of(name),
                    path(other)
                );
                changes.push(Kind::TypeIdentityChanged, name, what);
            }
            if let Some(other) = new.operation.shared_types.get(name)
                && are_same(old, &was, other) == Some(false)
            {
                let what =
                    format!("{} and `{}` are now the same type", locations.of(name), path(other));
                changes.push(Kind::TypesMerged, name, what);
            }
        }
    }
}

fn path(ty: &SharedType) -> String {
    format!("{}::{}", ty.module, ty.name)
}

/// Whether two types of a version are one. `None` if it does not have both.
fn are_same(version: &Located<'_>, one: &SharedType, other: &SharedType) -> Option<bool> {
    Some(version.owner(one)? == version.owner(other)?)
}

impl Located<'_> {
    /// A type of the operation.
    fn own_type(&self, name: &str) -> SharedType {
        SharedType { module: self.operation.function.clone(), name: name.to_owned() }
    }

    /// The type that a type of the scope is, or is an alias of.
    fn owner(&self, ty: &SharedType) -> Option<SharedType> {
        let mut operations = self.scope.operations.iter();
        let operation = operations.find(|operation| operation.function == ty.module)?;
        operation.definitions.iter().find(|definition| definition.name == ty.name)?;
        Some(operation.shared_types.get(&ty.name).unwrap_or(ty).clone())
    }
}
