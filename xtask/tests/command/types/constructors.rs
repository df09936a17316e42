//! Compiles and runs the Rust functions of fixtures, which build values, as tests of the program's crate.

use super::fixture::Fixture;
use crate::compiles::cargo_output;
use crate::round_trip::RoundTrip;
use std::path::Path;

const MANIFEST: &str = r#"
[dev-dependencies]
tokio = { version = "1", features = ["macros", "rt"] }

[[test]]
name = "constructors"
path = "constructors.rs"
"#;

/// Writes the tests, and returns what declares them in the manifest.
pub(super) fn write(round_trip: &RoundTrip, fixtures: &[Fixture]) -> &'static str {
    let modules =
        sources(fixtures).map(|(name, path)| format!("#[path = {path:?}]\nmod {name};\n"));
    round_trip.write_file("constructors.rs", &modules.collect::<String>());
    MANIFEST
}

/// Runs the tests: the names of those that fail, and why.
pub(super) fn run(round_trip: &RoundTrip) -> Vec<(String, String)> {
    let built = cargo_output(
        &round_trip.program,
        &["test", "--quiet", "--offline", "--test", "constructors", "--no-run"],
    );
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let ran = cargo_output(&round_trip.program, &["test", "--offline", "--test", "constructors"]);
    let output = String::from_utf8_lossy(&ran.stdout);
    let mut failures = Vec::new();
    for line in output.lines() {
        if let Some(test) =
            line.strip_prefix("test ").and_then(|test| test.strip_suffix(" ... FAILED"))
        {
            let start = format!("---- {test} stdout ----");
            let why = output.split_once(&start).map_or("", |(_, rest)| rest);
            let why = why.split_once("\n\n").map_or(why, |(why, _)| why);
            failures.push((test.to_owned(), why.to_owned()));
        }
    }
    failures
}

fn sources(fixtures: &[Fixture]) -> impl Iterator<Item = (&str, &Path)> {
    fixtures
        .iter()
        .filter_map(|fixture| Some((fixture.name.as_str(), fixture.constructors.as_deref()?)))
}
