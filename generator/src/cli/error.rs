//! [`Error`]: why a command failed. Each error names the file and a remedy.

use crate::diagnostic::Diagnostic;
use crate::profile::ProfileError;
use crate::source::Source;
use std::fmt;
use std::io;
use std::path::Path;

/// Why a command failed.
#[derive(Debug)]
pub(crate) enum Error {
    /// An error in the arguments, on the disk or on the network.
    Plain {
        /// The error message.
        message: String,
        /// How to fix the error.
        help: String,
    },
    /// Errors in the documents.
    Documents {
        /// The documents.
        sources: Vec<Source>,
        /// The errors and warnings.
        diagnostics: Vec<Diagnostic>,
    },
    /// Warnings, with `--deny-warnings`.
    Denied {
        /// The number of warnings.
        count: usize,
    },
    /// An error in an API profile.
    Profile {
        /// The profile.
        source: Box<Source>,
        /// The error.
        error: ProfileError,
    },
}

impl Error {
    /// An error in the arguments, on the disk or on the network.
    pub(crate) fn new(message: impl fmt::Display, help: impl fmt::Display) -> Self {
        Self::Plain { message: message.to_string(), help: help.to_string() }
    }

    /// The exit code of the command: 1 for findings, 2 for a usage or input error.
    pub(crate) const fn exit_code(&self) -> u8 {
        match self {
            Self::Denied { .. } => 1,
            Self::Plain { .. } | Self::Documents { .. } | Self::Profile { .. } => 2,
        }
    }

    /// A file or folder that cannot be read.
    pub(crate) fn read(path: &Path, error: &io::Error) -> Self {
        let help = match error.kind() {
            io::ErrorKind::NotFound => "check the path; relative paths start in the current folder",
            io::ErrorKind::InvalidData => {
                "documents and profiles are UTF-8 text; save the file as UTF-8"
            }
            _ => "check that it is a file and that you have permission to read it",
        };
        Self::new(format!("cannot read {}: {error}", path.display()), help)
    }

    /// A folder that cannot be listed.
    pub(crate) fn walk(folder: &Path, error: walkdir::Error) -> Self {
        let path = error.path().unwrap_or(folder).to_owned();
        let error = error.into_io_error().unwrap_or_else(|| io::Error::other("symbolic link loop"));
        Self::read(&path, &error)
    }

    /// A file or folder that cannot be written. Its previous contents are unchanged.
    pub(crate) fn write(path: &Path, error: &io::Error) -> Self {
        Self::new(
            format!("cannot write {}: {error}", path.display()),
            "check the permissions and the free disk space; nothing was changed",
        )
    }
}
