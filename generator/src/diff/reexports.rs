//! Two versions of an operation -> its types whose full names in the scope have another meaning.

use super::change::{Changes, Kind};
use super::definition;
use super::matched_operations::{Located, OperationPair};
use crate::ir::Reexport;

impl OperationPair<'_> {
    /// Compares the full names of the types that both versions have. A new operation may have the full name of a type.
    pub(super) fn compare_reexports(&self, changes: &mut Changes<'_>) {
        let Self { old, new } = self;
        if old.module() != new.module() {
            return;
        }
        let [before, after] = [old, new].map(|version| reexports(*version));
        for Reexport { module: _, name, full_name } in without(before, after) {
            if let Some(kind) = missing(*new, name) {
                let what = format!("the type `{name}` is no longer exported as `{full_name}`");
                changes.push(kind, &format!("super::{full_name}"), what);
            }
        }
        for Reexport { module: _, name, full_name } in without(after, before) {
            if missing(*old, name).is_some() {
                let what = format!("the type `{name}` is now also exported as `{full_name}`");
                changes.push(Kind::TypeAdded, &format!("super::{full_name}"), what);
            }
        }
    }
}

/// The full names that are not among the others.
fn without<'r>(
    names: &'r [Reexport],
    others: &'r [Reexport],
) -> impl Iterator<Item = &'r Reexport> {
    names.iter().filter(|one| !others.contains(one))
}

/// The full names of the types of an operation. Those of a scope are in the order of their modules.
fn reexports(located: Located<'_>) -> &[Reexport] {
    let Located { scope, operation } = located;
    let module = &operation.function;
    let (_, rest) =
        scope.reexports.split_at(scope.reexports.partition_point(|one| one.module < *module));
    let (own, _) = rest.split_at(rest.partition_point(|one| one.module == *module));
    own
}

/// The change if a name of a type is missing; `None` if the operation does not have the type.
fn missing(located: Located<'_>, name: &str) -> Option<Kind> {
    let operation = located.operation;
    let definition = operation.definitions.iter().find(|definition| definition.name == name);
    let request = (operation.request == name).then_some(Kind::StructMissing);
    definition.map(definition::missing).or(request)
}
