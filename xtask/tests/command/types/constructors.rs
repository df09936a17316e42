//! Compiles and runs the Rust functions of fixtures, which build values, as tests of the program's crate.

use super::expected::Expected;
use super::fixture::Fixture;
use crate::compiles::cargo_output;
use crate::round_trip::RoundTrip;
use serde_json::Value;
use std::path::Path;

const MANIFEST: &str = r#"
[dev-dependencies]
tokio = { version = "1", features = ["macros", "rt"] }

[[test]]
name = "constructors"
path = "constructors.rs"
"#;

/// Writes the tests, and returns their entries for the manifest. Tests that are expected not to compile are separate
/// targets.
pub(super) fn write(round_trip: &RoundTrip, fixtures: &[&Fixture], expected: &Expected) -> String {
    let mut modules = String::new();
    let mut manifest = MANIFEST.to_owned();
    for (name, path) in sources(fixtures) {
        if expected.contains(&compilation(name)) {
            manifest += &format!("\n[[test]]\nname = \"broken_{name}\"\npath = {path:?}\n");
        } else {
            modules += &format!("#[path = {path:?}]\nmod {name};\n");
        }
    }
    round_trip.write_file("constructors.rs", &modules);
    manifest
}

/// Runs the tests, and returns the IDs and messages of the failures.
pub(super) fn run(
    round_trip: &RoundTrip,
    fixtures: &[&Fixture],
    expected: &Expected,
) -> Vec<(String, String)> {
    let mut failures = broken(round_trip, fixtures, expected);
    let ran = cargo_output(
        &round_trip.program,
        &["test", "--quiet", "--offline", "--test", "constructors", "--no-run"],
    );
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let ran = cargo_output(&round_trip.program, &["test", "--offline", "--test", "constructors"]);
    let said = String::from_utf8_lossy(&ran.stdout);
    for line in said.lines() {
        if let Some(test) =
            line.strip_prefix("test ").and_then(|test| test.strip_suffix(" ... FAILED"))
        {
            let (name, function) = test.split_once("::").unwrap();
            let start = format!("---- {test} stdout ----");
            let why = said.split_once(&start).map_or("", |(_, rest)| rest);
            let why = why.split_once("\n\n").map_or(why, |(why, _)| why);
            failures.push((format!("{name}.rs: {function}"), why.to_owned()));
        }
    }
    failures
}

/// The separate targets that do not compile.
fn broken(
    round_trip: &RoundTrip,
    fixtures: &[&Fixture],
    expected: &Expected,
) -> Vec<(String, String)> {
    let mut apart: Vec<&str> = sources(fixtures).map(|(name, _)| name).collect();
    apart.retain(|name| expected.contains(&compilation(name)));
    if apart.is_empty() {
        return Vec::new();
    }
    let mut arguments = vec!["build", "--offline", "--keep-going", "--message-format", "json"];
    let targets: Vec<String> = apart.iter().map(|name| format!("broken_{name}")).collect();
    targets.iter().for_each(|target| arguments.extend(["--test", target]));
    let ran = cargo_output(&round_trip.program, &arguments);
    let built: Vec<Value> = String::from_utf8_lossy(&ran.stdout)
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .filter(|message: &Value| message["executable"].is_string())
        .collect();
    apart.retain(|name| {
        built.iter().all(|message| message["target"]["name"] != format!("broken_{name}"))
    });
    apart.iter().map(|name| (compilation(name), "does not compile".to_owned())).collect()
}

fn sources<'f>(fixtures: &[&'f Fixture]) -> impl Iterator<Item = (&'f str, &'f Path)> {
    fixtures
        .iter()
        .filter_map(|fixture| Some((fixture.name.as_str(), fixture.constructors.as_deref()?)))
}

fn compilation(name: &str) -> String {
    format!("{name}.rs: does not compile")
}
