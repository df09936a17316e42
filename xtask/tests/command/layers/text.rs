//! Which files may name which other crates, and how files begin and end.

use super::source::Source;
use super::{CRATES, Crate};
use std::collections::BTreeMap;

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
fn no_file_of_the_generator_is_long() {
    for (file, text) in generator() {
        let lines = text.lines().count();
        assert!(lines <= 400, "{file} has {lines} lines");
    }
}

#[test]
fn every_file_of_the_generator_has_a_description() {
    for (file, text) in generator() {
        assert!(text.starts_with("//! "), "{file} begins with what it is for");
    }
}
