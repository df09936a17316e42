//! Texts -> one OpenAPI value, and published pages -> the documents of a project.

use crate::fixtures;
use clientwright::diagnostic::{Diagnostics, Severity};
use clientwright::read::{Imported, import, read};
use clientwright::source::{Pointer, Source};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn pages() -> Vec<Source> {
    let fixtures = fixtures::all("accepted");
    let pages = fixtures.into_iter().find(|fixture| fixture.name == "pages");
    pages.map_or_else(Vec::new, |fixture| fixture.sources)
}

fn merged(sources: &[Source]) -> String {
    let mut diagnostics = Diagnostics::default();
    let value = read(sources, &mut diagnostics);
    assert_eq!(diagnostics.into_vec(), []);
    value.unwrap_or_default().to_string()
}

#[test]
fn pages_become_one_document() {
    let value: Value = merged(&pages()).parse().unwrap();
    insta::assert_snapshot!(format!("{value:#}"));
}

#[test]
fn order_and_whitespace_of_pages_have_no_effect() {
    let mut sources = pages();
    let expected = merged(&sources);
    sources.rotate_left(1);
    assert_eq!(merged(&sources), expected, "in another order");
    sources.reverse();
    assert_eq!(merged(&sources), expected, "in yet another order");
    let on_one_line = sources.iter().map(|source| {
        Source::new(source.name(), source.text().parse::<Value>().unwrap().to_string())
    });
    let sources: Vec<Source> = on_one_line.collect();
    assert_eq!(merged(&sources), expected, "on one line each");
}

#[test]
fn merged_values_keep_their_locations() {
    let sources = pages();
    let mut diagnostics = Diagnostics::default();
    read(&sources, &mut diagnostics).expect("the pages are read");
    let places = [
        ("/info/title", "add-bed.json", "/meta/info/title"),
        ("/servers/0/url", "list-beds.json", "/meta/servers/0/url"),
        ("/tags/1", "add-bed.json", "/meta/tags/1"),
        ("/components/securitySchemes/key", "list-beds.json", "/meta/securitySchemes/key"),
        ("/paths/~1beds/post/responses", "add-bed.json", "/spec/responses"),
        ("/paths/~1beds~1{bedId}", "get-bed.json", "/spec/path"),
    ];
    for (pointer, file, there) in places {
        let location = diagnostics.location(&Pointer::from(pointer));
        let found = (sources[location.file].name(), location.pointer.as_str());
        assert_eq!(found, (file, there), "{pointer}");
    }
}

#[test]
fn no_documents_are_an_error() {
    let mut diagnostics = Diagnostics::default();
    assert_eq!(read(&[], &mut diagnostics), None);
    let found = diagnostics.into_vec();
    insta::assert_snapshot!(found[0].to_text(&[]), @r"
    error: no API document found
      at: the whole document
      help: import one with `clientwright spec import FILE`
    ");
}

/// A page as published by its site.
fn published() -> Value {
    json!({
        "spec": {
            "sampleCode": { "Python": { "code": "key = '0123456789'" } },
            "__originalOperationId": "listBeds",
            "operationId": "listBeds",
            "path": "/beds",
            "method": "get",
            "token": "0123456789",
            "responses": { "200": { "description": "Beds." } },
        },
        "type": "api",
        "title": "List beds",
        "theme": { "key": "0123456789" },
        "meta": {
            "id": "/site/0123456789",
            "x-parser-conf": { "httpBearer": { "bearerToken": "0123456789" } },
            "info": { "version": "1.0.0", "title": "Garden", "contact": { "url": "https://garden.example" } },
            "openapi": "3.0.1",
        },
    })
}

#[test]
fn an_imported_page_keeps_only_the_document() {
    let imported = import(&Source::new("page", published().to_string())).unwrap();
    assert_eq!(imported.file_name, "list-beds.json");
    assert!(!imported.text.contains("0123456789"), "no credentials are kept");
    insta::assert_snapshot!(imported.text);
    let left_out: Vec<&str> =
        imported.left_out.iter().map(|found| found.location.pointer.as_str()).collect();
    assert_eq!(left_out, ["/theme", "/spec/token"], "unknown properties of the page are reported");
    assert!(imported.left_out.iter().all(|found| found.severity == Severity::Warning));
}

#[test]
fn importing_again_changes_nothing() {
    let document = json!({
        "openapi": "3.0.3",
        "x-parser-conf": {},
        "info": { "title": "The Garden API", "version": "1" },
        "paths": { "/beds": { "get": {
            "x-codeSamples": [],
            "sampleCode": {},
            "responses": { "200": { "description": "Ok.", "content": { "application/json": {
                "example": { "sampleCode": "is a member of a bed" },
            } } } },
        } } },
    });
    for (published, name) in [(published(), "list-beds.json"), (document, "the-garden-api.json")] {
        let once = import(&Source::new("published", published.to_string())).unwrap();
        let twice = import(&Source::new("imported", once.text.clone())).unwrap();
        assert_eq!(once.file_name, name);
        assert_eq!(once.operations, BTreeSet::from(["GET /beds".to_owned()]));
        assert_eq!(Imported { left_out: once.left_out.clone(), ..twice }, once);
        let mut diagnostics = Diagnostics::default();
        read(&[Source::new(name, once.text.clone())], &mut diagnostics).expect("it is read");
        assert_eq!(diagnostics.into_vec(), [], "codegen takes {name}");
    }
}

#[test]
fn an_unreadable_page_is_not_imported() {
    for text in ["", "[]", "{}", r#"{"type": "api"}"#, r#"{"swagger": "1.2"}"#] {
        let found = import(&Source::new("file", text)).unwrap_err();
        assert!(found.iter().any(|found| found.severity == Severity::Error), "{text}");
    }
}

#[test]
fn a_file_above_the_size_limit_is_rejected() {
    let text = format!("{{{}}}", " ".repeat(clientwright::source::MAX_BYTES));
    let mut diagnostics = Diagnostics::default();
    assert_eq!(read(&[Source::new("garden.json", text)], &mut diagnostics), None);
    let found = diagnostics.into_vec();
    assert_eq!(found[0].message, "the file exceeds 64 MiB");
}

/// The pointer of each value repeats the names around it, so one long name can multiply the memory of a document.
#[test]
fn long_names_around_many_values_are_rejected() {
    let properties = |count: usize| {
        (0..count).map(|index| format!("\"p{index}\": {{}}")).collect::<Vec<_>>().join(", ")
    };
    let document = |name: usize, count: usize| {
        let (name, properties) = ("a".repeat(name), properties(count));
        format!(
            r#"{{"openapi": "3.0.3", "info": {{"title": "Garden", "version": "1"}}, "paths": {{}},
                "components": {{"schemas": {{"{name}": {{"properties": {{{properties}}}}}}}}}}}"#
        )
    };
    let is_read = |text: String| {
        let mut diagnostics = Diagnostics::default();
        read(&[Source::new("garden.json", text)], &mut diagnostics).is_some()
    };
    assert!(is_read(document(200, 10_000)));
    assert!(!is_read(document(1_000_000, 1_000)));
}

#[test]
fn a_byte_order_mark_is_removed() {
    let text = "\u{feff}openapi: 3.0.3\ninfo: { title: Garden, version: 1.0.0 }\npaths: {}\n";
    let mut diagnostics = Diagnostics::default();
    assert!(read(&[Source::new("garden.yaml", text)], &mut diagnostics).is_some());
    assert_eq!(diagnostics.into_vec(), []);
}
