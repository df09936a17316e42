//! Verifies the classification of `spec diff` with the compiler: each pair of documents differs in one change, and a caller
//! that is written for the client of the old document is compiled with the client of the new one.
//!
//! All clients and callers are in one workspace, so that the runtime and its dependencies are compiled only once.

mod bodies;
mod operations;
mod parameters;
mod responses;

use crate::compiles::cargo_output;
use clientwright::diff::{self, Class, Diff};
use clientwright::profile::Profile;
use clientwright::source::Source;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// A change of the document, and a caller.
struct Pair {
    name: &'static str,
    /// The expected class of the change.
    class: Class,
    /// The overlay actions that turn the old document into the new one.
    actions: &'static str,
    /// Code that uses a `client` of the old document.
    caller: &'static str,
}

/// The old document.
const GARDEN: &str = include_str!("garden.yaml");

const PROFILE: &str = r#"
crate = { name = "garden" }
auth = { key-variable = "GARDEN_KEY" }
paging = { style = "link", parameters = ["limit", "after"] }
"#;

/// All pairs by their unique names.
fn pairs() -> BTreeMap<String, &'static Pair> {
    let groups = [
        ("request", parameters::PAIRS),
        ("body", bodies::PAIRS),
        ("response", responses::PAIRS),
        ("operation", operations::PAIRS),
    ];
    let named = groups.into_iter().flat_map(|(group, pairs)| {
        pairs.iter().map(move |pair| (format!("{group}-{}", pair.name), pair))
    });
    named.collect()
}

impl Pair {
    /// The new document.
    fn newer(&self) -> [Source; 2] {
        let overlay = format!(
            "overlay: 1.0.0\ninfo: {{ title: Newer, version: 2.0.0 }}\nactions:{}\n",
            self.actions
        );
        [older(), Source::new("newer.yaml", overlay)]
    }
}

fn older() -> Source {
    Source::new("garden.yaml", GARDEN)
}

fn profile() -> Profile {
    Profile::from_toml(PROFILE).unwrap()
}

/// The changes between the old and the new document.
fn compared(pair: &Pair) -> Diff {
    let [old, new] = [&[older()][..], &pair.newer()].map(|sources| {
        clientwright::build_ir(sources, &profile()).unwrap_or_else(|found| {
            let found: Vec<_> = found.iter().map(|found| found.to_text(sources)).collect();
            panic!("{}: {}", pair.name, found.join("\n"))
        })
    });
    diff::compare(&old, &new)
}

#[test]
fn classifies_changes_by_their_effect_on_callers() {
    let mut text = String::new();
    for (name, pair) in pairs() {
        let diff = compared(pair);
        let class = diff.changes.iter().map(diff::Change::class).min();
        let _ = writeln!(text, "{name}");
        for change in &diff.changes {
            let operation = change.operation.as_deref().unwrap_or_default();
            let (class, kind) = (change.class(), change.kind.as_str());
            let _ = writeln!(text, "  {class}: {operation}: {}", change.description);
            let _ = writeln!(text, "    {kind}: {}", change.item);
        }
        assert_eq!(class, Some(pair.class), "{text}");
    }
    insta::assert_snapshot!(text);
}

#[test]
#[ignore = "compiles clients for a minute"]
fn the_compiler_agrees_with_the_classification() {
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pairs");
    let _ = fs::remove_dir_all(&workspace);
    let pairs = pairs();
    assert!(pairs.len() >= 25, "{}", pairs.len());
    let mut callers = String::new();
    for (name, pair) in &pairs {
        write_client(&workspace, name, &pair.newer());
        let caller = caller(pair, &format!("garden_{}", name.replace('-', "_")));
        write(
            &workspace.join(name).join("examples/caller.rs"),
            &format!("{caller}\nfn main() {{}}\n"),
        );
        let caller = self::caller(pair, "garden_older");
        let _ = writeln!(callers, "mod {} {{\n{caller}}}\n", name.replace('-', "_"));
    }
    write_client(&workspace, "older", &[older()]);
    write(&workspace.join("older/examples/caller.rs"), &format!("{callers}\nfn main() {{}}\n"));
    let members: Vec<&str> = pairs.keys().map(String::as_str).chain(["older"]).collect();
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n");
    write(&workspace.join("Cargo.toml"), &manifest);
    fs::copy(root().join("Cargo.lock"), workspace.join("Cargo.lock")).unwrap();

    let compiled = Compiled::new(&workspace);
    assert!(compiled.callers.contains("garden-older"), "{}", compiled.errors("garden-older"));
    for (name, pair) in &pairs {
        let package = format!("garden-{name}");
        assert!(compiled.clients.contains(&package), "{name}: {}", compiled.errors(&package));
        let compiles = compiled.callers.contains(&package);
        let should_compile = pair.class != Class::Breaking;
        assert_eq!(compiles, should_compile, "{name}: {}", compiled.errors(&package));
    }
}

/// The root of the workspace.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Writes the client of a document, with a dependency on the project's runtime.
fn write_client(workspace: &Path, name: &str, sources: &[Source]) {
    let mut profile = profile();
    profile.package.name = Some(format!("garden-{name}"));
    let generated = clientwright::generate(sources, &profile).unwrap_or_else(|found| {
        panic!("{name}: {:?}", found.iter().map(|found| found.to_text(sources)).collect::<Vec<_>>())
    });
    let runtime = root().join("generated-client/runtime");
    let manifest = fs::read_to_string(runtime.join("Cargo.toml")).unwrap();
    let package: toml::Table = manifest.parse().unwrap();
    let folder = workspace.join(name);
    for (path, text) in generated.files {
        let text = if path == "Cargo.toml" {
            text.replace(
                &format!("package = \"garden-{name}-runtime\", path = \"runtime\""),
                &format!("package = {}, path = {runtime:?}", package["package"]["name"]),
            )
        } else {
            text
        };
        write(&folder.join(path), &text);
    }
}

/// The code of a caller.
fn caller(pair: &Pair, package: &str) -> String {
    format!(
        "use {package} as garden;\n\
         pub async fn call(client: garden::Client) -> Result<(), garden::Error> {{\n{}\n    Ok(())\n}}\n",
        pair.caller
    )
}

/// The result of compiling the workspace.
#[derive(Debug, Default)]
struct Compiled {
    /// The packages whose client compiles.
    clients: BTreeSet<String>,
    /// The packages whose caller compiles.
    callers: BTreeSet<String>,
    /// The compiler errors of the other packages.
    errors: BTreeMap<String, String>,
}

impl Compiled {
    /// The compiler errors of a package.
    fn errors(&self, package: &str) -> &str {
        self.errors.get(package).map_or("", String::as_str)
    }

    /// Compiles as many packages as possible, with the versions, the profile and the target folder of the project.
    fn new(workspace: &Path) -> Self {
        let check = ["check", "--workspace", "--lib", "--examples", "--keep-going", "--quiet"];
        let ran = cargo_output(workspace, &[&check[..], &["--message-format", "json"]].concat());
        let mut compiled = Self::default();
        for line in String::from_utf8(ran.stdout).unwrap().lines() {
            let message: Value = serde_json::from_str(line).unwrap();
            let Some(manifest) = message["manifest_path"].as_str() else { continue };
            let package = package(&PathBuf::from(manifest));
            match (message["reason"].as_str(), message["target"]["kind"][0].as_str()) {
                (Some("compiler-artifact"), Some("lib")) => {
                    compiled.clients.insert(package);
                }
                (Some("compiler-artifact"), Some("example")) => {
                    compiled.callers.insert(package);
                }
                (Some("compiler-message"), _) if message["message"]["level"] == "error" => {
                    let error = message["message"]["rendered"].as_str().unwrap_or_default();
                    compiled.errors.entry(package).or_default().push_str(error);
                }
                _ => {}
            }
        }
        assert!(!compiled.clients.is_empty(), "{}", String::from_utf8_lossy(&ran.stderr));
        compiled
    }
}

/// The package name of a manifest, derived from its folder.
fn package(manifest: &Path) -> String {
    let folder = manifest.parent().and_then(Path::file_name).unwrap_or_default();
    format!("garden-{}", folder.to_string_lossy())
}
