//! What is told when something is wrong: with the place and the remedy, on stderr, exit code 2.

use crate::project::{Project, page};
use std::fs;

/// What a call that cannot be done tells.
fn refused(project: &Project, arguments: &[&str]) -> String {
    let ran = project.run(arguments);
    assert_eq!(ran.code, Some(2), "{ran:#?}");
    assert_eq!(ran.stdout, "");
    ran.stderr
}

#[test]
fn a_page_with_credentials() {
    let project = Project::new();
    let page = page("getPots", "get", "/pots")
        .replace(r#""method""#, r#""sampleCode": { "curl": "key" }, "method""#);
    project.write("spec/get-pots.json", &page);
    insta::assert_snapshot!(refused(&project, &["codegen"]));
}

#[test]
fn a_page_on_one_line_is_not_printed_whole() {
    let project = Project::new();
    let sample = format!("{}the key", "a long text ".repeat(100));
    let page = page("getPots", "get", "/pots")
        .replace(r#""method""#, &format!(r#""sampleCode": "{sample}", "method""#))
        .replace('\n', "");
    project.write("spec/get-pots.json", &page);
    let told = refused(&project, &["codegen"]);
    assert!(told.contains("a long text") && !told.contains("the key"), "{told}");
    let column = page.find(&format!("\"{sample}")).unwrap() + 1;
    assert!(told.contains(&format!("spec/get-pots.json:1:{column}\n")), "{told}");
    assert!(told.len() < 1000, "{told}");
}

#[test]
fn an_operation_documented_twice() {
    let project = Project::new();
    project.write("spec/again.json", &page("getBeds", "get", "/beds"));
    insta::assert_snapshot!(refused(&project, &["codegen"]));
}

#[test]
fn a_document_that_is_not_json() {
    let project = Project::new();
    project.write("spec/get-beds.json", "{\n  \"type\": api\n}\n");
    insta::assert_snapshot!(refused(&project, &["codegen"]));
}

#[test]
fn a_document_that_is_not_text() {
    let project = Project::new();
    fs::write(project.path("spec/get-beds.json"), [0xff, 0xfe]).unwrap();
    let told = refused(&project, &["codegen"]);
    assert!(told.contains("get-beds.json") && told.contains("UTF-8"), "{told}");
}

#[test]
fn a_profile_with_an_unknown_key() {
    let project = Project::new();
    project.write("spec/api.toml", "[crate]\nname = \"garden\"\n\n[paging]\nstile = \"link\"\n");
    insta::assert_snapshot!(refused(&project, &["codegen"]));
}

#[test]
fn no_documents() {
    let project = Project::new();
    fs::remove_file(project.path("spec/get-beds.json")).unwrap();
    fs::remove_file(project.path("spec/get-tools.json")).unwrap();
    let told = refused(&project, &["codegen"]);
    assert!(told.contains("holds no document") && told.contains("spec import"), "{told}");
}

#[test]
fn a_document_that_is_not_there() {
    let project = Project::new();
    insta::assert_snapshot!(refused(&project, &["codegen", "--spec", "no.json", "--out", "out"]));
    assert!(!project.path("out").exists());
}

#[test]
fn bad_usage() {
    let project = Project::new();
    for arguments in [
        &["codegen", "--spec", "a.json"][..],
        &["codegen", "--out", "out"],
        &["codegen", "--name", "garden"],
        &["codegen", "--spec", "a.json", "--out", "out", "--name", "../evil"],
        &["spec", "import"],
        &["nonsense"],
    ] {
        let told = refused(&project, arguments);
        assert!(told.contains("error: "), "{told}");
    }
}

#[test]
fn a_folder_that_is_not_the_project() {
    let project = Project::new();
    let elsewhere = tempfile::tempdir().unwrap();
    let root = elsewhere.path().to_str().unwrap();
    let told = refused(&project, &["--root", root, "codegen"]);
    assert!(told.contains("is not the project's folder"), "{told}");
}

#[test]
fn colours_are_for_terminals() {
    let project = Project::new();
    let told = refused(&project, &["codegen", "--spec", "no.json", "--out", "out"]);
    assert!(!told.contains('\u{1b}'), "{told}");
    let forced = project
        .command(&["codegen", "--spec", "no.json", "--out", "out"])
        .env("CLICOLOR_FORCE", "1")
        .output()
        .unwrap();
    assert!(String::from_utf8(forced.stderr).unwrap().contains('\u{1b}'));
}

#[test]
fn help_tells_what_to_type() {
    let project = Project::new();
    for (name, arguments) in [
        ("help", &["--help"][..]),
        ("help_codegen", &["codegen", "--help"]),
        ("help_spec_import", &["spec", "import", "--help"]),
        ("help_spec_lint", &["spec", "lint", "--help"]),
        ("help_spec_diff", &["spec", "diff", "--help"]),
        ("help_corpus", &["corpus", "--help"]),
    ] {
        let ran = project.run(arguments);
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
        insta::assert_snapshot!(name, ran.stdout);
    }
}

#[test]
fn warnings_that_say_the_same_are_told_once() {
    let project = Project::new();
    for number in 1..=6 {
        let page = page(&format!("getPots{number}"), "get", &format!("/pots{number}"));
        let (before, schema) = page.split_once(r#""type": "array""#).unwrap();
        let (_, after) = schema.split_once("            },").unwrap();
        let page = format!("{before}\"type\": \"object\"\n            }},{after}");
        project.write(&format!("spec/get-pots-{number}.json"), &page);
    }
    let tools =
        page("getTools", "get", "/tools").replace(r#""type": "string""#, r#""enum": ["large", 7]"#);
    project.write("spec/get-tools.json", &tools);
    let ran = project.run(&["codegen"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    insta::assert_snapshot!(ran.stderr);
    let verbose = project.run(&["codegen", "--verbose"]).stderr;
    assert_eq!(verbose.matches("warning: ").count(), 7, "{verbose}");
}
