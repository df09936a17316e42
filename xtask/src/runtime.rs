//! In: the folder of the runtime crate, and the name of a client crate. Out: the runtime's files as that client's own.

use crate::error::Error;
use crate::project::{self, Project};
use crate::tree;
use std::collections::BTreeMap;
use toml::Table;
use walkdir::WalkDir;

/// The first line of the copied manifest.
pub(crate) const MARK: &str =
    "# Copied by `cargo xtask codegen`, which overwrites what is changed here.";

/// What of the runtime's folder is for its own development only.
const LEFT_OUT: [&str; 4] = ["benches", "examples", "target", "tests"];

/// The runtime's files, by their path below the client crate's folder, under the names that go with the client's.
pub(crate) fn copy(project: &Project, client: &str) -> Result<BTreeMap<String, String>, Error> {
    let folder = project.runtime();
    let ours = package_name(&project::read(&folder.join("Cargo.toml"))?).unwrap_or_default();
    let (ours, theirs) = (ours.as_str(), format!("{client}-runtime"));
    let files = WalkDir::new(&folder).into_iter().filter_entry(|entry| {
        entry.depth() != 1 || !LEFT_OUT.iter().any(|name| entry.file_name() == *name)
    });
    let mut copy = BTreeMap::new();
    for entry in files {
        let entry = entry.map_err(|error| Error::read(&folder, &error.into()))?;
        if entry.file_type().is_file() {
            let text = project::read(entry.path())?
                .replace(ours, &theirs)
                .replace(&ours.replace('-', "_"), &theirs.replace('-', "_"));
            copy.insert(tree::slashed(&project.client(), entry.path()), text);
        }
    }
    if let Some(manifest) = copy.get_mut("runtime/Cargo.toml") {
        manifest.insert_str(0, &format!("{MARK}\n"));
    }
    Ok(copy)
}

/// The name of the package that a manifest describes.
pub(crate) fn package_name(manifest: &str) -> Option<String> {
    let manifest: Table = manifest.parse().ok()?;
    Some(manifest.get("package")?.get("name")?.as_str()?.to_owned())
}
