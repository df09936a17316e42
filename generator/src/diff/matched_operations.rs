//! The operations of two versions -> pairs of the same operation, matched by method and path, or else by operation ID.

use super::change::{Changes, Kind};
use crate::ir::{Operation, Scope};
use indexmap::IndexMap;
use std::hash::Hash;
use std::mem;

/// An operation and its scope.
#[derive(Clone, Copy)]
pub(super) struct Located<'a> {
    pub(super) scope: &'a Scope,
    pub(super) operation: &'a Operation,
}

impl Located<'_> {
    /// The path of its module.
    pub(super) fn module(&self) -> String {
        format!("{}::{}", self.scope.module, self.operation.function)
    }
}

/// Two versions of an operation.
pub(super) struct OperationPair<'a> {
    pub(super) old: Located<'a>,
    pub(super) new: Located<'a>,
}

/// The operations of two versions, matched.
pub(super) struct MatchedOperations<'a> {
    pub(super) matched: Vec<OperationPair<'a>>,
    pub(super) removed: Vec<Located<'a>>,
    pub(super) added: Vec<Located<'a>>,
}

impl<'a> MatchedOperations<'a> {
    pub(super) fn of(old: &'a [Scope], new: &'a [Scope]) -> Self {
        let mut operations =
            Self { matched: Vec::new(), removed: located(old), added: located(new) };
        operations.match_by(|operation| (operation.method, operation.path.as_str()));
        operations.match_by(|operation| operation.id.as_str());
        operations
    }

    /// Matches the remaining operations that have the same key.
    fn match_by<K: Eq + Hash>(&mut self, key: impl Fn(&'a Operation) -> K) {
        let mut added: IndexMap<K, Vec<Located<'a>>> = IndexMap::new();
        for new in self.added.drain(..) {
            added.entry(key(new.operation)).or_default().push(new);
        }
        for old in mem::take(&mut self.removed) {
            match added.get_mut(&key(old.operation)).and_then(Vec::pop) {
                Some(new) => self.matched.push(OperationPair { old, new }),
                None => self.removed.push(old),
            }
        }
        self.added.extend(added.into_values().flatten());
    }
}

fn located(scopes: &[Scope]) -> Vec<Located<'_>> {
    let located = |scope| move |operation| Located { scope, operation };
    scopes.iter().flat_map(|scope| scope.operations.iter().map(located(scope))).collect()
}

impl OperationPair<'_> {
    /// Compares the scope and the name of the operation.
    pub(super) fn compare_names(&self, changes: &mut Changes<'_>) {
        let Self { old, new } = self;
        let (was, is) = (&old.scope.module, &new.scope.module);
        if was != is {
            changes.push(Kind::ModuleMissing, "", format!("moved from scope `{was}` to `{is}`"));
        }
        let (was, is) = (&old.operation.id, &new.operation.id);
        let is_renamed = old.operation.function != new.operation.function;
        match (is_renamed, was == is) {
            (true, false) => {
                let what = format!("the operation was renamed from `{was}` to `{is}`");
                changes.push(Kind::ModuleMissing, "", what);
            }
            // Another operation of the scope has, or no longer has, the same short name.
            (true, true) => {
                let (was, is) = (&old.operation.function, &new.operation.function);
                let what = format!("the operation is now named `{is}` instead of `{was}` in Rust");
                changes.push(Kind::ModuleMissing, "", what);
            }
            (false, false) => {
                let what = format!("the operationId was renamed from `{was}`");
                changes.push(Kind::DocumentationChanged, "", what);
            }
            (false, true) => {}
        }
    }
}
