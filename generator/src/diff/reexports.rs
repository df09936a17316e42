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
        let kept = reexports(*new);
        let lost = reexports(*old).iter().filter(|one| !kept.contains(one));
        for Reexport { module: _, name, full_name } in lost {
            if let Some(kind) = missing(*new, name) {
                let what = format!("the type `{name}` is no longer exported as `{full_name}`");
                changes.push(kind, &format!("super::{full_name}"), what);
            }
        }
    }
}

/// The full names of the types of an operation.
fn reexports(located: Located<'_>) -> &[Reexport] {
    let Located { scope, operation } = located;
    let mut modules = scope.reexports.chunk_by(|one, other| one.module == other.module);
    let is_own = |types: &&[Reexport]| types.iter().any(|one| one.module == operation.function);
    modules.find(is_own).unwrap_or_default()
}

/// The change if a name of a type is missing; `None` if the operation does not have the type.
fn missing(located: Located<'_>, name: &str) -> Option<Kind> {
    let operation = located.operation;
    let definition = operation.definitions.iter().find(|definition| definition.name == name);
    let request = (operation.request == name).then_some(Kind::StructMissing);
    definition.map(definition::missing).or(request)
}
