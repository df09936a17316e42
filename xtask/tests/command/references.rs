//! `$ref` leads to files below the folders that are given, and nothing of any other file is shown.

use crate::project::{Project, Ran};
use std::fs;
use std::process::Command;

const SECRET: &str = "type: object\nproperties: {secret: {type: string}}\n";

/// A project with a document that refers to a file.
fn referring_to(reference: &str) -> Project {
    let project = Project::new();
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: Garden, version: '1.0'}}\npaths: {{}}\ncomponents: {{schemas: {{Bed: {{$ref: '{reference}'}}}}}}\n"
    );
    project.write("documents/garden.yaml", &text);
    project.write("common/bed.yaml", SECRET);
    project
}

fn lint(project: &Project, more: &[&str]) -> Ran {
    project.run(&[&["spec", "lint", "documents/garden.yaml"], more].concat())
}

fn assert_refused(ran: &Ran, why: &str) {
    assert_eq!(ran.code, Some(2), "{ran:#?}");
    assert!(ran.stderr.contains("documents/garden.yaml:4"), "{}", ran.stderr);
    assert!(ran.stderr.contains(why), "{}", ran.stderr);
    assert!(!ran.stderr.contains("secret"), "{}", ran.stderr);
}

#[test]
fn a_file_outside_is_read_where_its_folder_is_allowed() {
    let project = referring_to("../common/bed.yaml");
    let ran = lint(&project, &[]);
    assert_refused(&ran, "outside the folder of the document");
    assert!(ran.stderr.contains("--ref-root DIR"), "{}", ran.stderr);
    let ran = lint(&project, &["--ref-root", "common"]);
    assert_ne!(ran.code, Some(2), "{ran:#?}");
    let ran = lint(&project, &["--ref-root", "none"]);
    assert_eq!(ran.code, Some(2), "{ran:#?}");
    assert!(ran.stderr.contains("none"), "{}", ran.stderr);
}

#[test]
fn an_absolute_path_leads_outside_too() {
    let project = referring_to("/etc/hosts");
    assert_refused(&lint(&project, &[]), "outside the folder of the document");
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_resolved_first() {
    let project = referring_to("bed.yaml");
    let link = project.path("documents/bed.yaml");
    std::os::unix::fs::symlink(project.path("common/bed.yaml"), &link).unwrap();
    assert_refused(&lint(&project, &[]), "outside the folder of the document");
    fs::remove_file(&link).unwrap();
    project.write("documents/parts/bed.yaml", SECRET);
    std::os::unix::fs::symlink("parts/bed.yaml", &link).unwrap();
    assert_ne!(lint(&project, &[]).code, Some(2));
}

#[cfg(unix)]
#[test]
fn nothing_but_regular_files_is_opened() {
    let project = referring_to("bed.yaml");
    let fifo = Command::new("mkfifo").arg(project.path("documents/bed.yaml")).status().unwrap();
    assert!(fifo.success());
    assert_refused(&lint(&project, &[]), "not a regular file");
    let project = referring_to("/dev/zero");
    assert_refused(&lint(&project, &["--ref-root", "/dev"]), "not a regular file");
}

#[test]
fn a_description_is_no_reference() {
    let project = referring_to("#/components/schemas/Gate");
    let text = project.read("documents/garden.yaml").replace(
        "title: Garden",
        "title: Garden, description: 'see mapping: {a: ../common/bed.yaml}, $ref: ../common/bed.yaml'",
    );
    project.write(
        "documents/garden.yaml",
        &text.replace("{$ref: '#/components/schemas/Gate'}", "{type: string}"),
    );
    assert_ne!(lint(&project, &[]).code, Some(2));
}
