//! `spec lint`, `--message-format json` and `--deny-warnings`.

use crate::project::{Project, document, page};
use serde_json::Value;

/// A page whose example does not match its schema.
fn page_with_invalid_example() -> String {
    page("getTools", "get", "/tools").replace(r#"[{ "name": "getTools" }]"#, r#"[{ "name": 7 }]"#)
}

/// The JSON messages of a run.
fn objects(stdout: &str) -> Vec<Value> {
    stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn documents_without_findings() {
    let ran = Project::new().run(&["spec", "lint"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    assert_eq!(ran.stdout, "spec: no findings\n");
}

#[test]
fn findings_fail_the_command() {
    let project = Project::new();
    project.write("spec/get-tools.json", &page_with_invalid_example());
    let ran = project.run(&["spec", "lint"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), "spec: 1 finding\n"));
    insta::assert_snapshot!(ran.stderr);
    assert!(!project.path("generated-client/src").exists());
}

#[test]
fn checks_a_document_as_an_overlay_corrects_it() {
    let project = Project::new();
    let document = document("getPots", "/pots").replace(r#""operationId": "getPots","#, "");
    project.write("pots.json", &document);
    let overlay = r#"{"overlay": "1.0.0", "info": {"title": "Pots", "version": "1"}, "actions": [
{"target": "$.paths['/pots'].get", "update": {"operationId": "getPots"}}]}"#;
    project.write("overlay.json", overlay);
    let ran = project.run(&["spec", "lint", "pots.json", "--overlay", "overlay.json"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(0), "pots.json: no findings\n"), "{ran:#?}");
}

#[test]
fn checks_a_given_document() {
    let project = Project::new();
    let document = document("getPots", "/pots").replace(r#""operationId": "getPots","#, "");
    project.write("pots.json", &document);
    let ran = project.run(&["spec", "lint", "pots.json"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), "pots.json: 1 finding\n"));
    assert!(ran.stderr.contains("has no `operationId`"), "{ran:#?}");
}

#[test]
fn rejects_an_invalid_document() {
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
fn many_findings_are_shown_by_one_of_each_kind() {
    let project = Project::new();
    let operations: String = (1..=15)
        .map(|number| {
            format!("  /pots{number}: {{get: {{responses: {{'200': {{description: ok, content: {{application/json: {{schema: {{}}}}}}}}}}}}}}\n")
        })
        .collect();
    let document = format!(
        "openapi: 3.0.3\ninfo: {{title: Garden, version: '1'}}\npaths:\n{operations}components:\n  schemas: {{Unused: {{type: string}}}}\n"
    );
    project.write("garden.yaml", &document);
    let ran = project.run(&["spec", "lint", "garden.yaml"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), "garden.yaml: 31 findings\n"));
    insta::assert_snapshot!(ran.stderr);
    let verbose = project.run(&["spec", "lint", "--verbose", "garden.yaml"]);
    assert_eq!(verbose.stderr.matches("the schema is empty").count(), 15, "{}", verbose.stderr);
}

/// Values that the document describes, each in another way that the client does not support or that the document leaves open.
const UNTYPED: &str = r##"
openapi: 3.0.3
info: {title: Garden, version: '1'}
paths:
  /beds:
    get:
      operationId: getBeds
      responses:
        '200':
          description: ok
          content: {application/json: {schema: {type: object}, example: {size: 3}}}
  /pots:
    get:
      operationId: getPots
      responses:
        '200': {description: ok, content: {application/json: {example: {size: 3}}}}
  /trees:
    get:
      operationId: getTrees
      responses:
        '200': {description: ok, content: {application/xml: {schema: {$ref: "#/components/schemas/Tree"}}}}
    post:
      operationId: addTree
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Tree"}}}}
      responses: {'204': {description: ok}}
components:
  schemas:
    Tree:
      type: object
      properties:
        kind: {enum: [1, large]}
        code: {pattern: '^T'}
        other: {pattern: '^O'}
        owner: {$ref: "#/components/schemas/Missing"}
"##;

#[test]
fn untyped_values_are_reported_with_their_remedy() {
    let project = Project::new();
    project.write("garden.yaml", UNTYPED);
    let call = ["codegen", "--spec", "garden.yaml", "--out", "garden", "--report-untyped"];
    let ran = project.run(&call);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    let (report, _) = ran.stdout.split_once("wrote ").unwrap();
    insta::assert_snapshot!(report);

    let json = project.run(&[&call[..], &["--message-format", "json"]].concat());
    let untyped = objects(&json.stdout).into_iter().filter(|line| line["reason"] == "untyped");
    let untyped: Vec<_> = untyped.collect();
    assert_eq!(untyped.len(), 7, "{untyped:#?}");
    let by_profile = untyped.iter().find(|one| one["remedy"]["profile"].is_string()).unwrap();
    assert_eq!(by_profile["remedy"]["profile"], "responses.infer-from-examples");
    assert_eq!(by_profile["type"], "Value");
    assert_eq!(by_profile["location"]["file"], "garden.yaml");

    let lint = project.run(&["spec", "lint", "--verbose", "garden.yaml"]);
    for one in &untyped {
        let message = one["message"].as_str().unwrap();
        assert!(lint.stderr.contains(message), "{message}: {}", lint.stderr);
    }
}

#[test]
fn reports_findings_as_json() {
    let project = Project::new();
    project.write("spec/get-tools.json", &page_with_invalid_example());
    let found = objects(&project.run(&["spec", "lint", "--message-format", "json"]).stdout);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert_eq!(found[0]["reason"], "diagnostic");
    assert_eq!(found[0]["severity"], "warning");
    assert_eq!(found[0]["location"]["file"], "spec/get-tools.json");
    assert_eq!(found[0]["location"]["line"], 24);
    let pointer = "/spec/responses/200/content/application~1json/example/0/name";
    assert_eq!(found[0]["location"]["pointer"], pointer);
    assert!(found[0]["rendered"].as_str().unwrap().contains("spec/get-tools.json:24"));
    assert_eq!((&found[1]["reason"], &found[1]["success"]), (&"finished".into(), &false.into()));
    assert_eq!(found[1]["findings"], 1);
}

#[test]
fn reports_written_files_as_json() {
    let project = Project::new();
    let json = ["codegen", "--message-format", "json"];
    let written = objects(&project.run(&json).stdout);
    let [finished] = &written[..] else { panic!("{written:#?}") };
    assert_eq!((&finished["reason"], &finished["success"]), (&"finished".into(), &true.into()));
    let changes = finished["changes"].as_array().unwrap();
    assert_eq!(finished["files"], changes.len());
    assert!(changes.iter().any(|change| {
        change["path"] == "generated-client/src/lib.rs" && change["status"] == "missing"
    }));
    project.write("generated-client/src/lib.rs", "");
    let checked = project.run(&[&json[..], &["--check"]].concat());
    assert_eq!(checked.code, Some(1), "{checked:#?}");
    let finished = &objects(&checked.stdout)[0];
    assert_eq!(finished["success"], false);
    assert_eq!(finished["changes"][0]["status"], "stale");
}

#[test]
fn reports_errors_as_json() {
    let project = Project::new();
    project.write("spec/get-beds.json", "{");
    let ran = project.run(&["codegen", "--message-format=json"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(2), ""));
    assert_eq!(objects(&ran.stdout)[0]["severity"], "error");
    let elsewhere =
        project.run(&["codegen", "--spec", "no.json", "--out", "o", "--message-format=json"]);
    let error = &objects(&elsewhere.stdout)[0];
    assert!(error["location"].is_null() && error["help"].is_string(), "{error:#?}");
}

#[test]
fn violations_can_be_denied() {
    let project = Project::new();
    project
        .write("garden.yaml", "openapi: 3.0\ninfo: {title: Garden, version: '1.0'}\npaths: {}\n");
    let lint = ["spec", "lint", "garden.yaml"];
    let codegen = ["codegen", "--spec", "garden.yaml", "--out", "out"];
    assert_eq!(project.run(&lint).code, Some(1));
    assert_eq!(project.run(&codegen).code, Some(0));
    for command in [lint.as_slice(), codegen.as_slice()] {
        let ran = project.run(&[command, &["--strict"]].concat());
        assert_eq!(ran.code, Some(2), "{ran:#?}");
        assert!(ran.stderr.contains("error: `openapi` is the number 3.0"), "{ran:#?}");
    }
}

#[test]
fn warnings_can_be_denied() {
    let project = Project::new();
    let tools =
        page("getTools", "get", "/tools").replace(r#""type": "string""#, r#""enum": ["large", 7]"#);
    project.write("spec/get-tools.json", &tools);
    let ran = project.run(&["codegen", "--deny-warnings"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""));
    assert!(ran.stderr.contains("have several types"), "{ran:#?}");
    assert!(ran.stderr.contains("1 warning denied by `--deny-warnings`; no files were written"));
    assert!(!project.path("generated-client/src").exists());
    assert_eq!(project.run(&["codegen"]).code, Some(0));
    project.write("spec/get-tools.json", &page("getTools", "get", "/tools"));
    assert_eq!(project.run(&["codegen", "--deny-warnings"]).code, Some(0));
}
