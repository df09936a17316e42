//! Compiles clients of documents that use every feature and contain hostile strings, with Clippy and rustdoc, outside of
//! the workspace.

use crate::hostile;
use crate::project::{Project, document};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// The root of the workspace.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The hostile document, merged with the fixtures of the generator's `lower` tests.
fn every_feature() -> Value {
    let mut document = hostile::document(&hostile::texts());
    let folder = root().join("generator/tests/fixtures/lowered");
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    assert!(paths.len() > 10, "{paths:?}");
    for path in paths {
        let stem = path.file_stem().unwrap().to_string_lossy();
        merge(&mut document, &stem, &fs::read_to_string(&path).unwrap());
    }
    document
}

/// Merges the paths and schemas of another document into a document, with a prefix for their names.
fn merge(document: &mut Value, stem: &str, text: &str) {
    let schemas = "#/components/schemas/";
    let mut other: Value =
        serde_json::from_str(&text.replace(schemas, &format!("{schemas}{stem}."))).unwrap();
    for (path, item) in other["paths"].as_object_mut().unwrap() {
        for operation in item.as_object_mut().unwrap().values_mut() {
            if let Some(id) = operation.get_mut("operationId") {
                *id = format!("{stem} {}", id.as_str().unwrap()).into();
            }
        }
        document["paths"][format!("/{stem}{path}")] = item.take();
    }
    for (name, schema) in other["components"]["schemas"].as_object().into_iter().flatten() {
        document["components"]["schemas"][format!("{stem}.{name}")] = schema.clone();
    }
}

/// Runs cargo in the crate, with the versions, the profile and the target folder of the workspace, so that dependencies
/// are already compiled.
pub(crate) fn cargo_output(folder: &Path, arguments: &[&str]) -> Output {
    let target = Path::new(env!("CARGO_BIN_EXE_xtask")).parent().unwrap().parent().unwrap();
    let debug = std::env::var("CARGO_PROFILE_DEV_DEBUG");
    Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_PROFILE_DEV_DEBUG", debug.as_deref().unwrap_or("line-tables-only"))
        .output()
        .unwrap()
}

/// Runs cargo in the crate. A failure or a warning fails the test.
pub(crate) fn cargo(folder: &Path, arguments: &[&str]) {
    let ran = cargo_output(folder, arguments);
    let [stdout, stderr] = [&ran.stdout, &ran.stderr].map(|output| String::from_utf8_lossy(output));
    // `-D warnings` would compile all dependencies again.
    let is_clean = ran.status.success() && !stderr.contains("warning");
    assert!(is_clean, "cargo {arguments:?}:\n{stdout}{stderr}");
}

/// Documents of every OpenAPI version, with conflicting names.
#[test]
#[ignore = "compiles clients for a minute"]
fn a_client_of_several_documents_compiles() {
    let folder = root().join("generator/tests/fixtures/lowered");
    let folders = [folder.join("documents"), folder];
    let files = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap());
    let mut paths: Vec<_> = files.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| {
        let is_yaml = path.extension().is_some_and(|ending| ending == "yaml");
        // This document has an operation in common with others.
        (is_yaml && !path.ends_with("v2-0-separators.yaml")) || path.ends_with("tools.json")
    });
    assert!(paths.len() > 8, "{paths:?}");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("several");
    let mut call = vec!["--root", root().to_str().unwrap(), "codegen", "--name", "several"];
    call.extend(["--out", folder.to_str().unwrap()]);
    for path in &paths {
        let is_overlay = path.ends_with("overlay.yaml");
        call.extend([if is_overlay { "--overlay" } else { "--spec" }, path.to_str().unwrap()]);
    }
    let ran = Project::new().run(&call);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    cargo(&folder, &["clippy", "--quiet", "--all-targets"]);
}

#[test]
#[ignore = "compiles clients for a minute"]
fn a_client_of_every_feature_compiles() {
    let project = Project::new();
    project.write("garden.json", &every_feature().to_string());
    // A fixed folder lets new build artifacts replace old ones.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("garden");
    let out = folder.to_str().unwrap();
    let ran = project.run(&[
        "--root",
        root().to_str().unwrap(),
        "codegen",
        "--spec",
        "garden.json",
        "--out",
        out,
        "--name",
        "my-garden",
    ]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();

    // Clippy includes the checks of the compiler.
    cargo(&folder, &["clippy", "--quiet", "--all-targets"]);
    cargo(&folder, &["doc", "--quiet", "--no-deps"]);
    cargo(&folder, &["test", "--quiet", "--doc"]);
}

#[test]
#[ignore = "compiles clients for a minute"]
fn the_types_of_every_feature_compile_without_a_client() {
    let project = Project::new();
    project.write("garden.json", &every_feature().to_string());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("garden-types");
    let out = folder.to_str().unwrap();
    let root = root();
    let ran = project.run(&[
        "--root",
        root.to_str().unwrap(),
        "codegen",
        "--spec",
        "garden.json",
        "--out",
        out,
        "--types-only",
    ]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    cargo(&folder, &["clippy", "--quiet", "--all-targets"]);
    let tree = cargo_output(&folder, &["tree", "--edges", "normal"]).stdout;
    let tree = String::from_utf8(tree).unwrap();
    assert!(
        tree.contains("serde_json") && !tree.contains("reqwest") && !tree.contains("tokio"),
        "{tree}"
    );
}

/// A program with two clients that share the runtime of the workspace and a limiter over Redis.
#[test]
#[ignore = "compiles clients for a minute"]
fn clients_share_a_runtime() {
    let project = Project::new();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("shared");
    let runtime = root().join("generated-client/runtime");
    for name in ["pond", "shop"] {
        project.write("document.json", &document("getAll", "/all"));
        let out = folder.join(name);
        let paths = [root(), &out, &runtime].map(|path| path.to_str().unwrap());
        let [root, out, runtime] = paths;
        let call = ["--root", root, "codegen", "--spec", "document.json", "--name", name];
        let ran = project.run(&[&call[..], &["--out", out, "--runtime", runtime]].concat());
        assert_eq!(ran.code, Some(0), "{ran:#?}");
        assert!(!folder.join(name).join("runtime").exists());
    }
    let program = folder.join("program");
    fs::create_dir_all(program.join("src")).unwrap();
    let limiter = root().join("generated-client/redis-limiter");
    let manifest = format!(
        r#"[package]
name = "program"
edition = "2024"

[workspace]

[dependencies]
pond = {{ path = "../pond" }}
shop = {{ path = "../shop" }}
limiter = {{ package = "meraki-dashboard-api-redis-limiter", path = {limiter:?} }}
"#
    );
    fs::write(program.join("Cargo.toml"), manifest).unwrap();
    fs::write(program.join("src/lib.rs"), SHARED_RUNTIME).unwrap();
    fs::copy(root().join("Cargo.lock"), program.join("Cargo.lock")).unwrap();
    cargo(&program, &["check", "--quiet"]);
}

const SHARED_RUNTIME: &str = r#"//! Calls two APIs.

use limiter::RedisLimiter;
use shop::{DateTime, Error};
use std::sync::Arc;

/// Both clients share the limits.
pub async fn call_both(limiter: Arc<RedisLimiter>) -> Result<(), Error> {
    let pond = pond::Client::builder().rate_limiter(limiter.clone()).build()?;
    let shop = shop::Client::builder().rate_limiter(limiter).build()?;
    pond.garden().get_all().send().await?;
    shop.garden().get_all().send().await?;
    Ok(())
}

/// The types of both are the same.
pub fn of_shop(time: pond::DateTime, error: pond::Error) -> (DateTime, Error) {
    (time, error)
}
"#;
