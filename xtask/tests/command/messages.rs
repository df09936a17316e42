//! Error messages: they name a location and a remedy, go to stderr, and exit with 2. Also `--help`.

use crate::project::{Project, page};
use std::fs;

/// The error message of a failing run.
fn error(project: &Project, arguments: &[&str]) -> String {
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
    insta::assert_snapshot!(error(&project, &["codegen"]));
}

#[test]
fn a_long_line_is_shortened() {
    let project = Project::new();
    let sample = format!("{}the key", "a long text ".repeat(100));
    let page = page("getPots", "get", "/pots")
        .replace(r#""method""#, &format!(r#""sampleCode": "{sample}", "method""#))
        .replace('\n', "");
    project.write("spec/get-pots.json", &page);
    let message = error(&project, &["codegen"]);
    assert!(message.contains("a long text") && !message.contains("the key"), "{message}");
    let column = page.find(&format!("\"{sample}")).unwrap() + 1;
    assert!(message.contains(&format!("spec/get-pots.json:1:{column}\n")), "{message}");
    assert!(message.len() < 1000, "{message}");
}

#[test]
fn an_operation_documented_twice() {
    let project = Project::new();
    project.write("spec/again.json", &page("getBeds", "get", "/beds"));
    insta::assert_snapshot!(error(&project, &["codegen"]));
}

#[test]
fn a_document_that_is_not_json() {
    let project = Project::new();
    project.write("spec/get-beds.json", "{\n  \"type\": api\n}\n");
    insta::assert_snapshot!(error(&project, &["codegen"]));
}

#[test]
fn a_document_that_is_not_utf_8() {
    let project = Project::new();
    fs::write(project.path("spec/get-beds.json"), [0xff, 0xfe]).unwrap();
    let message = error(&project, &["codegen"]);
    assert!(message.contains("get-beds.json") && message.contains("UTF-8"), "{message}");
}

#[test]
fn a_profile_with_an_unknown_key() {
    let project = Project::new();
    project.write("spec/api.toml", "[crate]\nname = \"garden\"\n\n[paging]\nstile = \"link\"\n");
    insta::assert_snapshot!(error(&project, &["codegen"]));
}

#[test]
fn a_profile_with_invalid_values_and_keys_without_effect() {
    let project = Project::new();
    let profile = "trusted-domains = [\"com\"]\n\n[formats]\nuuid = { type = \"String\", dependency = \"1\" }\n";
    project.write("spec/api.toml", profile);
    insta::assert_snapshot!(error(&project, &["codegen"]));
}

#[test]
fn no_documents() {
    let project = Project::new();
    fs::remove_file(project.path("spec/get-beds.json")).unwrap();
    fs::remove_file(project.path("spec/get-tools.json")).unwrap();
    let message = error(&project, &["codegen"]);
    assert!(
        message.contains("contains no documents") && message.contains("spec import"),
        "{message}"
    );
}

#[test]
fn a_missing_document() {
    let project = Project::new();
    insta::assert_snapshot!(error(&project, &["codegen", "--spec", "no.json", "--out", "out"]));
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
        let message = error(&project, arguments);
        assert!(message.contains("error: "), "{message}");
    }
}

#[test]
fn a_crate_name_with_another_meaning_in_rust() {
    let project = Project::new();
    for name in ["box", "try", "std", "proc-macro"] {
        let arguments = ["codegen", "--spec", "a.json", "--out", "out", "--name", name];
        let message = error(&project, &arguments);
        assert!(
            message.contains(&format!("use another name, such as `{name}-client`")),
            "{message}"
        );
    }
}

#[test]
fn a_root_outside_the_project() {
    let project = Project::new();
    let elsewhere = tempfile::tempdir().unwrap();
    let root = elsewhere.path().to_str().unwrap();
    let message = error(&project, &["--root", root, "codegen"]);
    assert!(message.contains("is not the project folder"), "{message}");
}

#[test]
fn colors_are_for_terminals() {
    let project = Project::new();
    let message = error(&project, &["codegen", "--spec", "no.json", "--out", "out"]);
    assert!(!message.contains('\u{1b}'), "{message}");
    let forced = project
        .command(&["codegen", "--spec", "no.json", "--out", "out"])
        .env("CLICOLOR_FORCE", "1")
        .output()
        .unwrap();
    assert!(String::from_utf8(forced.stderr).unwrap().contains('\u{1b}'));
}

#[test]
fn help() {
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
fn repeated_warnings_are_summarized() {
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
