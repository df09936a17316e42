//! Output files: compares them with the disk ([`Changes`]), and writes them.

use crate::cli::error::Error;
use crate::cli::file_system::regular;
use crate::cli::staging_area::StagingArea;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// The expected files of a folder.
#[derive(Debug)]
pub(crate) struct OutputFiles {
    /// The folder.
    pub(crate) root: PathBuf,
    /// The paths that belong to the output: folders that contain no other files, and files to remove.
    pub(crate) owned: BTreeSet<String>,
    /// The contents of each file by its path, which is relative to the folder and uses `/`.
    pub(crate) files: BTreeMap<String, String>,
}

/// How a file on disk differs from the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// Its contents differ.
    Stale,
    /// It does not exist.
    Missing,
    /// It exists, but is not part of the output.
    Stray,
}

impl Change {
    /// The change as an adjective.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Stale => "stale",
            Self::Missing => "missing",
            Self::Stray => "stray",
        }
    }
}

/// The files that differ, by their path relative to the output's folder.
pub(crate) type Changes = BTreeMap<String, Change>;

impl OutputFiles {
    /// Compares the output with the disk.
    pub(crate) fn compare(&self) -> Result<Changes, Error> {
        let mut changes = Changes::new();
        for (path, text) in &self.files {
            let target = self.root.join(path);
            let change = match regular(&target).and_then(fs::read) {
                Ok(bytes) if bytes == text.as_bytes() => None,
                Ok(_) => Some(Change::Stale),
                Err(error) if is_missing(&error) => Some(Change::Missing),
                Err(error) => return Err(Error::read(&target, &error)),
            };
            changes.extend(change.map(|change| (path.clone(), change)));
        }
        for path in self.on_disk()? {
            if !self.files.contains_key(&path) {
                changes.insert(path, Change::Stray);
            }
        }
        Ok(changes)
    }

    /// Writes the output to the disk, all files or none, and returns the changes.
    pub(crate) fn write(&self) -> Result<Changes, Error> {
        let is_new = !self.root.exists();
        let written = self.write_all();
        if is_new && written.is_err() {
            // Removes an empty folder only.
            let _ = fs::remove_dir(&self.root);
        }
        written
    }

    fn write_all(&self) -> Result<Changes, Error> {
        let failed = |error: io::Error| Error::write(&self.root, &error);
        let everything = self.pieces(
            self.files.keys().map(String::as_str).chain(self.owned.iter().map(String::as_str)),
        );
        let staging = StagingArea::open(&self.root, &everything).map_err(failed)?;
        let changes = self.compare()?;
        let pieces = self.pieces(changes.keys().map(String::as_str));
        for (path, text) in &self.files {
            if pieces.contains(self.piece(path)) {
                match changes.get(path) {
                    Some(_) => staging.write(path, text),
                    None => staging.link(path),
                }
                .map_err(failed)?;
            }
        }
        for lock in self.owned.iter().filter_map(|owned| self.lock(owned)) {
            if pieces.contains(self.piece(&lock)) && self.root.join(&lock).is_file() {
                staging.link(&lock).map_err(failed)?;
            }
        }
        staging.commit(&pieces).map_err(failed)?;
        Ok(changes)
    }

    /// The pieces that contain the paths. A piece is an owned path, or a single file outside of the owned paths.
    fn pieces<'a>(&self, paths: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
        paths.map(|path| self.piece(path)).collect()
    }

    /// The owned path that contains a file, or the file itself.
    fn piece<'a>(&self, path: &'a str) -> &'a str {
        self.owned
            .iter()
            .find(|owned| {
                path.strip_prefix(owned.as_str()).is_some_and(|rest| rest.starts_with('/'))
            })
            .and_then(|owned| path.get(..owned.len()))
            .unwrap_or(path)
    }

    /// The `Cargo.lock` of an owned folder, if it is a package.
    fn lock(&self, owned: &str) -> Option<String> {
        let is_package = self.files.contains_key(&format!("{owned}/Cargo.toml"));
        is_package.then(|| format!("{owned}/Cargo.lock"))
    }

    /// The files on disk at the owned paths, except those that cargo writes when it builds a package.
    fn on_disk(&self) -> Result<Vec<String>, Error> {
        let mut paths = Vec::new();
        for owned in &self.owned {
            let target = self.root.join(owned);
            if !target.exists() {
                continue;
            }
            let is_package = self.lock(owned).is_some();
            let is_built = |entry: &DirEntry| {
                entry.depth() == 1
                    && ["Cargo.lock", "target"].iter().any(|name| entry.file_name() == *name)
            };
            let entries = WalkDir::new(&target).into_iter();
            for entry in entries.filter_entry(|entry| !is_package || !is_built(entry)) {
                let entry = entry.map_err(|error| Error::walk(&target, error))?;
                if entry.file_type().is_dir() {
                    continue;
                }
                paths.push(relative_path(&self.root, entry.path()));
            }
        }
        Ok(paths)
    }
}

/// A path relative to a folder, with `/` on every platform.
pub(crate) fn relative_path(folder: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(folder).unwrap_or(path);
    relative.iter().map(|name| name.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Whether reading failed because there is no file at the path.
fn is_missing(error: &io::Error) -> bool {
    use io::ErrorKind::{IsADirectory, NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory | IsADirectory)
}

#[cfg(test)]
#[path = "output_files_tests.rs"]
mod tests;
