//! ARCHITECTURE.md and CONTRIBUTING.md name files that exist.

use crate::compiles::root;
use std::fs;

#[test]
fn names_files_that_exist() {
    check("ARCHITECTURE.md", 20);
    check("CONTRIBUTING.md", 5);
}

/// Checks the paths in a page, of which it has at least a number.
fn check(page: &str, least: usize) {
    let text = fs::read_to_string(root().join(page)).unwrap();
    // Text in backticks with a slash and without blanks or patterns is a path.
    let paths: Vec<&str> = text
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|code| {
            code.contains('/') && code.chars().all(|c| c.is_alphanumeric() || "/._-".contains(c))
        })
        .filter(|code| !code.starts_with('/') && !code.starts_with(".."))
        .collect();
    let missing: Vec<&&str> = paths.iter().filter(|path| !exists(path)).collect();
    assert!(paths.len() >= least, "{page}: {paths:?}");
    assert!(missing.is_empty(), "{page}: {missing:?}");
}

/// Paths are below the workspace, the generator's sources, or the generated client.
fn exists(path: &str) -> bool {
    ["", "generator/src", "generated-client", "generator/src/cli"]
        .iter()
        .any(|base| root().join(base).join(path).exists())
}
