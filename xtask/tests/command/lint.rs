//! What is told of documents to people and to programs, and when that is a failure.

use crate::project::{Project, document, page};
use serde_json::Value;

/// A page whose example does not fit its schema.
fn contradiction() -> String {
    page("getTools", "get", "/tools").replace(r#"[{ "name": "getTools" }]"#, r#"[{ "name": 7 }]"#)
}

/// What a run told, an object a line.
fn objects(stdout: &str) -> Vec<Value> {
    stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn documents_in_which_nothing_hurts() {
    let ran = Project::new().run(&["spec", "lint"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    assert_eq!(ran.stdout, "spec: nothing found\n");
}

#[test]
fn findings_are_a_failure() {
    let project = Project::new();
    project.write("spec/get-tools.json", &contradiction());
    let ran = project.run(&["spec", "lint"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), "spec: findings: 1\n"));
    insta::assert_snapshot!(ran.stderr);
    assert!(!project.path("generated-client/src").exists());
}

#[test]
fn a_document_that_the_caller_names() {
    let project = Project::new();
    let document = document("getPots", "/pots").replace(r#""operationId": "getPots","#, "");
    project.write("pots.json", &document);
    let ran = project.run(&["spec", "lint", "pots.json"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), "pots.json: findings: 1\n"));
    assert!(ran.stderr.contains("has no `operationId`"), "{ran:#?}");
}

#[test]
fn a_document_that_cannot_be_read() {
    let project = Project::new();
    project.write("pots.json", "{");
    let ran = project.run(&["spec", "lint", "pots.json"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""));
}

#[test]
fn secrets_are_not_shown() {
    let project = Project::new();
    let key = "0f1e2d3c4b5a69788796";
    let page = page("getTools", "get", "/tools")
        .replace(r#"{ "name": "getTools" }"#, &format!(r#"{{ "apiKey": "{key}" }}"#));
    project.write("spec/get-tools.json", &page);
    let ran = project.run(&["spec", "lint"]);
    assert_eq!(ran.code, Some(1), "{ran:#?}");
    insta::assert_snapshot!(ran.stderr);
    let json = project.run(&["spec", "lint", "--message-format", "json"]);
    assert!(!json.stdout.contains(key) && json.stderr.is_empty(), "{json:#?}");
}

#[test]
fn programs_are_told_the_same() {
    let project = Project::new();
    project.write("spec/get-tools.json", &contradiction());
    let found = objects(&project.run(&["spec", "lint", "--message-format", "json"]).stdout);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert_eq!(found[0]["reason"], "diagnostic");
    assert_eq!(found[0]["severity"], "warning");
    assert_eq!(found[0]["place"]["file"], "spec/get-tools.json");
    assert_eq!(found[0]["place"]["line"], 24);
    let pointer = "/spec/responses/200/content/application~1json/example/0/name";
    assert_eq!(found[0]["place"]["pointer"], pointer);
    assert!(found[0]["rendered"].as_str().unwrap().contains("spec/get-tools.json:24"));
    assert_eq!((&found[1]["reason"], &found[1]["success"]), (&"finished".into(), &false.into()));
    assert_eq!(found[1]["findings"], 1);
}

#[test]
fn programs_are_told_what_was_written() {
    let project = Project::new();
    let json = ["codegen", "--message-format", "json"];
    let written = objects(&project.run(&json).stdout);
    let [finished] = &written[..] else { panic!("{written:#?}") };
    assert_eq!((&finished["reason"], &finished["success"]), (&"finished".into(), &true.into()));
    let changes = finished["changes"].as_array().unwrap();
    assert_eq!(finished["files"], changes.len());
    assert!(changes.iter().any(|change| {
        change["path"] == "generated-client/src/lib.rs" && change["was"] == "missing"
    }));
    project.write("generated-client/src/lib.rs", "");
    let checked = project.run(&[&json[..], &["--check"]].concat());
    assert_eq!(checked.code, Some(1), "{checked:#?}");
    let finished = &objects(&checked.stdout)[0];
    assert_eq!(finished["success"], false);
    assert_eq!(finished["changes"][0]["was"], "stale");
}

#[test]
fn programs_are_told_what_stood_in_the_way() {
    let project = Project::new();
    project.write("spec/get-beds.json", "{");
    let ran = project.run(&["codegen", "--message-format=json"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(2), ""));
    assert_eq!(objects(&ran.stdout)[0]["severity"], "error");
    let elsewhere =
        project.run(&["codegen", "--spec", "no.json", "--out", "o", "--message-format=json"]);
    let told = &objects(&elsewhere.stdout)[0];
    assert!(told["place"].is_null() && told["help"].is_string(), "{told:#?}");
}

#[test]
fn warnings_can_be_denied() {
    let project = Project::new();
    let tools =
        page("getTools", "get", "/tools").replace(r#""type": "string""#, r#""enum": ["large", 7]"#);
    project.write("spec/get-tools.json", &tools);
    let ran = project.run(&["codegen", "--deny-warnings"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""));
    assert!(ran.stderr.contains("of several types"), "{ran:#?}");
    assert!(ran.stderr.contains("nothing is written: warnings are denied, and there are 1"));
    assert!(!project.path("generated-client/src").exists());
    assert_eq!(project.run(&["codegen"]).code, Some(0));
    project.write("spec/get-tools.json", &page("getTools", "get", "/tools"));
    assert_eq!(project.run(&["codegen", "--deny-warnings"]).code, Some(0));
}
