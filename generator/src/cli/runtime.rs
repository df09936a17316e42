//! Copies the runtime crate into a self-contained client, under the client's name.

use crate::cli::Sources;
use crate::cli::archive;
use crate::cli::error::Error;
use crate::cli::output_files;
use crate::cli::project::{self, Project};
use std::collections::BTreeMap;
use std::path::Path;
use walkdir::WalkDir;

/// The start of the copied manifest.
pub(crate) const HEADER: &str = "# Copied by clientwright.";

/// Folders of a package that are only needed for its development.
const EXCLUDED: [&str; 4] = ["benches", "examples", "target", "tests"];

/// The files of the runtime by their path in the client crate, with the runtime renamed after the client.
pub(crate) fn copy(project: &Project, client: &str) -> Result<BTreeMap<String, String>, Error> {
    let files = renamed(project, &format!("{client}-runtime"))?;
    let mut copy: BTreeMap<_, _> =
        files.into_iter().map(|(path, text)| (format!("runtime/{path}"), text)).collect();
    if let Some(manifest) = copy.get_mut("runtime/Cargo.toml") {
        manifest.insert_str(0, &format!("{HEADER} Do not edit: changes are overwritten.\n"));
    }
    Ok(copy)
}

/// The files of the runtime by their path in its folder, with the name of the package changed.
pub(crate) fn renamed(project: &Project, name: &str) -> Result<BTreeMap<String, String>, Error> {
    let files = match project.sources {
        Sources::Embedded { runtime, .. } => archive::unpack(runtime),
        Sources::OfProject => files(&project.runtime_folder()?)?,
    };
    let ours = files.get("Cargo.toml").and_then(|manifest| project::package_name(manifest));
    let ours = ours.ok_or_else(|| {
        Error::new(
            "the runtime of the project has no Cargo.toml with the name of a package",
            "restore generated-client/runtime/Cargo.toml",
        )
    })?;
    let [ours_in_rust, name_in_rust] = [&ours, name].map(|name| name.replace('-', "_"));
    let rename = |text: String| text.replace(&ours, name).replace(&ours_in_rust, &name_in_rust);
    Ok(files.into_iter().map(|(path, text)| (path, rename(text))).collect())
}

/// The files of a package by their path in its folder.
pub(crate) fn files(folder: &Path) -> Result<BTreeMap<String, String>, Error> {
    let entries = WalkDir::new(folder).into_iter().filter_entry(|entry| {
        entry.depth() != 1 || !EXCLUDED.iter().any(|name| entry.file_name() == *name)
    });
    let mut files = BTreeMap::new();
    for entry in entries {
        let entry = entry.map_err(|error| Error::walk(folder, error))?;
        if entry.file_type().is_file() {
            let path = output_files::relative_path(folder, entry.path());
            files.insert(path, project::read(entry.path())?);
        }
    }
    Ok(files)
}
