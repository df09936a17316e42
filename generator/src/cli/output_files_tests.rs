//! Only files that differ are reported and written.

use super::*;

fn output(root: &Path, files: &[(&str, &str)]) -> OutputFiles {
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    OutputFiles {
        root: root.to_owned(),
        owned: ["src", "tests/generated"].map(str::to_owned).into(),
        files,
    }
}

fn listed(changes: &Changes) -> Vec<(&str, Change)> {
    changes.iter().map(|(path, change)| (path.as_str(), *change)).collect()
}

#[test]
fn reports_stale_missing_and_stray_files() {
    let root = tempfile::tempdir().unwrap();
    output(root.path(), &[("Cargo.toml", "a"), ("src/b.rs", "b"), ("src/c.rs", "c")])
        .write()
        .unwrap();
    fs::create_dir_all(root.path().join("tests")).unwrap();
    fs::write(root.path().join("tests/by_hand.rs"), "").unwrap();

    let expected_tree =
        output(root.path(), &[("Cargo.toml", "a"), ("src/b.rs", "B"), ("src/d/e.rs", "e")]);
    let expected =
        [("src/b.rs", Change::Stale), ("src/c.rs", Change::Stray), ("src/d/e.rs", Change::Missing)];
    assert_eq!(listed(&expected_tree.compare().unwrap()), expected);
    assert_eq!(listed(&expected_tree.write().unwrap()), expected);
    assert!(expected_tree.compare().unwrap().is_empty());
    assert!(root.path().join("tests/by_hand.rs").exists());
}

#[test]
fn replaces_a_file_with_a_folder_and_back() {
    let root = tempfile::tempdir().unwrap();
    let file = output(root.path(), &[("src/a", "file")]);
    let folder = output(root.path(), &[("src/a/b", "in a folder")]);
    for output in [&file, &folder, &file] {
        output.write().unwrap();
        assert!(output.compare().unwrap().is_empty());
    }
}

#[test]
fn removes_empty_folders() {
    let root = tempfile::tempdir().unwrap();
    output(root.path(), &[("src/a.rs", ""), ("tests/generated/main.rs", "")]).write().unwrap();
    let changes = output(root.path(), &[("src/a.rs", "")]).write().unwrap();
    assert_eq!(listed(&changes), [("tests/generated/main.rs", Change::Stray)]);
    assert!(!root.path().join("tests/generated").exists());
}

#[test]
fn keeps_what_cargo_writes_into_a_package() {
    let root = tempfile::tempdir().unwrap();
    let package = |text| OutputFiles {
        owned: ["cli".to_owned()].into(),
        ..output(root.path(), &[("cli/Cargo.toml", text), ("cli/src/main.rs", "")])
    };
    package("a").write().unwrap();
    let disk = |path: &str| root.path().join(path);
    fs::create_dir_all(disk("cli/target/debug")).unwrap();
    for path in ["cli/target/debug/program", "cli/Cargo.lock", "cli/src/Cargo.lock"] {
        fs::write(disk(path), "built").unwrap();
    }
    let stray = [("cli/src/Cargo.lock", Change::Stray)];
    assert_eq!(listed(&package("a").compare().unwrap()), stray);
    package("b").write().unwrap();
    assert_eq!(fs::read_to_string(disk("cli/Cargo.lock")).unwrap(), "built");
    assert!(package("b").compare().unwrap().is_empty());
    // A package that is no longer generated is removed with what was built of it.
    let nothing = OutputFiles { files: BTreeMap::new(), ..package("b") };
    nothing.write().unwrap();
    assert!(!disk("cli").exists());
}
