//! `codegen` writes changed files, removes obsolete files, and touches nothing else.

use crate::project::{Project, overlay};
use std::fs;

#[test]
fn reports_written_files_on_stdout() {
    let project = Project::new();
    let ran = project.run(&["codegen"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    insta::assert_snapshot!(ran.stdout);
    assert_eq!(ran.stderr, "");
    assert!(project.path("generated-client/tests/by_hand.rs").exists());
    assert!(!project.path("generated-client/.codegen").exists());
}

#[test]
fn a_second_run_touches_nothing() {
    let project = Project::generated();
    let before = project.files("generated-client");
    let ran = project.run(&["codegen"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.stdout.starts_with("generated-client: 0 files written, 0 removed, "));
    assert_eq!(project.files("generated-client"), before);
}

#[test]
fn removes_the_file_of_a_removed_operation() {
    let project = Project::generated();
    let before = project.files("generated-client/src/garden");
    fs::remove_file(project.path("spec/get-tools.json")).unwrap();
    let ran = project.run(&["codegen"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert!(ran.stdout.contains("removed  generated-client/src/garden/get_tools.rs\n"));
    let after = project.files("generated-client/src/garden");
    let beds = std::path::Path::new("get_beds.rs");
    assert_eq!(after.keys().collect::<Vec<_>>(), [beds]);
    assert_eq!(after[beds], before[beds]);
}

#[test]
fn file_names_and_white_space_do_not_affect_the_output() {
    let project = Project::generated();
    let before = project.files("generated-client");
    let beds: serde_json::Value =
        serde_json::from_str(&project.read("spec/get-beds.json")).unwrap();
    fs::remove_file(project.path("spec/get-beds.json")).unwrap();
    project.write("spec/zzz.json", &beds.to_string());
    let ran = project.run(&["codegen", "--check"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert_eq!(project.files("generated-client"), before);
}

#[test]
fn an_invalid_document_leaves_the_client_unchanged() {
    let project = Project::generated();
    let before = project.files("generated-client");
    project.write("spec/get-beds.json", "{ \"type\": \"api\", ");
    fs::remove_file(project.path("spec/get-tools.json")).unwrap();
    let ran = project.run(&["codegen"]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(ran.stdout, "");
    assert_eq!(project.files("generated-client"), before);
}

#[test]
fn applies_the_overlay_in_spec() {
    let project = Project::generated();
    project.write("spec/overlay.yaml", &overlay("$.paths['/beds'].get", "deprecated: true"));
    let ran = project.run(&["codegen"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert!(ran.stdout.contains("wrote    generated-client/src/garden/get_beds.rs\n"), "{ran:#?}");
    assert!(project.read("generated-client/src/garden/get_beds.rs").contains("#[deprecated"));
}
