//! Compiles the code in README.md, and runs the snippets that need no API key against the test server.

#![allow(
    clippy::expect_used,
    reason = "tests fail by panicking, and the lint does not recognize test helpers"
)]

mod snippets;

use meraki_dashboard_api::mock::MockServer;

const README: &str = include_str!("../../../README.md");
const SNIPPETS: &str = include_str!("snippets.rs");

/// The lines of a text without indentation.
fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).collect()
}

#[test]
fn every_snippet_is_compiled() {
    let compiled = lines(SNIPPETS);
    let snippets: Vec<_> = README.split("```rust\n").skip(1).collect();
    assert!(snippets.len() > 3);
    for snippet in snippets {
        let snippet = lines(snippet.split("```").next().unwrap_or_default());
        let found = compiled.windows(snippet.len()).any(|lines| lines == snippet);
        assert!(found, "not in snippets.rs: {snippet:#?}");
    }
}

#[tokio::test]
async fn every_snippet_without_a_key_runs() {
    let server = MockServer::builder().serve_examples().start();
    let client = server.client();
    snippets::listing(&client).await.expect("a listing");
    snippets::bodies(&client).await.expect("writes, a dry run and a batch");
    // This snippet reads the API key from the environment.
    let _ = snippets::taste;
}
