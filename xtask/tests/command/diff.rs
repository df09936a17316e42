//! `spec diff` and the summary of `codegen`, in all formats.

use crate::project::{Project, document, page};
use std::fs;
use std::path::Path;

/// Runs git in a project with a test identity.
fn git(project: &Project, arguments: &[&str]) {
    let ran = std::process::Command::new("git")
        .arg("-C")
        .arg(project.path("."))
        .args(["-c", "user.name=Test", "-c", "user.email=test@example.com"])
        .args(arguments)
        .output()
        .unwrap();
    assert!(ran.status.success(), "git {arguments:?}: {ran:?}");
}

/// A project with a committed client and uncommitted changes of its documents.
fn updated() -> Project {
    let project = Project::generated();
    git(&project, &["init", "--quiet"]);
    git(&project, &["add", "."]);
    git(&project, &["commit", "--quiet", "--message", "The client"]);
    fs::remove_file(project.path("spec/get-tools.json")).unwrap();
    project.write("spec/get-pots.json", &page("getPots", "get", "/pots"));
    project
}

/// Replaces the hash of the commit in a report.
fn without_commit(report: &str) -> String {
    let commit = report.split_once("Since ").and_then(|(_, rest)| rest.split_once(','));
    let commit = commit.unwrap_or_else(|| panic!("no commit in {report}")).0;
    report.replace(commit, "COMMIT")
}

#[test]
fn codegen_reports_changes_since_the_last_commit() {
    let project = updated();
    let checked = project.run(&["codegen", "--check"]);
    assert_eq!(checked.code, Some(1), "{checked:#?}");
    let ran = project.run(&["codegen"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    let report = without_commit(&ran.stdout);
    let (_, summary) = report.split_once("\n\n").unwrap();
    assert!(without_commit(&checked.stdout).ends_with(summary), "{checked:#?}");
    insta::assert_snapshot!(report);

    let again = project.run(&["codegen"]);
    assert_eq!(again.stdout.lines().count(), 1, "{again:#?}");
}

#[test]
fn compares_a_revision_in_every_format() {
    let project = updated();
    for format in ["text", "markdown", "json"] {
        let ran = project.run(&["spec", "diff", "git:HEAD", "spec", "--format", format]);
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{ran:#?}");
        insta::assert_snapshot!(format!("diff_{format}"), ran.stdout);
    }
    let call = ["spec", "diff", "git:HEAD", "spec", "--fail-on", "breaking"];
    assert_eq!(project.run(&call).code, Some(1));
    let unchanged = ["spec", "diff", "spec", "spec", "--fail-on", "breaking"];
    let ran = project.run(&unchanged);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(0), "1.0.0 -> 1.0.0: no changes\n"));
}

/// An API with an operation for each name, whose response has properties.
fn release(version: &str, operations: &[&str], properties: serde_json::Value) -> String {
    let paths = operations.iter().map(|id| {
        let schema = serde_json::json!({ "type": "object", "properties": properties });
        let content = serde_json::json!({ "application/json": { "schema": schema } });
        let responses =
            serde_json::json!({ "200": { "description": "Done.", "content": content } });
        let get =
            serde_json::json!({ "operationId": id, "tags": ["beds"], "responses": responses });
        (format!("/{id}"), serde_json::json!({ "get": get }))
    });
    let paths: serde_json::Map<_, _> = paths.collect();
    let info = serde_json::json!({ "title": "Garden", "version": version });
    serde_json::json!({ "openapi": "3.0.3", "info": info, "paths": paths }).to_string()
}

#[test]
fn a_jump_over_many_releases_leads_with_breaking_changes() {
    let project = Project::new();
    let old = serde_json::json!({
        "name": { "type": "string" },
        "rows": { "type": "array", "items": {} },
        "labels": { "type": "object", "additionalProperties": { "type": "string" }, "properties": { "main": { "type": "string" } } },
    });
    let new = serde_json::json!({
        "rows": { "type": "array", "items": { "type": "integer" } },
        "labels": { "type": "object", "properties": { "main": { "type": "string", "description": "The first label." } } },
        "area": { "type": "number" },
    });
    let operations = ["getFerns", "getHerbs", "getMosses", "getReeds"];
    project.write("old.json", &release("1.34.0", &operations[..3], old));
    project.write("new.json", &release("1.42.0", &operations[1..], new));
    for format in ["text", "markdown"] {
        let ran = project.run(&["spec", "diff", "old.json", "new.json", "--format", format]);
        assert_eq!(ran.code, Some(0), "{ran:#?}");
        insta::assert_snapshot!(format!("jump_{format}"), ran.stdout);
    }
}

#[test]
fn adds_to_a_changelog_once() {
    let project = Project::new();
    project.write("old.json", &document("getFish", "/fish"));
    let newer = document("getFish", "/fish").replace("\"1.0.0\"", "\"2.0.0\"");
    project.write(
        "new.json",
        &newer.replace("\"operationId\"", "\"deprecated\": true, \"operationId\""),
    );
    project.write("CHANGELOG.md", "# Changelog\n\n## 1.0.0\n\nAll is new.\n");
    let call = ["spec", "diff", "old.json", "new.json", "--changelog", "CHANGELOG.md"];
    assert_eq!(project.run(&call).code, Some(0));
    let once = project.read("CHANGELOG.md");
    insta::assert_snapshot!(once);
    assert_eq!(project.run(&call).code, Some(0));
    assert_eq!(project.read("CHANGELOG.md"), once);

    let edited = once.replace("deprecated", "old");
    project.write("CHANGELOG.md", &edited);
    let ran = project.run(&call);
    assert_eq!(ran.code, Some(2), "{ran:#?}");
    assert!(ran.stderr.contains("already has a different section"), "{}", ran.stderr);
    assert_eq!(project.read("CHANGELOG.md"), edited);
}

#[test]
fn explains_invalid_arguments() {
    let project = updated();
    for (old, message) in [
        ("git:nowhere", "cannot read spec/ at revision `nowhere`"),
        ("nowhere.json", "cannot read nowhere.json"),
        ("generated-client", "contains no documents"),
    ] {
        let ran = project.run(&["spec", "diff", old, "spec"]);
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""), "{ran:#?}");
        assert!(ran.stderr.contains(message) && ran.stderr.contains("help: "), "{}", ran.stderr);
    }
    let mut command = project.command(&["spec", "diff", "git:HEAD", "spec"]);
    let ran = command.env("PATH", "").output().unwrap();
    let report = String::from_utf8(ran.stderr).unwrap();
    assert!(report.contains("cannot run git"), "{report}");
}

/// The guide shows lines of the real output, in the same order.
#[test]
fn guide_shows_real_output() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let releases = ["v1.41.0", "v1.42.0"]
        .map(|release| root.join(format!("../shared/corpus/meraki/spec3-{release}.json")));
    if !releases.iter().all(|release| release.exists()) {
        return println!("skipped: there are no documents beside the project");
    }
    let readme = fs::read_to_string(root.join("docs/guide/src/updating.md")).unwrap();
    let (_, shown) = readme.split_once("```text\n1.41.0 -> ").unwrap();
    let (shown, _) = shown.split_once("```").unwrap();

    let profile = root.join("spec/api.toml");
    let [old, new] = releases.each_ref().map(|release| release.to_str().unwrap());
    let call = ["spec", "diff", old, new, "--profile", profile.to_str().unwrap()];
    let ran = Project::new().run(&call);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    let mut report = ran.stdout.lines();
    for line in format!("1.41.0 -> {shown}").lines() {
        assert!(report.any(|one| one == line), "{line}\n{}", ran.stdout);
    }
}

#[test]
fn names_in_documents_are_escaped_for_terminals_and_markdown() {
    let project = Project::new();
    let hostile = "a`b\u{1b}[2J\u{7}\u{202e}\n\n## 9.9.9\n\n<img src=x> [x](y) @all";
    for (file, version, name) in [("old.json", "1.1", "a"), ("new.json", "1.2", hostile)] {
        let document = serde_json::json!({
            "openapi": "3.0.3",
            "info": { "title": "Garden", "version": format!("{version}{name}") },
            "paths": { "/beds": { "get": {
                "operationId": name,
                "summary": name,
                "tags": ["beds"],
                "parameters": [{ "name": name, "in": "query", "schema": { "type": "string" } }],
                "responses": { "204": { "description": "Done." } },
            } } },
        });
        project.write(file, &document.to_string());
    }
    let shown = |format| {
        let ran = project.run(&["spec", "diff", "old.json", "new.json", "--format", format]);
        assert_eq!(ran.code, Some(0), "{ran:#?}");
        assert!(!ran.stdout.contains(['\u{1b}', '\u{7}']), "{}", ran.stdout);
        ran.stdout
    };
    shown("json");
    for format in ["text", "markdown"] {
        let shown = shown(format);
        assert!(!shown.contains('\u{202e}') && shown.contains(r"\u{1b}[2J"), "{shown}");
    }
    let markdown = shown("markdown");
    let lines =
        ["## 1.2", "1.1", "suggested version: ", "### ", "#### ", "| ", "|---", "- ", "  - "];
    let is_known =
        |line: &str| line.is_empty() || lines.iter().any(|start| line.starts_with(start));
    assert!(markdown.lines().all(is_known), "{markdown}");
}
