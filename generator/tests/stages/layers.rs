//! The layers of the generator: who may name what, and how long a file may be.

use crate::fixtures::entries;
use std::fs;
use std::path::{Path, PathBuf};

/// A file of the generator.
struct File {
    /// Its path below `src/`.
    path: String,
    text: String,
}

impl File {
    /// Whether the code of the file, comments aside, uses a crate or a macro of that name.
    fn uses(&self, name: &str) -> bool {
        let code = self.text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let mut pieces = code.flat_map(|line| {
            // Each piece ends where a path goes on, or where a macro is called.
            let mut pieces: Vec<&str> = line.split("::").flat_map(|part| part.split('!')).collect();
            pieces.pop();
            pieces
        });
        pieces.any(|piece| {
            let before = piece.strip_suffix(name);
            before
                .is_some_and(|before| !before.ends_with(|c: char| c.is_alphanumeric() || c == '_'))
        })
    }
}

fn files() -> Vec<File> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![src.clone()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for path in entries(&folder) {
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(File {
                    path: below(&src, &path),
                    text: fs::read_to_string(&path).unwrap_or_default(),
                });
            }
        }
    }
    assert!(files.len() > 20, "the sources are found");
    files
}

fn below(src: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(src).unwrap_or(path);
    parts.iter().collect::<PathBuf>().to_string_lossy().replace('\\', "/")
}

/// Asserts that a crate is used in these places alone.
fn only(name: &str, places: &[&str]) {
    let strangers: Vec<String> = files()
        .into_iter()
        .filter(|file| !places.iter().any(|place| file.path.starts_with(place)) && file.uses(name))
        .map(|file| file.path)
        .collect();
    assert_eq!(strangers, [""; 0], "`{name}` is for {places:?} alone");
}

#[test]
fn openapiv3_is_known_to_the_readers_alone() {
    only("openapiv3", &["read/", "normalise/"]);
}

#[test]
fn tokens_are_made_in_render_alone() {
    for name in ["quote", "proc_macro2", "prettyplease", "syn"] {
        only(name, &["render/"]);
    }
}

#[test]
fn names_are_made_in_one_file() {
    only("heck", &["lower/names/case.rs"]);
}

#[test]
fn render_does_not_know_the_document() {
    for file in files().iter().filter(|file| file.path.starts_with("render/")) {
        assert!(!file.text.contains("document::"), "{} names the document model", file.path);
    }
}

#[test]
fn no_file_is_long() {
    for file in files() {
        let lines = file.text.lines().count();
        assert!(lines <= 400, "{} has {lines} lines", file.path);
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for file in files() {
        assert!(file.text.starts_with("//! "), "{} begins with what it is for", file.path);
    }
}
