//! Reads the fixtures in `xtask/tests/types`.

use crate::compiles::root;
use crate::round_trip::Case;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

pub(super) struct Fixture {
    pub(super) name: String,
    pub(super) document: PathBuf,
    /// The file with Rust functions that build values, if there is one.
    pub(super) constructors: Option<PathBuf>,
    pub(super) cases: Vec<(Expectation, Case)>,
}

/// The expected outcome for a value, and the ID of the failure.
pub(super) struct Expectation {
    pub(super) id: String,
    pub(super) outcome: ExpectedOutcome,
}

#[derive(Clone, Copy)]
pub(super) enum ExpectedOutcome {
    Valid,
    Kept,
    Unknown,
    Invalid,
}

impl Fixture {
    fn read(name: &str, document: PathBuf) -> Self {
        let constructors = document.with_extension("rs");
        let cases = match fs::read_to_string(document.with_extension("json")) {
            Ok(text) => cases(name, &text),
            Err(_) => Vec::new(),
        };
        Self {
            name: name.to_owned(),
            constructors: constructors.exists().then_some(constructors),
            document,
            cases,
        }
    }
}

/// All fixtures, ordered by name.
pub(super) fn all() -> Vec<Fixture> {
    let folder = root().join("xtask/tests/types");
    let mut documents: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    documents.retain(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    documents.sort();
    let name = |path: &PathBuf| path.file_stem().unwrap().to_str().unwrap().to_owned();
    documents.into_iter().map(|path| Fixture::read(&name(&path), path)).collect()
}

fn cases(fixture: &str, text: &str) -> Vec<(Expectation, Case)> {
    let types: Value =
        serde_json::from_str(text).unwrap_or_else(|error| panic!("{fixture}: {error}"));
    let mut cases = Vec::new();
    for (name, lists) in types.as_object().unwrap() {
        let path = if name.contains("::") { name.clone() } else { format!("schemas::{name}") };
        for (list, values) in lists.as_object().unwrap() {
            let outcome = match list.as_str() {
                "valid" => ExpectedOutcome::Valid,
                "kept" => ExpectedOutcome::Kept,
                "unknown" => ExpectedOutcome::Unknown,
                "invalid" => ExpectedOutcome::Invalid,
                other => panic!("{fixture}: {other} is no list of values"),
            };
            for value in values.as_array().unwrap() {
                let shown: String = value.to_string().chars().take(100).collect();
                let id = format!("{fixture}.json: {name} {list} {shown}");
                cases.push((
                    Expectation { id, outcome },
                    Case { path: path.clone(), value: value.clone() },
                ));
            }
        }
    }
    cases
}
