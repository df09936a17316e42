//! Random documents and the same documents with one more operation: names are unique, and `diff` reports each that changes.

use clientwright::diff::{self, Class, Diff, Kind};
use clientwright::ir::{Crate, Operation, Scope, SharedType};
use clientwright::profile::Profile;
use clientwright::source::Source;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashSet};

/// An operation, by its choices from the lists below.
type Choices = (usize, usize, usize, usize, usize, usize);

const TAGS: [Option<&str>; 4] = [None, Some("beds"), Some("Bed Plans"), Some("client")];
const IDS: [&str; 9] = [
    "getBed",
    "getBedResponse",
    "getBed_beds_get",
    "beds/get-bed",
    "beds/list",
    "list",
    "beds",
    "client",
    "getBedResponseKind",
];
const PATHS: [&str; 6] =
    ["/beds", "/beds/{id}", "/v1/api/beds", "/{id}", "/client", "/beds/{id}/plants"];
const METHODS: [&str; 4] = ["get", "put", "post", "delete"];

/// Schemas that share parts of their shapes.
fn schema(choice: usize) -> Value {
    let kind = json!({"type": "string", "enum": ["a", "b"]});
    let bed = json!({"type": "object", "properties": {"kind": kind, "soil": {"type": "object", "properties": {"kind": kind}}}});
    let row = json!({"type": "object", "properties": {"kind": kind}});
    let schemas = [
        json!({"type": "string"}),
        bed.clone(),
        json!({"type": "array", "items": bed}),
        row.clone(),
        json!({"oneOf": [row, bed]}),
        json!({"type": "object", "properties": {"rows": {"type": "array", "items": row}, "bed": bed}}),
    ];
    schemas.into_iter().cycle().nth(choice).unwrap()
}

fn document(operations: &[Choices]) -> Source {
    let mut paths: BTreeMap<&str, BTreeMap<&str, Value>> = BTreeMap::new();
    for (tag, id, path, method, body, response) in operations {
        let (path, method) = (PATHS[*path], METHODS[*method]);
        let mut operation = json!({
            "operationId": IDS[*id],
            "responses": {"200": {"description": "", "content": {"application/json": {"schema": schema(*response)}}}},
        });
        if let Some(tag) = TAGS[*tag] {
            operation["tags"] = json!([tag]);
        }
        if path.contains("{id}") {
            operation["parameters"] = json!([{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}]);
        }
        if matches!(method, "put" | "post") {
            operation["requestBody"] =
                json!({"content": {"application/json": {"schema": schema(*body)}}});
        }
        // The first of several on one path and method counts, so that a longer list is a larger document.
        paths.entry(path).or_default().entry(method).or_insert(operation);
    }
    let document =
        json!({"openapi": "3.0.3", "info": {"title": "Garden", "version": "1"}, "paths": paths});
    Source::new("garden.json", document.to_string())
}

fn client(operations: &[Choices]) -> Crate {
    let sources = [document(operations)];
    clientwright::build_ir(&sources, &Profile::default()).unwrap_or_else(|found| {
        panic!("{:#?}", found.iter().map(|found| found.to_text(&sources)).collect::<Vec<_>>())
    })
}

/// The type that a type of a scope is, or is an alias of.
fn owner(scope: &Scope, ty: &SharedType) -> Option<SharedType> {
    let operation = scope.operations.iter().find(|one| one.function == ty.module)?;
    operation.definitions.iter().find(|one| one.name == ty.name)?;
    Some(operation.shared_types.get(&ty.name).unwrap_or(ty).clone())
}

fn unique(names: Vec<&str>) -> HashSet<&str> {
    let distinct: HashSet<&str> = names.iter().copied().collect();
    assert_eq!(distinct.len(), names.len(), "{names:?}");
    distinct
}

/// All names of a scope are unique, every type has its full name unless another item has it, and aliases lead to types.
fn check_names(scope: &Scope) {
    unique(scope.operations.iter().map(|one| one.function.as_str()).collect());
    let full_names = scope.reexports.iter().map(|one| one.full_name.as_str());
    let full_names = unique(full_names.chain([scope.handle.as_str()]).collect());
    for operation in &scope.operations {
        let types = operation.definitions.iter().map(|one| one.name.as_str());
        unique(types.clone().chain([operation.request.as_str()]).collect());
        for name in types {
            assert!(full_names.contains(format!("{}{name}", operation.request).as_str()), "{name}");
        }
        for (name, target) in &operation.shared_types {
            assert_eq!(owner(scope, target).as_ref(), Some(target), "{name} is an alias of a type");
        }
    }
}

/// Whether a change of an operation is reported as breaking.
fn is_reported(diff: &Diff, operation: &Operation, kind: impl Fn(Kind) -> bool) -> bool {
    diff.changes.iter().any(|change| {
        change.class() == Class::Breaking
            && change.operation.as_ref() == Some(&operation.id)
            && kind(change.kind)
    })
}

fn check_growth(old: &Crate, new: &Crate) {
    let diff = diff::compare(old, new);
    let grown_operations =
        || new.scopes.iter().flat_map(|scope| scope.operations.iter().map(move |one| (scope, one)));
    for (scope, operation) in
        old.scopes.iter().flat_map(|scope| scope.operations.iter().map(move |one| (scope, one)))
    {
        let (grown, now) = grown_operations()
            .find(|(_, one)| (&one.path, one.method) == (&operation.path, operation.method))
            .unwrap();
        if (&scope.module, &operation.function) != (&grown.module, &now.function) {
            assert!(is_reported(&diff, now, |kind| kind == Kind::ModuleMissing), "{}", now.id);
            continue;
        }
        let mut own = scope.reexports.iter().filter(|one| one.module == operation.function);
        if own.any(|one| !grown.reexports.contains(one)) {
            assert!(is_reported(&diff, now, |_| true), "{}", now.id);
        }
        for (name, target) in &operation.shared_types {
            let own = SharedType { module: operation.function.clone(), name: name.clone() };
            let is_kept = owner(grown, target).is_some() && owner(grown, &own).is_some();
            if is_kept && owner(grown, &own) != owner(grown, target) {
                assert!(is_reported(&diff, now, |_| true), "{}: {name}", now.id);
            }
        }
    }
}

fn any_operation() -> impl Strategy<Value = Choices> {
    (0..TAGS.len(), 0..IDS.len(), 0..PATHS.len(), 0..METHODS.len(), 0..6_usize, 0..6_usize)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn names_are_unique_and_their_changes_are_reported(
        operations in prop::collection::vec(any_operation(), 2..7)
    ) {
        let old = client(&operations[..operations.len() - 1]);
        let new = client(&operations);
        for krate in [&old, &new] {
            krate.scopes.iter().for_each(check_names);
        }
        check_growth(&old, &new);
    }
}
