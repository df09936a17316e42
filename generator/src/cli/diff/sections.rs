//! Groups changes for readers: by class, breaking changes first, then by scope and operation.

use crate::diff::{CLIENT, Change, Class, Diff, Kind};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The changes of a class.
pub(super) struct Section<'a> {
    pub(super) title: &'static str,
    pub(super) count: usize,
    /// How often each kind of change occurs, most often first. Empty for changes of the documentation.
    pub(super) kinds: Vec<(usize, Kind)>,
    pub(super) scopes: Vec<ScopeChanges<'a>>,
}

/// The changes of a scope.
pub(super) struct ScopeChanges<'a> {
    pub(super) name: &'a str,
    pub(super) count: usize,
    /// Descriptions that several operations share, and the operations, most operations first. Breaking changes of a part of an
    /// operation have none, because callers need the Rust item of each.
    pub(super) shared: Vec<(&'a str, Vec<&'a str>)>,
    /// The other changes by operation, or `None` for those of no operation.
    pub(super) operations: Vec<(Option<&'a str>, Vec<&'a Change>)>,
}

/// The sections that have changes.
pub(super) fn sections(diff: &Diff) -> Vec<Section<'_>> {
    diff.changes.chunk_by(|one, other| one.class() == other.class()).map(Section::new).collect()
}

impl<'a> Section<'a> {
    fn new(changes: &'a [Change]) -> Self {
        let class = changes.first().map_or(Class::Documentation, Change::class);
        let title = match class {
            Class::Breaking => "Breaking changes",
            Class::Additive => "Additive changes",
            Class::Documentation => "Documentation changes",
        };
        let mut counts = BTreeMap::<Kind, usize>::new();
        for change in changes.iter().filter(|_| class != Class::Documentation) {
            *counts.entry(change.kind).or_default() += 1;
        }
        let mut kinds: Vec<_> = counts.into_iter().map(|(kind, count)| (count, kind)).collect();
        kinds.sort_by_key(|(count, _)| Reverse(*count));
        let scopes = changes.chunk_by(|one, other| one.scope == other.scope);
        let scopes = scopes.map(|changes| ScopeChanges::new(class, changes)).collect();
        Self { title, count: changes.len(), kinds, scopes }
    }
}

impl<'a> ScopeChanges<'a> {
    fn new(class: Class, changes: &'a [Change]) -> Self {
        let mut operations_of = BTreeMap::<&str, Vec<&str>>::new();
        let is_item_needed =
            |change: &Change| class == Class::Breaking && change.kind != Kind::ModuleMissing;
        for change in changes.iter().filter(|change| !is_item_needed(change)) {
            if let Some(operation) = &change.operation {
                operations_of.entry(&change.description).or_default().push(operation);
            }
        }
        operations_of.values_mut().for_each(Vec::dedup);
        operations_of.retain(|_, operations| operations.len() > 1);
        let is_shared = |change: &&Change| operations_of.contains_key(change.description.as_str());
        let mut operations = Vec::new();
        for of_one in changes.chunk_by(|one, other| one.operation == other.operation) {
            let own: Vec<_> = of_one.iter().filter(|change| !is_shared(change)).collect();
            if let Some(first) = own.first() {
                operations.push((first.operation.as_deref(), own));
            }
        }
        let mut shared: Vec<_> = operations_of.into_iter().collect();
        shared.sort_by_key(|(_, operations)| Reverse(operations.len()));
        Self {
            name: changes.first().map_or(CLIENT, |change| &change.scope),
            count: changes.len(),
            shared,
            operations,
        }
    }
}
