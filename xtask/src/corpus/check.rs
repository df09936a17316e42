//! In: a client on the disk. Out: what the compiler says of it.

use super::row::Result as Came;
use crate::error::Error;
use crate::project::Project;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Compiles clients, one after the other, in one folder.
#[derive(Debug)]
pub(super) struct Checker {
    folder: PathBuf,
    target: PathBuf,
    /// The versions of dependencies that the project has.
    lock: PathBuf,
}

impl Checker {
    /// Makes the folder.
    pub(super) fn new(project: &Project) -> Result<Self, Error> {
        let corpus = project.target().join("corpus");
        let checker = Self {
            folder: corpus.join("client"),
            target: corpus.join("target"),
            lock: project.lock(),
        };
        let folder = &checker.folder;
        fs::create_dir_all(folder).map_err(|error| Error::write(folder, &error))?;
        Ok(checker)
    }

    /// The folder of the client.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Compiles the client.
    pub(super) fn check(&self) -> Result<Came, Error> {
        let copy = self.folder.join("Cargo.lock");
        fs::copy(&self.lock, &copy).map_err(|error| Error::read(&self.lock, &error))?;
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let ran = Command::new(&cargo)
            .args(["check", "--quiet", "--offline"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target)
            .output()
            .map_err(|error| Error::read(Path::new(&cargo), &error))?;
        let told = String::from_utf8_lossy(&ran.stderr);
        let first = |start: &str| told.lines().find(|line| line.starts_with(start));
        let why = match ran.status.success() {
            true => first("warning"),
            false => first("error").or(told.lines().next()).or(Some("cargo check failed")),
        };
        Ok(why.map_or(Came::Ok, |why| Came::Failed(why.to_owned())))
    }
}
