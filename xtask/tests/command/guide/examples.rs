//! Counts the types of the runtime that a client reexports and whose documentation has no example.

use crate::compiles::root;
use std::collections::BTreeSet;
use std::fs;

/// The types without an example of their own. A new type needs one, and a type that gets one is removed from this list.
const WITHOUT: &[&str] = &[
    "Accepting",
    "Action",
    "ApiResponse",
    "AttemptRequest",
    "AttemptResponse",
    "BaseUrl",
    "BatchReport",
    "Chunk",
    "ChunkState",
    "Clock",
    "ConfirmedBatch",
    "DateTime",
    "DeadlineExceeded",
    "Direction",
    "Drift",
    "DriftKind",
    "EnvironmentKey",
    "ErrorKind",
    "Event",
    "FromHeader",
    "Items",
    "Key",
    "Limit",
    "Limits",
    "Links",
    "Operation",
    "OperationRequest",
    "Outcome",
    "Owner",
    "Pages",
    "RawRequest",
    "Request",
    "ResponseFuture",
    "Scope",
    "StaticKey",
    "Streamed",
    "TransportError",
    "UnknownInteger",
    "UnknownScalar",
    "UnknownValue",
    "Unsent",
];

/// The names that the generated client reexports from the runtime.
fn reexported() -> BTreeSet<String> {
    let text = fs::read_to_string(root().join("generated-client/src/lib.rs")).unwrap();
    let lists = text.split("pub use runtime::{").skip(1).filter_map(|rest| rest.split('}').next());
    let names = lists.flat_map(|list| list.split(',')).map(|name| name.trim().to_owned());
    names.filter(|name| !name.is_empty()).collect()
}

/// The types of a file of the runtime that are defined with documentation, and whether it has an example.
fn types(text: &str) -> Vec<(String, bool)> {
    let mut found = Vec::new();
    let mut has_example = false;
    for line in text.lines() {
        let definition = ["pub struct ", "pub enum ", "pub trait "]
            .iter()
            .find_map(|keyword| line.strip_prefix(keyword));
        if let Some(rest) = definition {
            let name = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            found.push((name.to_owned(), has_example));
        } else if line.starts_with("///") {
            has_example |= line.contains("```");
        } else if !line.starts_with('#') && !line.starts_with([' ', ')', ']']) {
            has_example = false;
        }
    }
    found
}

#[test]
fn new_types_of_the_runtime_have_examples() {
    let reexported = reexported();
    assert!(reexported.len() > 40, "{reexported:?}");
    let files = walkdir::WalkDir::new(root().join("generated-client/runtime/src"));
    let files = files.into_iter().map(Result::unwrap).filter(|file| file.file_type().is_file());
    let types = files.flat_map(|file| types(&fs::read_to_string(file.path()).unwrap()));
    let without: BTreeSet<String> = types
        .filter(|(name, has_example)| !has_example && reexported.contains(name))
        .map(|(name, _)| name)
        .collect();
    let expected: BTreeSet<String> = WITHOUT.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(without, expected, "{} of {}", without.len(), reexported.len());
}
