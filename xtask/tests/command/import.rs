//! `spec import` with files.

use crate::project::{Project, document, page};

/// A page as published by its site.
fn published(id: &str) -> String {
    let mut page: serde_json::Value =
        serde_json::from_str(&page(id, "get", &format!("/{id}"))).unwrap();
    page["meta"]["id"] = "/apps/site/1".into();
    page["meta"]["x-parser-conf"] = serde_json::json!({ "httpBearer": { "bearerToken": "a key" } });
    page["spec"]["sampleCode"] = serde_json::json!({ "curl": { "code": "-H 'Key: a key'" } });
    page.to_string()
}

#[test]
fn imports_a_page_without_credentials_once() {
    let project = Project::new();
    project.write("download.json", &published("getPots"));
    let ran = project.run(&["spec", "import", "download.json"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    insta::assert_snapshot!(ran.stdout);
    let text = project.read("spec/get-pots.json");
    assert!(!text.contains("a key"), "{text}");
    assert!(text.lines().count() > 20, "{text}");

    let before = project.files("spec");
    let ran = project.run(&["spec", "import", "download.json", "spec/get-pots.json"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert_eq!(ran.stdout, "spec: 0 files written, 0 removed, 2 unchanged\n");
    assert_eq!(project.files("spec"), before);
    assert_eq!(project.run(&["codegen"]).code, Some(0));
}

#[test]
fn imports_nothing_if_one_file_is_invalid() {
    let project = Project::new();
    project.write("good.json", &published("getPots"));
    project.write("bad.json", "[]");
    let before = project.files("spec");
    let ran = project.run(&["spec", "import", "good.json", "bad.json"]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(ran.stdout, "");
    assert_eq!(project.files("spec"), before);
}

#[test]
fn rejects_conflicting_files() {
    let project = Project::new();
    project.write("one.json", &published("getPots"));
    project.write("two.json", &published("getPots").replace("Fine", "Other"));
    let ran = project.run(&["spec", "import", "one.json", "two.json"]);
    assert_eq!(ran.code, Some(2));
    insta::assert_snapshot!(ran.stderr);
}

#[test]
fn a_whole_document_replaces_the_pages_of_its_operations() {
    let project = Project::new();
    let beds = document("getBeds", "/beds");
    project.write("beds.json", &beds);
    let before = project.files("spec");
    let ran = project.run(&["spec", "import", "beds.json"]);
    assert_eq!(ran.code, Some(2), "the operation of a page would be lost: {ran:#?}");
    insta::assert_snapshot!(ran.stderr);
    assert_eq!(project.files("spec"), before);

    let both = beds.replacen(
        "\"/beds\": {",
        "\"/tools\": { \"get\": { \"responses\": {} } }, \"/beds\": {",
        1,
    );
    project.write("both.json", &both);
    let ran = project.run(&["spec", "import", "both.json"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    insta::assert_snapshot!(ran.stdout);
    assert_eq!(project.run(&["codegen"]).code, Some(0));

    let renamed = both.replace("Garden API", "The Garden API");
    project.write("renamed.json", &renamed);
    let ran = project.run(&["spec", "import", "renamed.json"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert!(ran.stdout.contains("removed  spec/garden-api.json\n"), "{}", ran.stdout);
    assert!(!project.read("spec/origin.toml").contains("\n[\"garden-api.json\"]"));

    project.write("pots.json", &document("getPots", "/pots").replace("Garden", "Pots"));
    let ran = project.run(&["spec", "import", "pots.json"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert!(!ran.stdout.contains("removed  "), "another API's document stays: {}", ran.stdout);
    assert_eq!(project.run(&["codegen"]).code, Some(0));
    assert!(project.path("generated-client/src/garden/get_pots.rs").exists());
    assert!(project.path("generated-client/src/garden/get_beds.rs").exists());

    project.write("page.json", &published("getPots"));
    let ran = project.run(&["spec", "import", "page.json"]);
    assert_eq!(ran.code, Some(2), "a page cannot be imported beside a whole document: {ran:#?}");
    let ran = project.run(&["spec", "import", "page.json", "renamed.json"]);
    assert_eq!(ran.code, Some(2), "{ran:#?}");
}

#[test]
fn a_page_replaces_the_page_of_a_renamed_operation() {
    let project = Project::new();
    project.write("new.json", &page("listTools", "get", "/tools"));
    let ran = project.run(&["spec", "import", "new.json"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert!(
        ran.stdout.starts_with("removed  spec/get-tools.json\nwrote    spec/list-tools.json\n")
    );
    assert!(project.path("spec/get-beds.json").exists());
}
