//! The documents in `fixtures/`: a file each, or a folder with several files or a profile.

use clientwright::profile::Profile;
use clientwright::source::{LoadError, Source};
use std::fs;
use std::path::{Path, PathBuf};

/// A fixture.
pub(crate) struct Fixture {
    /// Its name without the extension.
    pub(crate) name: String,
    /// Its files, sorted by name.
    pub(crate) sources: Vec<Source>,
    /// Its `api.toml`.
    pub(crate) profile: Profile,
}

/// The fixtures in a folder of `fixtures/`, sorted by name.
pub(crate) fn all(folder: &str) -> Vec<Fixture> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder);
    entries(&root).iter().map(|path| fixture(path)).collect()
}

/// Two documentation pages of the dashboard, with the project's profile. They do not change when documents are imported
/// into `spec/`.
pub(crate) fn dashboard() -> Fixture {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages = fixture(&package.join("tests/fixtures/dashboard"));
    let profile = fs::read_to_string(package.join("../spec/api.toml")).unwrap();
    Fixture { profile: Profile::from_toml(&profile).unwrap(), ..pages }
}

fn fixture(path: &Path) -> Fixture {
    let files = if path.is_dir() { entries(path) } else { vec![path.to_owned()] };
    let (profiles, documents): (Vec<_>, Vec<_>) = files
        .iter()
        .filter(|path| path.is_file())
        .partition(|path| path.extension().is_some_and(|ending| ending == "toml"));
    let profile = profiles.first().map(|path| fs::read_to_string(path).unwrap());
    let mut sources: Vec<Source> = documents.iter().map(|path| source(path)).collect();
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
    clientwright::read::load_references(&mut sources, |name| {
        fs::read_to_string(folder.join(name)).map_err(|_| LoadError {
            message: format!("`{name}` cannot be read: there is no such file"),
            help: LoadError::CORRECT_PATH.to_owned(),
        })
    });
    sources.extend(profile.clone().map(|text| Source::profile("api.toml", text)));
    Fixture {
        name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        sources,
        profile: Profile::from_toml(&profile.unwrap_or_default()).unwrap(),
    }
}

/// A file, named without its folder, so that messages do not depend on the machine.
fn source(path: &Path) -> Source {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Source::new(name, fs::read_to_string(path).unwrap_or_default())
}

/// The sorted entries of a folder.
pub(crate) fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// Asserts that each snapshot of the dashboard belongs to an operation.
pub(crate) fn assert_no_stray_snapshots(module: &str, names: &[String]) {
    let prefix = format!("stages__{module}__");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stages/snapshots");
    for path in entries(&folder) {
        let file = path.file_stem().unwrap_or_default().to_string_lossy();
        let Some(name) = file.strip_prefix(&prefix) else { continue };
        let is_known = !name.starts_with("dashboard__") || names.iter().any(|known| known == name);
        assert!(is_known, "this snapshot belongs to no operation, remove it: {}", path.display());
    }
}
