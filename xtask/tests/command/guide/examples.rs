//! Each type of the runtime that a client reexports has an example, or names the type that has one for both.

use crate::compiles::root;
use std::collections::BTreeSet;
use std::fs;

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
            has_example |= line.contains("```") || line.contains("has an example");
        } else if !line.starts_with('#') && !line.starts_with([' ', ')', ']']) {
            has_example = false;
        }
    }
    found
}

#[test]
fn types_of_the_runtime_have_examples() {
    let reexported = reexported();
    assert!(reexported.len() > 40, "{reexported:?}");
    let files = walkdir::WalkDir::new(root().join("generated-client/runtime/src"));
    let files = files.into_iter().map(Result::unwrap).filter(|file| file.file_type().is_file());
    let types = files.flat_map(|file| types(&fs::read_to_string(file.path()).unwrap()));
    let without = types.filter(|(name, has_example)| !has_example && reexported.contains(name));
    let without: BTreeSet<String> = without.map(|(name, _)| name).collect();
    // The argument of a method that only generated requests have.
    assert_eq!(without, BTreeSet::from(["Direction".to_owned()]));
}
