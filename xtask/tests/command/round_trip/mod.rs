//! Documents -> a generated client, and a program that decodes values into its types -> the outcome for each value.

mod json_equality;

use crate::compiles::{cargo_output, root};
use crate::project::{Project, Ran};
use json_equality::same;
use serde_json::{Value, json};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// A value for a type of the client.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    /// The type's path in the client.
    pub(crate) path: String,
    pub(crate) value: Value,
}

/// The outcome for a value.
#[derive(Clone, Debug)]
pub(crate) enum Outcome {
    /// Equal after decoding and encoding.
    Kept {
        /// Whether a part of it is in a variant `Unknown`.
        unknown: bool,
    },
    /// Different after decoding and encoding.
    Changed { again: Value, debug: String },
    /// Rejected by the decoder.
    Refused(String),
    /// A panic or a timeout.
    Failed(String),
}

/// A client and the crate of the program.
pub(crate) struct RoundTrip {
    name: String,
    client: PathBuf,
    pub(crate) program: PathBuf,
}

impl RoundTrip {
    /// The crates of a test. The folders are fixed, so that new build artifacts replace old ones.
    pub(crate) fn new(name: &str) -> Self {
        let built = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let program = built.join(format!("{name}-round_trip"));
        Self { name: name.to_owned(), client: built.join(name), program }
    }

    /// Generates the client of some documents.
    pub(crate) fn generate(&self, documents: &[PathBuf]) -> Ran {
        let mut call = vec!["--root", root().to_str().unwrap(), "codegen", "--name", &self.name];
        call.extend(["--out", self.client.to_str().unwrap()]);
        for document in documents {
            call.extend(["--spec", document.to_str().unwrap()]);
        }
        let ran = Project::new().run(&call);
        fs::copy(root().join("Cargo.lock"), self.client.join("Cargo.lock")).ok();
        ran
    }

    /// Writes the program for the types of some cases. `manifest` is added to its manifest.
    pub(crate) fn write(&self, cases: &[Case], manifest: &str) {
        let Self { name, .. } = self;
        let manifest = format!(
            r#"[package]
name = "{name}-round_trip"
version = "0.1.0"
edition = "2024"
publish = false
autotests = false

[dependencies]
client = {{ package = "{name}", path = "../{name}" }}
serde = "1"
serde_json = "1"
{manifest}"#
        );
        let mut paths: Vec<&str> = cases.iter().map(|case| case.path.as_str()).collect();
        paths.sort_unstable();
        paths.dedup();
        let arms =
            paths.iter().map(|path| format!("        {path:?} => round_trip::<client::{path}>,\n"));
        let table = format!(
            "use crate::{{RoundTrip, round_trip}};\n\npub(crate) fn round_trip_of(name: &str) -> Option<RoundTrip> {{\n    \
             Some(match name {{\n{}        _ => return None,\n    }})\n}}\n",
            arms.collect::<String>()
        );
        self.write_file("Cargo.toml", &manifest);
        self.write_file("src/main.rs", include_str!("program.rs"));
        self.write_file("src/table.rs", &table);
        fs::copy(root().join("Cargo.lock"), self.program.join("Cargo.lock")).unwrap();
    }

    /// Writes a file of the program's crate if it has changed.
    pub(crate) fn write_file(&self, path: &str, text: &str) {
        let path = self.program.join(path);
        if fs::read_to_string(&path).is_ok_and(|written| written == text) {
            return;
        }
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Builds the values of some Rust expressions, and encodes them.
    pub(crate) fn construct(&self, expressions: &[String]) -> Vec<Value> {
        let functions = expressions.iter().enumerate().map(|(index, expression)| {
            format!("fn value_{index}() -> Value {{\n    to_value({expression}).unwrap()\n}}\n")
        });
        let calls = (0..expressions.len())
            .map(|index| format!("    println!(\"{{}}\", value_{index}());\n"));
        let text = format!(
            "use serde_json::{{Value, to_value}};\n\n{}\nfn main() {{\n{}}}\n",
            functions.collect::<String>(),
            calls.collect::<String>()
        );
        self.write_file("src/bin/constructed.rs", &text);
        let ran =
            cargo_output(&self.program, &["run", "--quiet", "--offline", "--bin", "constructed"]);
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        let stdout = String::from_utf8(ran.stdout).unwrap();
        stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// The module of the client's named schemas.
    pub(crate) fn schemas(&self) -> String {
        fs::read_to_string(self.client.join("src/schemas.rs")).unwrap()
    }

    /// Runs the program.
    pub(crate) fn run(&self, cases: &[Case]) -> Vec<Outcome> {
        let lines = cases.iter().map(|case| {
            json!({"type": case.path, "text": case.value.to_string()}).to_string() + "\n"
        });
        self.write_file("cases.jsonl", &lines.collect::<String>());
        let binary = format!("{}-round_trip", self.name);
        let ran = cargo_output(
            &self.program,
            &["run", "--quiet", "--offline", "--bin", &binary, "--", "cases.jsonl"],
        );
        let stderr = String::from_utf8_lossy(&ran.stderr);
        let stdout = String::from_utf8(ran.stdout).unwrap();
        let outcomes: Vec<Value> =
            stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let last = cases.get(outcomes.len());
        assert!(ran.status.success() && last.is_none(), "it ends at {last:?}:\n{stderr}");
        cases
            .iter()
            .zip(outcomes)
            .map(|(case, outcome)| Outcome::new(&case.value, &outcome))
            .collect()
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kept { unknown: false } => f.write_str("is kept"),
            Self::Kept { unknown: true } => f.write_str("is kept, in `Unknown`"),
            Self::Changed { again, debug } => write!(f, "becomes {again} by {debug}"),
            Self::Refused(error) => write!(f, "is refused: {error}"),
            Self::Failed(error) => write!(f, "fails: {error}"),
        }
    }
}

impl Outcome {
    fn new(value: &Value, outcome: &Value) -> Self {
        let text = |name: &str| outcome[name].as_str().map(ToOwned::to_owned);
        if let Some(error) = text("refused") {
            return Self::Refused(error);
        }
        if let Some(failure) = text("failed") {
            return Self::Failed(failure);
        }
        let debug = text("debug").unwrap();
        let again = &outcome["again"];
        if same(value, again) {
            Self::Kept { unknown: debug.contains("Unknown(") }
        } else {
            Self::Changed { again: again.clone(), debug }
        }
    }
}
