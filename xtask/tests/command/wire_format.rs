//! Tests a generated client over HTTP, with an operation for each kind of parameter, body, response and security scheme.

use crate::compiles::{cargo, root};
use crate::project::Project;
use std::fs;
use std::path::Path;

/// The manifest of the test crate, which depends on the client.
const MANIFEST: &str = r#"[package]
name = "wire-format-tests"
version = "0.1.0"
edition = "2024"
publish = false

[dev-dependencies]
form_urlencoded = "1"
futures-util = { version = "0.3", default-features = false }
wire-format = { path = "../wire-format", features = ["mock"] }
multer = "3"
serde_json = "1"
tokio = { version = "1", features = ["macros", "rt"] }
wiremock = "0.6"
"#;

#[test]
#[ignore = "compiles clients for a minute"]
fn an_independent_server_parses_the_requests_of_the_client() {
    let root = root();
    let fixtures = root.join("xtask/tests/wire_format");
    let built = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let [client, tests] = ["wire-format", "wire-format-tests"].map(|name| built.join(name));
    let documents = ["document.yaml", "listings.yaml", "openapi-3.1.yaml", "swagger.yaml"];
    let documents = documents.map(|name| fixtures.join(name));
    let profile = fixtures.join("api.toml");
    let mut arguments = vec![
        "--root",
        root.to_str().unwrap(),
        "codegen",
        "--name",
        "wire-format",
        "--with",
        "mock",
    ];
    arguments.extend(["--profile", profile.to_str().unwrap(), "--out", client.to_str().unwrap()]);
    for document in &documents {
        arguments.extend(["--spec", document.to_str().unwrap()]);
    }
    let ran = Project::new().run(&arguments);
    assert_eq!(ran.code, Some(0), "{ran:#?}");

    let path = fixtures.join("tests.rs");
    let target = format!("\n[lib]\npath = {path:?}\ndoctest = false\n");
    fs::create_dir_all(&tests).unwrap();
    fs::write(tests.join("Cargo.toml"), format!("{MANIFEST}{target}")).unwrap();
    fs::copy(root.join("Cargo.lock"), tests.join("Cargo.lock")).unwrap();
    cargo(&tests, &["fmt", "--check"]);
    cargo(&tests, &["test", "--quiet", "--offline"]);
}
