//! Which files may name which other crates, and how files begin and end.

use super::source::Source;
use super::{CRATES, Crate};
use std::collections::{BTreeMap, BTreeSet};

/// Crates, and the only files and folders of the generator that may name them.
const ONLY: [(&str, &[&str]); 6] = [
    ("openapiv3", &["read/", "normalise/"]),
    ("quote", &["render/"]),
    ("proc_macro2", &["render/"]),
    ("prettyplease", &["render/"]),
    ("syn", &["render/"]),
    ("heck", &["lower/names/case.rs"]),
];

fn generator() -> BTreeMap<String, String> {
    CRATES.iter().find(|krate| krate.folder == "generator").map(Crate::files).unwrap()
}

#[test]
fn crates_are_used_in_their_files_only() {
    let mut violations = Vec::new();
    for (file, text) in generator() {
        let source = Source::of(&text);
        for (name, places) in ONLY {
            let names_it = source.paths.iter().find(|path| path.segments[0] == name);
            let calls_it = source.code.contains(&format!("{name}!"));
            let line = names_it.map_or(0, |path| path.line);
            if (names_it.is_some() || calls_it)
                && !places.iter().any(|place| file.starts_with(place))
            {
                violations.push(format!("{file}:{line}: `{name}` is for {places:?} alone"));
            }
        }
    }
    assert!(violations.is_empty(), "\n{}\n", violations.join("\n"));
}

#[test]
fn render_does_not_know_the_document() {
    for (file, text) in generator().iter().filter(|(file, _)| file.starts_with("render/")) {
        assert!(!text.contains("document::"), "{file} names the document model");
    }
}

#[test]
fn no_file_is_long() {
    for krate in &CRATES {
        for (file, text) in krate.files() {
            let lines = text.lines().count();
            assert!(lines <= 400, "{}/src/{file} has {lines} lines", krate.folder);
        }
    }
}

#[test]
fn every_file_begins_with_what_it_is_for() {
    for krate in &CRATES {
        for (file, text) in krate.files() {
            assert!(text.starts_with("//! "), "{}/src/{file}", krate.folder);
        }
    }
}

#[test]
fn the_runtime_has_few_folders() {
    let runtime = CRATES.iter().find(|krate| krate.folder == "generated-client/runtime").unwrap();
    let files = runtime.files();
    let folders: BTreeSet<&str> =
        files.keys().filter_map(|file| Some(file.split_once('/')?.0)).collect();
    assert!(folders.len() <= 10, "{folders:?}");
}
