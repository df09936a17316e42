//! `$ref` can refer to files below the allowed folders only, and messages show no other file.

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

fn assert_rejected(ran: &Ran, why: &str) {
    assert_eq!(ran.code, Some(2), "{ran:#?}");
    assert!(ran.stderr.contains("documents/garden.yaml:4"), "{}", ran.stderr);
    assert!(ran.stderr.contains(why), "{}", ran.stderr);
    assert!(!ran.stderr.contains("secret"), "{}", ran.stderr);
}

#[test]
fn a_file_in_an_allowed_folder_is_read() {
    let project = referring_to("../common/bed.yaml");
    let ran = lint(&project, &[]);
    assert_rejected(&ran, "outside the folder of the document");
    assert!(ran.stderr.contains("--ref-root DIR"), "{}", ran.stderr);
    let ran = lint(&project, &["--ref-root", "common"]);
    assert_ne!(ran.code, Some(2), "{ran:#?}");
    let ran = lint(&project, &["--ref-root", "none"]);
    assert_eq!(ran.code, Some(2), "{ran:#?}");
    assert!(ran.stderr.contains("none"), "{}", ran.stderr);
}

#[test]
fn an_absolute_path_outside_is_rejected() {
    let project = referring_to("/etc/hosts");
    assert_rejected(&lint(&project, &[]), "outside the folder of the document");
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_resolved_first() {
    let project = referring_to("bed.yaml");
    let link = project.path("documents/bed.yaml");
    std::os::unix::fs::symlink(project.path("common/bed.yaml"), &link).unwrap();
    assert_rejected(&lint(&project, &[]), "outside the folder of the document");
    fs::remove_file(&link).unwrap();
    project.write("documents/parts/bed.yaml", SECRET);
    std::os::unix::fs::symlink("parts/bed.yaml", &link).unwrap();
    assert_ne!(lint(&project, &[]).code, Some(2));
}

#[cfg(unix)]
#[test]
fn only_regular_files_are_opened() {
    let project = referring_to("bed.yaml");
    let fifo = Command::new("mkfifo").arg(project.path("documents/bed.yaml")).status().unwrap();
    assert!(fifo.success());
    assert_rejected(&lint(&project, &[]), "not a regular file");
    let project = referring_to("/dev/zero");
    assert_rejected(&lint(&project, &["--ref-root", "/dev"]), "not a regular file");
}

#[test]
fn a_ref_in_a_description_is_text() {
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
