//! Copies the runtime crate into a self-contained client, under the client's name.

use crate::error::Error;
use crate::output_files;
use crate::project::{self, Project};
use std::collections::BTreeMap;
use toml::Table;
use walkdir::WalkDir;

/// The start of the copied manifest.
pub(crate) const HEADER: &str = "# Copied by `cargo xtask codegen`.";

/// Folders of the runtime that are only needed for its development.
const EXCLUDED: [&str; 4] = ["benches", "examples", "target", "tests"];

/// The files of the runtime by their path in the client crate, with the runtime renamed after the client.
pub(crate) fn copy(project: &Project, client: &str) -> Result<BTreeMap<String, String>, Error> {
    let folder = project.runtime();
    let ours = package_name(&project::read(&folder.join("Cargo.toml"))?).unwrap_or_default();
    let (ours, theirs) = (ours.as_str(), format!("{client}-runtime"));
    let files = WalkDir::new(&folder).into_iter().filter_entry(|entry| {
        entry.depth() != 1 || !EXCLUDED.iter().any(|name| entry.file_name() == *name)
    });
    let mut copy = BTreeMap::new();
    for entry in files {
        let entry = entry.map_err(|error| Error::walk(&folder, error))?;
        if entry.file_type().is_file() {
            let text = project::read(entry.path())?
                .replace(ours, &theirs)
                .replace(&ours.replace('-', "_"), &theirs.replace('-', "_"));
            copy.insert(output_files::relative_path(&project.client(), entry.path()), text);
        }
    }
    if let Some(manifest) = copy.get_mut("runtime/Cargo.toml") {
        manifest.insert_str(0, &format!("{HEADER} Do not edit: changes are overwritten.\n"));
    }
    Ok(copy)
}

/// The package name in a manifest.
pub(crate) fn package_name(manifest: &str) -> Option<String> {
    let manifest: Table = manifest.parse().ok()?;
    Some(manifest.get("package")?.get("name")?.as_str()?.to_owned())
}
