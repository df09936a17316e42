//! The intermediate representations of two versions of a client -> [`Diff`]: the changes in terms of the API, and their
//! impact on the callers of the old client.
//!
//! The comparison uses the intermediate representation, not the documents, so a change is classified by its impact on
//! the generated Rust code.

mod change;
mod client;
mod context;
mod definition;
mod docs;
mod location;
mod matched_operations;
mod object;
mod operation;
mod reexports;
mod request;
mod shared_types;
mod types;

pub use change::{CLIENT, Change, Class, Kind, SCHEMAS};

use crate::ir::{Crate, Definition, DefinitionIndex, Scope};
use change::Changes;
use context::Context;
use location::Locations;
use matched_operations::{MatchedOperations, OperationPair};
use rayon::prelude::*;
use std::collections::HashSet;
use types::{TypePair, Types};

/// The changes between two versions of a client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diff {
    /// The version of the old document.
    pub old: String,
    /// The version of the new document.
    pub new: String,
    /// The changes: by class, breaking changes first, then by scope and operation.
    pub changes: Vec<Change>,
}

impl Diff {
    /// The number of changes of a class.
    #[must_use]
    pub fn count(&self, class: Class) -> usize {
        self.changes.iter().filter(|change| change.class() == class).count()
    }
}

/// Compares two clients.
#[must_use]
pub fn compare(old: &Crate, new: &Crate) -> Diff {
    // The maintainer of the crate chooses its name and version.
    let Crate { package: _, api, quick_start: _, scopes: _, schemas: _, conversions: _ } = old;
    let mut changes = Changes::new(CLIENT, None, String::new());
    client::compare(&mut changes, api, &new.api);
    scopes(&mut changes, &old.scopes, &new.scopes);
    let mut changes = changes.list;

    let named = [&old.schemas, &new.schemas].map(|schemas| DefinitionIndex::of(schemas));
    changes.extend(schemas([&old.schemas, &new.schemas], &named));
    let MatchedOperations { matched, removed, added } =
        MatchedOperations::of(&old.scopes, &new.scopes);
    changes.par_extend(matched.par_iter().flat_map_iter(|pair| operations(pair, &named)));
    for (located, kind, what) in removed
        .iter()
        .map(|one| (one, Kind::ModuleMissing, "the operation was removed"))
        .chain(added.iter().map(|one| (one, Kind::ModuleAdded, "the operation was added")))
    {
        let mut of_operation =
            Changes::new(&located.scope.module, Some(&located.operation.id), located.module());
        of_operation.push(kind, "", what);
        changes.append(&mut of_operation.list);
    }
    changes.sort_by(|one, other| {
        // Changes of the client as a whole come first.
        let is_in_scope = |change: &Change| change.scope != CLIENT;
        (one.class(), is_in_scope(one), &one.scope, &one.operation).cmp(&(
            other.class(),
            is_in_scope(other),
            &other.scope,
            &other.operation,
        ))
    });
    Diff { old: api.version.clone(), new: new.api.version.clone(), changes }
}

/// Compares two versions of an operation.
fn operations(
    pair: &OperationPair<'_>,
    [old_schemas, new_schemas]: &[DefinitionIndex<'_>; 2],
) -> Vec<Change> {
    let OperationPair { old, new } = pair;
    let types = TypePair {
        old: Types::new(old_schemas, &old.operation.definitions),
        new: Types::new(new_schemas, &new.operation.definitions),
    };
    let mut changes = Changes::new(&new.scope.module, Some(&new.operation.id), new.module());
    pair.compare_names(&mut changes);
    let method = format!("super::{}::{}", new.scope.handle, new.operation.function);
    operation::compare(&mut changes, &types, &method, old.operation, new.operation);
    pair.compare_shared_types(&mut changes);
    pair.compare_reexports(&mut changes);
    changes.list
}

/// Compares the named schemas.
fn schemas(
    [old, new]: [&[Definition]; 2],
    [old_names, new_names]: &[DefinitionIndex<'_>; 2],
) -> Vec<Change> {
    let types = TypePair { old: Types::new(old_names, old), new: Types::new(new_names, new) };
    let mut changes = Changes::new(SCHEMAS, None, SCHEMAS.to_owned());
    let locations = Locations::of_schemas(old);
    Context { types: &types, locations: &locations }.compare(&mut changes, old, new);
    for removed in old.iter().filter(|one| new_names.get(&one.name).is_none()) {
        changes.push(
            definition::missing(removed),
            &removed.name,
            format!("schema `{}` was removed", removed.name),
        );
    }
    for added in new.iter().filter(|one| old_names.get(&one.name).is_none()) {
        changes.push(Kind::TypeAdded, &added.name, format!("schema `{}` was added", added.name));
    }
    changes.list
}

/// Compares the scopes. Each scope is a Cargo feature.
fn scopes(changes: &mut Changes<'_>, old: &[Scope], new: &[Scope]) {
    let features = |scopes: &'_ [Scope]| -> HashSet<String> {
        scopes.iter().map(|scope| scope.feature.clone()).collect()
    };
    let [before, after] = [features(old), features(new)];
    for scope in old.iter().filter(|scope| !after.contains(&scope.feature)) {
        let what = format!("scope `{}` was removed", scope.feature);
        changes.push(Kind::FeatureMissing, &scope.module, what);
    }
    for scope in new.iter().filter(|scope| !before.contains(&scope.feature)) {
        let what = format!("scope `{}` was added", scope.feature);
        changes.push(Kind::FeatureAdded, &scope.module, what);
    }
}
