//! A process that is killed at any moment leaves every piece of the output complete, either old or new.

use crate::project::{Project, files};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

/// File contents by path.
type Contents = BTreeMap<PathBuf, String>;

/// The pieces of the output.
const PIECES: [&str; 3] = ["Cargo.toml", "src", "tests/generated"];

fn piece(project: &Project, name: &str) -> Contents {
    let folder = project.path("generated-client");
    files(&folder)
        .into_iter()
        .filter(|(path, _)| path.starts_with(name))
        .map(|(path, (text, _))| (path, text))
        .collect()
}

fn pieces(project: &Project) -> [Contents; 3] {
    PIECES.map(|name| piece(project, name))
}

#[test]
fn killed_at_any_moment() {
    let project = Project::generated();
    let one = pieces(&project);
    let beds = project.read("spec/get-beds.json");
    let other_beds = beds.replace("getBeds", "getOtherBeds");
    project.write("spec/get-beds.json", &other_beds);
    assert_eq!(project.run(&["codegen"]).code, Some(0));
    let other = pieces(&project);
    assert_ne!(one, other);

    for round in 0..60 {
        project.write("spec/get-beds.json", if round % 2 == 0 { &beds } else { &other_beds });
        let mut child = project.command(&["codegen"]).stdout(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_micros(250 * round));
        child.kill().unwrap();
        child.wait().unwrap();
        for ((found, one), other) in pieces(&project).iter().zip(&one).zip(&other) {
            assert!(found == one || found == other, "round {round}: {found:#?}");
        }
    }
    project.write("spec/get-beds.json", &beds);
    assert_eq!(project.run(&["codegen"]).code, Some(0));
    assert_eq!(pieces(&project), one);
    assert!(!project.path("generated-client/.codegen").exists());
}
