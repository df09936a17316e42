//! In: what went wrong on the way. Out: [`Error`], what is told of it: always with the file and what to do.

use generator::diagnostic::Diagnostic;
use generator::profile::ProfileError;
use generator::source::Source;
use std::fmt;
use std::io;
use std::path::Path;

/// Why a command could not do what it was asked.
#[derive(Debug)]
pub(crate) enum Error {
    /// Something about the call or the disk.
    Plain {
        /// What is wrong.
        message: String,
        /// What to do about it.
        help: String,
    },
    /// Something in the documents.
    Documents {
        /// The documents.
        sources: Vec<Source>,
        /// What was found in them.
        diagnostics: Vec<Diagnostic>,
    },
    /// Warnings, of which the caller allows none.
    Denied {
        /// How many.
        number: usize,
    },
    /// Something in an API profile.
    Profile {
        /// The profile's file.
        source: Box<Source>,
        /// What is wrong with it.
        error: ProfileError,
    },
}

impl Error {
    /// Something about the call or the disk.
    pub(crate) fn new(message: impl fmt::Display, help: impl fmt::Display) -> Self {
        Self::Plain { message: message.to_string(), help: help.to_string() }
    }

    /// What the command exits with: findings, or bad usage or bad input.
    pub(crate) const fn exit_code(&self) -> u8 {
        match self {
            Self::Denied { .. } => 1,
            Self::Plain { .. } | Self::Documents { .. } | Self::Profile { .. } => 2,
        }
    }

    /// A file or folder that could not be read.
    pub(crate) fn read(path: &Path, error: &io::Error) -> Self {
        let help = match error.kind() {
            io::ErrorKind::NotFound => {
                "check the path; a relative one starts in the current folder"
            }
            io::ErrorKind::InvalidData => "documents and profiles are UTF-8 text: save it as such",
            _ => "see that it is a file that you may read",
        };
        Self::new(format!("cannot read {}: {error}", path.display()), help)
    }

    /// A file or folder that could not be written; what was there before is still there.
    pub(crate) fn write(path: &Path, error: &io::Error) -> Self {
        Self::new(
            format!("cannot write {}: {error}", path.display()),
            "see that you may write there and that the disk is not full; nothing was changed",
        )
    }
}
