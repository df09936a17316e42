//! `corpus`, and documents in several files.

use crate::project::{Project, Ran};
use serde_json::{Value, json};

const GARDEN: &str = "openapi: 3.1.0
info: { title: Garden, version: 1.0.0 }
paths:
  /beds: { $ref: 'parts/beds.yaml' }
";
const BEDS: &str = "get:
  responses:
    '200':
      description: Beds.
      content: { application/json: { schema: { $ref: 'bed%20one.json#/Bed' } } }
";
const BED: &str = r#"{ "Bed": { "type": ["object", "null"], "properties": { "name": true } } }"#;

fn project() -> Project {
    let project = Project::new();
    project.write("documents/garden.yaml", GARDEN);
    project.write("documents/parts/beds.yaml", BEDS);
    project.write("documents/parts/bed one.json", BED);
    project
}

/// The columns of a document's row.
fn row<'r>(ran: &'r Ran, document: &str) -> Vec<&'r str> {
    let row = ran.stdout.lines().find_map(|line| line.strip_prefix(document));
    row.unwrap_or_else(|| panic!("{document}: {ran:#?}")).split_whitespace().collect()
}

#[test]
fn reads_a_document_in_several_files() {
    let project = project();
    let out = ["codegen", "--spec", "documents/garden.yaml", "--out", "client"];
    let ran = project.run(&out);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert!(project.read("client/src/schemas.rs").contains("pub struct Bed"));

    project.write("documents/parts/bed one.json", "{");
    let ran = project.run(&out);
    assert_eq!(ran.code, Some(2), "{ran:#?}");
    assert!(ran.stderr.contains("documents/parts/bed one.json:1"), "{}", ran.stderr);
}

#[test]
fn lists_every_document_of_a_folder() {
    let project = project();
    let ran = project.run(&["corpus", "documents", "--no-check"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{ran:#?}");
    let [operations, schemas, warnings, untyped, .., outcome] = row(&ran, "garden.yaml")[..] else {
        panic!("{ran:#?}");
    };
    assert_eq!([operations, schemas, warnings, untyped, outcome], ["1", "1", "0", "1", "ok"]);
    assert!(
        row(&ran, "parts/beds.yaml").ends_with(&["skipped:", "not", "an", "OpenAPI", "document"])
    );
    assert!(ran.stdout.ends_with("3 documents: 1 ok, 2 skipped, 0 refused, 0 failed\n"));
}

#[test]
fn a_rejected_document_is_listed_with_its_error() {
    let project = project();
    project.write("documents/old/fault.yaml", "openapi: 3.0.0\ninfo: {}\npaths: 1\n");
    project.write("documents/old/text.json", "{ \"swagger\": ");
    let ran = project.run(&["corpus", "documents", "--no-check"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert!(row(&ran, "old/fault.yaml").contains(&"documents/old/fault.yaml:3:8:"), "{ran:#?}");
    assert!(row(&ran, "old/text.json").contains(&"refused:"), "{ran:#?}");
    assert!(
        ran.stdout.ends_with("5 documents: 1 ok, 2 skipped, 2 refused, 0 failed\n"),
        "{ran:#?}"
    );
}

#[test]
fn prints_rows_as_json() {
    let project = project();
    project.write("documents/fault.yaml", "openapi: 3.0.0\ninfo: {}\npaths: 1\n");
    let ran = project.run(&["corpus", "documents", "--no-check", "--message-format", "json"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{ran:#?}");
    let lines: Vec<Value> =
        ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let [fault, garden, .., total] = &lines[..] else { panic!("{ran:#?}") };
    assert_eq!(fault["outcome"], "refused");
    assert!(fault["message"].as_str().unwrap().starts_with("documents/fault.yaml:3:8:"), "{fault}");
    assert_eq!((&fault["operations"], &fault["lines"]), (&Value::Null, &Value::Null));
    assert_eq!((&garden["document"], &garden["outcome"]), (&"garden.yaml".into(), &"ok".into()));
    assert_eq!((&garden["operations"], &garden["untyped"]), (&1.into(), &1.into()));
    assert!(garden["generate_seconds"].is_f64() && garden["check_seconds"].is_null(), "{garden}");
    let expected = json!({
        "reason": "finished", "success": true,
        "documents": 4, "ok": 1, "skipped": 2, "refused": 1, "failed": 0,
    });
    assert_eq!(*total, expected);
}

#[test]
fn rejects_a_folder_without_documents() {
    let project = Project::new();
    let ran = project.run(&["corpus", "generated-client", "--no-check"]);
    assert_eq!(ran.code, Some(2), "{ran:#?}");
}
