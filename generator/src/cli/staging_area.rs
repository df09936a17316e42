//! A staging area for output: replaces all pieces of a folder, or none. A piece is a file, or a folder with its contents.
//!
//! All files are first written to the folder [`FOLDER`]. Then each piece is exchanged with its target by one atomic system
//! call. A failed run therefore changes nothing, and a killed process leaves each piece complete, either old or new. On a
//! platform without an atomic exchange, three renames replace a piece, and the next run restores a piece that a killed
//! process had moved to the backup folder.

use crate::cli::file_system::{self, Lock};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The name of the staging folder inside the output folder.
pub(crate) const FOLDER: &str = ".codegen";

/// The staging area of a folder.
#[derive(Debug)]
pub(crate) struct StagingArea {
    root: PathBuf,
    /// Held for the lifetime of the stage, so that concurrent runs on one folder wait for each other.
    _lock: Lock,
}

impl StagingArea {
    /// Creates the stage for `pieces` of `root`, and cleans up after a killed run.
    pub(crate) fn open(root: &Path, pieces: &BTreeSet<&str>) -> io::Result<Self> {
        fs::create_dir_all(root)?;
        let stage = Self { root: root.to_owned(), _lock: file_system::lock(root)? };
        pieces.iter().try_for_each(|piece| stage.restore(piece))?;
        stage.clear()?;
        Ok(stage)
    }

    /// Stages a new or changed file.
    pub(crate) fn write(&self, path: &str, text: &str) -> io::Result<()> {
        fs::write(self.staged(path)?, text)
    }

    /// Stages an unchanged file with its modification time, so that cargo does not compile it again.
    pub(crate) fn link(&self, path: &str) -> io::Result<()> {
        let (target, staged) = (self.root.join(path), self.staged(path)?);
        fs::hard_link(&target, &staged).or_else(|_| fs::copy(&target, &staged).map(drop))
    }

    /// Replaces the pieces. A piece that was not staged is removed.
    pub(crate) fn commit(self, pieces: &BTreeSet<&str>) -> io::Result<()> {
        let mut done = Vec::new();
        for piece in pieces {
            if let Err(error) = self.swap(piece) {
                // Report the first error, even if the rollback fails.
                let _ = self.restore(piece);
                done.into_iter().rev().for_each(|piece| drop(self.swap(piece)));
                return Err(error);
            }
            done.push(piece);
        }
        Ok(())
    }

    /// Exchanges a staged piece with its target. A second call undoes the first.
    fn swap(&self, piece: &str) -> io::Result<()> {
        let (target, staged) = (self.root.join(piece), self.staged(piece)?);
        match (exists(&target), exists(&staged)) {
            (true, true) => file_system::exchange(&target, &staged).or_else(|_| {
                self.renames(piece)?.iter().try_for_each(|(from, to)| fs::rename(from, to))
            }),
            (true, false) => fs::rename(target, staged),
            (false, _) => {
                target.parent().map_or(Ok(()), fs::create_dir_all)?;
                fs::rename(staged, target)
            }
        }
    }

    /// The renames that exchange a staged piece with its target, on a platform without an atomic exchange.
    fn renames(&self, piece: &str) -> io::Result<[(PathBuf, PathBuf); 3]> {
        let (target, staged, backup) =
            (self.root.join(piece), self.staged(piece)?, self.backup(piece));
        backup.parent().map_or(Ok(()), fs::create_dir_all)?;
        Ok([(target.clone(), backup.clone()), (staged.clone(), target), (backup, staged)])
    }

    /// Restores a piece that was moved to the backup folder and not replaced.
    fn restore(&self, piece: &str) -> io::Result<()> {
        let (target, backup) = (self.root.join(piece), self.backup(piece));
        if exists(&backup) && !exists(&target) { fs::rename(backup, target) } else { Ok(()) }
    }

    /// The staged path of a piece or a file. Creates its parent folder.
    fn staged(&self, path: &str) -> io::Result<PathBuf> {
        let staged = self.folder().join("new").join(path);
        staged.parent().map_or(Ok(()), fs::create_dir_all)?;
        Ok(staged)
    }

    /// The path of a piece while it is replaced.
    fn backup(&self, piece: &str) -> PathBuf {
        self.folder().join("backup").join(piece)
    }

    fn folder(&self) -> PathBuf {
        self.root.join(FOLDER)
    }

    fn clear(&self) -> io::Result<()> {
        match fs::remove_dir_all(self.folder()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

impl Drop for StagingArea {
    fn drop(&mut self) {
        // The pieces are in place already. The next run removes leftovers.
        let _ = self.clear();
    }
}

/// Whether anything is at the path, including a dangling symbolic link.
fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

#[cfg(test)]
#[path = "staging_area_tests.rs"]
mod tests;
