//! In: files as they should be. Out: how the disk differs from them ([`Changes`]), and the disk made equal if asked.

use crate::error::Error;
use crate::stage::Stage;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Files as they should be, below one folder.
#[derive(Debug)]
pub(crate) struct Tree {
    /// The folder.
    pub(crate) root: PathBuf,
    /// The paths in it at which there are these files and no others: folders, and files that are to go.
    pub(crate) owned: BTreeSet<String>,
    /// The files: path below the folder, with `/`, and contents.
    pub(crate) files: BTreeMap<String, String>,
}

/// How a file on the disk differs from what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// It holds something else.
    Stale,
    /// It is not there.
    Missing,
    /// It should not be there.
    Stray,
}

impl Change {
    /// The file in a word.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Stale => "stale",
            Self::Missing => "missing",
            Self::Stray => "stray",
        }
    }
}

/// Every file that differs, by its path below the tree's folder.
pub(crate) type Changes = BTreeMap<String, Change>;

impl Tree {
    /// How the disk differs.
    pub(crate) fn compare(&self) -> Result<Changes, Error> {
        let mut changes = Changes::new();
        for (path, text) in &self.files {
            let place = self.root.join(path);
            let change = match fs::read(&place) {
                Ok(bytes) if bytes == text.as_bytes() => None,
                Ok(_) => Some(Change::Stale),
                Err(error) if is_absence(&error) => Some(Change::Missing),
                Err(error) => return Err(Error::read(&place, &error)),
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

    /// Makes the disk equal, as a whole or not at all, and says what that changed.
    pub(crate) fn write(&self) -> Result<Changes, Error> {
        let failed = |error: io::Error| Error::write(&self.root, &error);
        let everything = self.pieces(
            self.files.keys().map(String::as_str).chain(self.owned.iter().map(String::as_str)),
        );
        let stage = Stage::open(&self.root, &everything).map_err(failed)?;
        let changes = self.compare()?;
        let pieces = self.pieces(changes.keys().map(String::as_str));
        for (path, text) in &self.files {
            if pieces.contains(self.piece(path)) {
                match changes.get(path) {
                    Some(_) => stage.write(path, text),
                    None => stage.keep(path),
                }
                .map_err(failed)?;
            }
        }
        stage.commit(&pieces).map_err(failed)?;
        Ok(changes)
    }

    /// The pieces that paths belong to: owned paths, and single files outside of them.
    fn pieces<'a>(&self, paths: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
        paths.map(|path| self.piece(path)).collect()
    }

    /// The owned path that a file is below, else the file itself.
    fn piece<'a>(&self, path: &'a str) -> &'a str {
        self.owned
            .iter()
            .find(|owned| {
                path.strip_prefix(owned.as_str()).is_some_and(|rest| rest.starts_with('/'))
            })
            .and_then(|owned| path.get(..owned.len()))
            .unwrap_or(path)
    }

    /// The files at the owned paths.
    fn on_disk(&self) -> Result<Vec<String>, Error> {
        let mut paths = Vec::new();
        for owned in &self.owned {
            let place = self.root.join(owned);
            if !place.exists() {
                continue;
            }
            for entry in WalkDir::new(&place) {
                let entry = entry.map_err(|error| Error::read(&place, &error.into()))?;
                if entry.file_type().is_dir() {
                    continue;
                }
                paths.push(slashed(&self.root, entry.path()));
            }
        }
        Ok(paths)
    }
}

/// A path below a folder, with `/` on every system.
pub(crate) fn slashed(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    below.iter().map(|name| name.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Whether a file could not be read because another kind of thing, or nothing, is at its path.
fn is_absence(error: &io::Error) -> bool {
    use io::ErrorKind::{IsADirectory, NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory | IsADirectory)
}

#[cfg(test)]
#[path = "tree_tests.rs"]
mod tests;
