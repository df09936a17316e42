//! In: pieces of a folder, each a file or a folder with all that it holds, as they should be. Out: all of them in
//! their places, or none.
//!
//! Everything is first written into a folder of its own, [`FOLDER`]. Only when all of it is there do the pieces change
//! places with what stands at theirs: one system call for each, nothing else in between. So a failing run changes
//! nothing, and a process that is killed at any moment leaves every piece whole, the old one or the new. Where a system
//! cannot exchange two paths in one call it takes three renames; what was moved aside is put back by the next run.

use crate::system::{self, Lock};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What a stage is called in the folder that it is for.
pub(crate) const FOLDER: &str = ".codegen";

/// Where the pieces of a folder wait until all are there.
#[derive(Debug)]
pub(crate) struct Stage {
    root: PathBuf,
    /// Held as long as the stage, so that two runs on one folder wait for each other.
    _lock: Lock,
}

impl Stage {
    /// A stage for `pieces` of `root`, which is made if need be; first what a killed run left is settled.
    pub(crate) fn open(root: &Path, pieces: &BTreeSet<&str>) -> io::Result<Self> {
        fs::create_dir_all(root)?;
        let stage = Self { root: root.to_owned(), _lock: system::lock(root)? };
        pieces.iter().try_for_each(|piece| stage.put_back(piece))?;
        stage.clear()?;
        Ok(stage)
    }

    /// Stages a file.
    pub(crate) fn write(&self, path: &str, text: &str) -> io::Result<()> {
        fs::write(self.staged(path)?, text)
    }

    /// Stages a file as it stands, its time of change with it, which tells cargo that there is nothing to compile.
    pub(crate) fn keep(&self, path: &str) -> io::Result<()> {
        let (place, staged) = (self.root.join(path), self.staged(path)?);
        fs::hard_link(&place, &staged).or_else(|_| fs::copy(&place, &staged).map(drop))
    }

    /// Puts the pieces into their places; a piece that was not staged is removed from its place.
    pub(crate) fn commit(self, pieces: &BTreeSet<&str>) -> io::Result<()> {
        let mut done = Vec::new();
        for piece in pieces {
            if let Err(error) = self.swap(piece) {
                // The first error is the one to tell, whatever becomes of this.
                let _ = self.put_back(piece);
                done.into_iter().rev().for_each(|piece| drop(self.swap(piece)));
                return Err(error);
            }
            done.push(piece);
        }
        Ok(())
    }

    /// Lets a staged piece and what stands at its place change places. To do it again is to undo it.
    fn swap(&self, piece: &str) -> io::Result<()> {
        let (place, staged) = (self.root.join(piece), self.staged(piece)?);
        match (exists(&place), exists(&staged)) {
            (true, true) => system::exchange(&place, &staged).or_else(|_| {
                self.moves(piece)?.iter().try_for_each(|(from, to)| fs::rename(from, to))
            }),
            (true, false) => fs::rename(place, staged),
            (false, _) => {
                place.parent().map_or(Ok(()), fs::create_dir_all)?;
                fs::rename(staged, place)
            }
        }
    }

    /// The renames that exchange a staged piece and what stands at its place where one call cannot.
    fn moves(&self, piece: &str) -> io::Result<[(PathBuf, PathBuf); 3]> {
        let (place, staged, aside) =
            (self.root.join(piece), self.staged(piece)?, self.aside(piece));
        aside.parent().map_or(Ok(()), fs::create_dir_all)?;
        Ok([(place.clone(), aside.clone()), (staged.clone(), place), (aside, staged)])
    }

    /// Puts a piece back that was moved aside and not replaced.
    fn put_back(&self, piece: &str) -> io::Result<()> {
        let (place, aside) = (self.root.join(piece), self.aside(piece));
        if exists(&aside) && !exists(&place) { fs::rename(aside, place) } else { Ok(()) }
    }

    /// Where a piece or a file waits; the folder around it is made.
    fn staged(&self, path: &str) -> io::Result<PathBuf> {
        let staged = self.folder().join("new").join(path);
        staged.parent().map_or(Ok(()), fs::create_dir_all)?;
        Ok(staged)
    }

    /// Where a piece is while another takes its place.
    fn aside(&self, piece: &str) -> PathBuf {
        self.folder().join("aside").join(piece)
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

impl Drop for Stage {
    fn drop(&mut self) {
        // The pieces are in their places; the next run clears away what remains here.
        let _ = self.clear();
    }
}

/// Whether anything is there, be it a link that leads nowhere.
fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

#[cfg(test)]
#[path = "stage_tests.rs"]
mod tests;
