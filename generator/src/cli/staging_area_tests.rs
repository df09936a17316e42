//! A run that is killed between any two steps leaves complete pieces, and the next run succeeds.

use super::*;
use std::collections::BTreeMap;

const PIECES: [&str; 3] = ["Cargo.toml", "src", "tests/generated"];

type Contents = BTreeMap<String, String>;

fn contents(of: &str) -> Contents {
    ["Cargo.toml", "src/lib.rs", &format!("src/{of}.rs"), "tests/generated/main.rs"]
        .map(|path| (path.to_owned(), of.to_owned()))
        .into()
}

fn pieces() -> BTreeSet<&'static str> {
    PIECES.into()
}

fn staged(root: &Path, contents: &Contents) -> StagingArea {
    let stage = StagingArea::open(root, &pieces()).unwrap();
    contents.iter().for_each(|(path, text)| stage.write(path, text).unwrap());
    stage
}

fn written(contents: &Contents) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    staged(root.path(), contents).commit(&pieces()).unwrap();
    root
}

/// The contents of a piece.
fn piece(root: &Path, piece: &str) -> Contents {
    walkdir::WalkDir::new(root.join(piece))
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            (path, fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

fn assert_complete(root: &Path, expected: &Contents, name: &str) {
    let expected: Contents = expected
        .iter()
        .filter(|(path, _)| Path::new(path).starts_with(name))
        .map(|(path, text)| (path.clone(), text.clone()))
        .collect();
    assert_eq!(piece(root, name), expected, "{name}");
}

/// Leaves a stage as a killed process does: unlocked, but not cleaned up.
fn kill(stage: StagingArea) {
    let (left, kept) = (stage.folder(), stage.root.join("kept"));
    fs::rename(&left, &kept).unwrap();
    drop(stage);
    fs::rename(&kept, &left).unwrap();
}

#[test]
fn kill_before_commit_leaves_old_pieces() {
    let (old, new) = (contents("old"), contents("new"));
    let root = written(&old);
    kill(staged(root.path(), &new));
    PIECES.iter().for_each(|name| assert_complete(root.path(), &old, name));
}

#[test]
fn kill_between_pieces_leaves_complete_pieces() {
    let (old, new) = (contents("old"), contents("new"));
    for done in 0..=PIECES.len() {
        let root = written(&old);
        let stage = staged(root.path(), &new);
        PIECES[..done].iter().for_each(|name| stage.swap(name).unwrap());
        kill(stage);
        PIECES[..done].iter().for_each(|name| assert_complete(root.path(), &new, name));
        PIECES[done..].iter().for_each(|name| assert_complete(root.path(), &old, name));

        staged(root.path(), &new).commit(&pieces()).unwrap();
        PIECES.iter().for_each(|name| assert_complete(root.path(), &new, name));
        assert!(!root.path().join(".codegen").exists());
    }
}

#[test]
fn next_run_restores_after_kill_between_renames() {
    let (old, new) = (contents("old"), contents("new"));
    for name in PIECES {
        for done in 0..=3 {
            let root = written(&old);
            let stage = staged(root.path(), &new);
            for (from, to) in &stage.renames(name).unwrap()[..done] {
                fs::rename(from, to).unwrap();
            }
            kill(stage);
            drop(StagingArea::open(root.path(), &pieces()).unwrap());
            assert_complete(root.path(), if done < 2 { &old } else { &new }, name);
        }
    }
}

#[test]
fn failure_rolls_back_earlier_pieces() {
    let (old, new) = (contents("old"), contents("new"));
    let root = written(&old);
    fs::remove_dir_all(root.path().join("tests")).unwrap();
    fs::write(root.path().join("tests"), "not a folder").unwrap();
    assert!(staged(root.path(), &new).commit(&pieces()).is_err());
    ["Cargo.toml", "src"].iter().for_each(|name| assert_complete(root.path(), &old, name));
    assert_eq!(fs::read_to_string(root.path().join("tests")).unwrap(), "not a folder");
}

#[test]
fn commit_removes_pieces_that_are_not_staged() {
    let root = written(&contents("old"));
    StagingArea::open(root.path(), &pieces()).unwrap().commit(&["tests/generated"].into()).unwrap();
    assert!(!root.path().join("tests/generated").exists());
    assert_complete(root.path(), &contents("old"), "src");
}

#[test]
fn linked_file_keeps_its_modification_time() {
    let root = written(&contents("old"));
    let file = root.path().join("src/lib.rs");
    let before = fs::metadata(&file).unwrap().modified().unwrap();
    let stage = StagingArea::open(root.path(), &pieces()).unwrap();
    stage.link("src/lib.rs").unwrap();
    stage.write("src/new.rs", "new").unwrap();
    stage.commit(&["src"].into()).unwrap();
    assert_eq!(fs::metadata(&file).unwrap().modified().unwrap(), before);
    assert_eq!(fs::read_to_string(root.path().join("src/new.rs")).unwrap(), "new");
    assert!(!root.path().join("src/old.rs").exists());
}
