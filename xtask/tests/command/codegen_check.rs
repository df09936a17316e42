//! `codegen --check` reports how the files on disk differ, and changes nothing.

use crate::project::{Project, page};
use std::fs;

#[test]
fn an_up_to_date_client_passes() {
    let project = Project::generated();
    let ran = project.run(&["codegen", "--check"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert!(ran.stdout.starts_with("generated-client: up to date ("), "{}", ran.stdout);
    assert_eq!(ran.stderr, "");
}

#[test]
fn lists_stale_missing_and_stray_files() {
    let project = Project::generated();
    fs::remove_file(project.path("generated-client/src/garden/get_beds.rs")).unwrap();
    project.write("generated-client/src/lib.rs", "//! Edited by hand.\n");
    project.write("generated-client/src/extra.rs", "");
    let before = project.files("generated-client");

    let ran = project.run(&["codegen", "--check"]);
    assert_eq!(ran.code, Some(1));
    insta::assert_snapshot!(ran.stdout);
    assert_eq!(ran.stderr, "");
    assert_eq!(project.files("generated-client"), before);
}

#[test]
fn reports_a_missing_client() {
    let project = Project::new();
    let ran = project.run(&["codegen", "--check"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stdout.contains("missing  generated-client/src/lib.rs\n"), "{}", ran.stdout);
    assert!(!project.path("generated-client/src").exists());
}

#[test]
fn a_new_operation_makes_the_client_stale() {
    let project = Project::generated();
    project.write("spec/get-pots.json", &page("getPots", "get", "/pots"));
    let ran = project.run(&["codegen", "--check"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stdout.contains("missing  generated-client/src/garden/get_pots.rs\n"));
}
