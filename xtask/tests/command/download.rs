//! `spec import` with URLs.

use crate::project::{Project, document};
use crate::server::{Server, response};

const VALIDATORS: &str = "etag: \"1\"\r\nlast-modified: Sun, 22 Nov 2026 00:00:00 GMT\r\n";

/// A project without pages.
fn project() -> Project {
    let project = Project::new();
    for page in ["spec/get-beds.json", "spec/get-tools.json"] {
        std::fs::remove_file(project.path(page)).unwrap();
    }
    project
}

#[test]
fn an_unchanged_document_is_not_downloaded_again() {
    let project = project();
    let document = document("getBeds", "/beds");
    let server = Server::responding([
        response("200 OK", VALIDATORS, &document),
        response("304 Not Modified", "", ""),
        response("200 OK", "etag: \"1\"\r\n", &document),
    ]);
    let import = ["spec", "import", &server.url("/openapi.json")];
    let ran = project.run(&import);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{ran:#?}");
    let origin = project.read("spec/origin.toml");
    let origin = origin.replace(&server.url(""), "http://127.0.0.1:80");
    insta::assert_snapshot!(origin);

    let before = project.files("spec");
    let ran = project.run(&import);
    assert_eq!(ran.stdout, "spec: 0 files written, 0 removed, 2 unchanged\n", "{ran:#?}");
    assert_eq!(project.files("spec"), before);
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert!(!requests[0].contains("if-none-match"), "{requests:#?}");
    assert!(requests[1].contains("if-none-match: \"1\"\r\n"), "{requests:#?}");
    assert!(requests[1].contains("if-modified-since: Sun, 22 Nov 2026 00:00:00 GMT\r\n"));

    // An edited file is downloaded again.
    project.write("spec/garden-api.json", "{}");
    assert_eq!(project.run(&import).code, Some(0));
    assert!(!server.requests()[2].contains("if-none-match"));
    assert!(project.read("spec/garden-api.json").contains("/beds"));
}

#[test]
fn a_failed_download_changes_nothing() {
    let redirect = response("302 Found", "location: http://garden.example/openapi.json\r\n", "");
    let whole = response("200 OK", "", &document("getBeds", "/beds"));
    let cut = whole.trim_end_matches('\n').trim_end_matches('}');
    let failures = [
        ("404 Not Found", response("404 Not Found", "", "{}")),
        ("the redirect to garden.example is refused", redirect),
        ("Peer disconnected", cut.to_owned()),
        ("304 Not Modified", response("304 Not Modified", "", "")),
        ("this is HTML or XML", response("200 OK", "", "<!DOCTYPE html>")),
    ];
    let project = project();
    project.write("other.json", &document("getTools", "/tools"));
    let before = project.files("");
    for (why, failure) in failures {
        let server = Server::responding([failure]);
        let ran = project.run(&["spec", "import", "other.json", &server.url("/openapi.json")]);
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""), "{ran:#?}");
        assert!(ran.stderr.contains(why), "{why}: {}", ran.stderr);
        assert_eq!(project.files(""), before);
    }
}

#[test]
fn a_client_is_generated_from_a_url() {
    let project = project();
    let document = document("getBeds", "/beds").replace("\"openapi\"", "\"x\": 1, \"openapi\"");
    let server = Server::responding([
        response("200 OK", "", &document),
        response("404 Not Found", "", "{}"),
    ]);
    let url = server.url("/openapi.json");
    let call = ["codegen", "--spec", &url, "--out", "pond"];
    let ran = project.run(&call);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert!(project.path("pond/src/garden/get_beds.rs").exists());
    // Diagnostics name the URL.
    assert!(ran.stderr.contains(&format!("--> {url}:")), "{}", ran.stderr);

    let before = project.files("pond");
    let ran = project.run(&call);
    assert_eq!(ran.code, Some(2), "{ran:#?}");
    assert!(ran.stderr.contains("the server responded with 404 Not Found"), "{}", ran.stderr);
    assert_eq!(project.files("pond"), before);
}

#[test]
fn the_files_of_a_downloaded_document_are_not_downloaded() {
    let project = project();
    let document = document("getBeds", "/beds");
    let document = document.replace(
        "\"paths\"",
        "\"components\": {\"schemas\": {\"Bed\": {\"$ref\": \"bed.json\"}}}, \"paths\"",
    );
    let server = Server::responding([
        response("200 OK", "", &document),
        response("200 OK", "", "<!DOCTYPE html><html></html>"),
    ]);
    let ran = project.run(&["spec", "lint", &server.url("/openapi.json")]);
    assert!(ran.stderr.contains("`bed.json` is a file beside a downloaded document"), "{ran:#?}");
    // A page that shows a document is none.
    let ran = project.run(&["spec", "lint", &server.url("/")]);
    assert!(ran.stderr.contains("this is HTML or XML"), "{ran:#?}");
}

#[test]
fn follows_redirects_on_the_local_machine() {
    let project = project();
    let target = Server::responding([response("200 OK", "", &document("getBeds", "/beds"))]);
    let location = format!("location: {}\r\n", target.url("/v2.json"));
    let server = Server::responding([response("302 Found", &location, "")]);
    let url = server.url("/openapi.json");
    let ran = project.run(&["spec", "import", &url]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert!(project.read("spec/origin.toml").contains(&format!("from = \"{url}\"")));
}
