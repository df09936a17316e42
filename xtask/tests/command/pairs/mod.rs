//! What `spec diff` says of a change is what the compiler says: a caller that was written against the client of an older
//! document is compiled against that of a newer, which differs in one thing.
//!
//! All clients and callers are one workspace, so the runtime and what it depends on are compiled once.

mod answers;
mod bodies;
mod operations;
mod requests;

use generator::diff::{self, Class, Diff};
use generator::profile::Profile;
use generator::source::Source;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A change.
struct Pair {
    name: &'static str,
    /// What it is said to be.
    class: Class,
    /// The actions of an overlay that makes the newer document of the older one.
    actions: &'static str,
    /// What a caller does with a `client` of the older document.
    caller: &'static str,
}

/// The older document.
const GARDEN: &str = include_str!("garden.yaml");

const PROFILE: &str = r#"
crate = { name = "garden" }
auth = { key-variable = "GARDEN_KEY" }
paging = { style = "link", parameters = ["limit", "after"] }
"#;

/// All pairs, by names that tell them apart.
fn pairs() -> BTreeMap<String, &'static Pair> {
    let groups = [
        ("request", requests::PAIRS),
        ("body", bodies::PAIRS),
        ("answer", answers::PAIRS),
        ("operation", operations::PAIRS),
    ];
    let named = groups.into_iter().flat_map(|(group, pairs)| {
        pairs.iter().map(move |pair| (format!("{group}-{}", pair.name), pair))
    });
    named.collect()
}

impl Pair {
    /// The newer document.
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

/// What changed between the older and the newer document.
fn compared(pair: &Pair) -> Diff {
    let [old, new] = [&[older()][..], &pair.newer()].map(|sources| {
        generator::build_ir(sources, &profile()).unwrap_or_else(|found| {
            let found: Vec<_> = found.iter().map(|found| found.to_text(sources)).collect();
            panic!("{}: {}", pair.name, found.join("\n"))
        })
    });
    diff::compare(&old, &new)
}

#[test]
fn changes_are_told_as_callers_think() {
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
fn the_compiler_agrees() {
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

    let compiled = Compiled::of(&workspace);
    assert!(compiled.callers.contains("garden-older"), "{}", compiled.told("garden-older"));
    for (name, pair) in &pairs {
        let package = format!("garden-{name}");
        assert!(compiled.clients.contains(&package), "{name}: {}", compiled.told(&package));
        let compiles = compiled.callers.contains(&package);
        let is_to_compile = pair.class != Class::Breaking;
        assert_eq!(compiles, is_to_compile, "{name}: {}", compiled.told(&package));
    }
}

/// The workspace.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Writes the client of a document, which stands on the runtime of the project.
fn write_client(workspace: &Path, name: &str, sources: &[Source]) {
    let mut profile = profile();
    profile.package.name = Some(format!("garden-{name}"));
    let generated = generator::generate(sources, &profile).unwrap_or_else(|found| {
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

/// What came of the workspace.
#[derive(Debug, Default)]
struct Compiled {
    /// The packages whose client compiles.
    clients: BTreeSet<String>,
    /// The packages whose caller does.
    callers: BTreeSet<String>,
    /// What the compiler says of others.
    errors: BTreeMap<String, String>,
}

impl Compiled {
    /// What the compiler says of a package.
    fn told(&self, package: &str) -> &str {
        self.errors.get(package).map_or("", String::as_str)
    }

    /// Compiles what can be compiled, with the workspace's versions, profile and folder of built dependencies: what is
    /// there need not be built again.
    fn of(workspace: &Path) -> Self {
        let target =
            Path::new(env!("CARGO_BIN_EXE_xtask")).parent().and_then(Path::parent).unwrap();
        let ran = Command::new(env!("CARGO"))
            .args(["check", "--workspace", "--lib", "--examples", "--keep-going", "--quiet"])
            .args(["--message-format", "json"])
            .current_dir(workspace)
            .env("CARGO_TARGET_DIR", target)
            .env("CARGO_PROFILE_DEV_DEBUG", "line-tables-only")
            .output()
            .unwrap();
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
                    let said = message["message"]["rendered"].as_str().unwrap_or_default();
                    compiled.errors.entry(package).or_default().push_str(said);
                }
                _ => {}
            }
        }
        assert!(!compiled.clients.is_empty(), "{}", String::from_utf8_lossy(&ran.stderr));
        compiled
    }
}

/// The package of a manifest, by its folder.
fn package(manifest: &Path) -> String {
    let folder = manifest.parent().and_then(Path::file_name).unwrap_or_default();
    format!("garden-{}", folder.to_string_lossy())
}
