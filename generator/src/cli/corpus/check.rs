//! Compiles a generated client with `cargo check`.

use super::row::Status;
use crate::cli::error::Error;
use crate::cli::project::Project;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Compiles clients one after the other in the same folder.
#[derive(Debug)]
pub(super) struct Checker {
    folder: PathBuf,
    target: PathBuf,
    /// The project's `Cargo.lock`.
    lockfile: Option<PathBuf>,
}

impl Checker {
    /// Creates the folder.
    pub(super) fn new(project: &Project) -> Result<Self, Error> {
        let corpus = project.target().join("corpus");
        let checker = Self {
            folder: corpus.join("client"),
            target: corpus.join("target"),
            lockfile: project.lockfile(),
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
    pub(super) fn check(&self) -> Result<Status, Error> {
        if let Some(lockfile) = &self.lockfile {
            let copy = self.folder.join("Cargo.lock");
            fs::copy(lockfile, &copy).map_err(|error| Error::read(lockfile, &error))?;
        }
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let output = Command::new(&cargo)
            .args(["check", "--quiet"])
            .args(self.lockfile.iter().map(|_| "--offline"))
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target)
            .output()
            .map_err(|error| Error::read(Path::new(&cargo), &error))?;
        let stderr = String::from_utf8_lossy(&output.stderr);
        let first_line = |start: &str| stderr.lines().find(|line| line.starts_with(start));
        let reason = match output.status.success() {
            true => first_line("warning"),
            false => first_line("error").or(stderr.lines().next()).or(Some("cargo check failed")),
        };
        Ok(reason.map_or(Status::Ok, |reason| Status::Failed(reason.to_owned())))
    }
}
