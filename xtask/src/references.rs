//! The path of a file that a document refers to -> its text, if `$ref` may lead there.
//!
//! A document can come from anywhere, and may not make its reader's other files part of a client, or of a message.

use crate::error::Error;
use crate::project::text;
use generator::source::LoadError;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The folders below which `$ref` may lead, with symbolic links resolved.
#[derive(Debug)]
pub(crate) struct Roots(Vec<PathBuf>);

impl Roots {
    pub(crate) fn new<'p>(folders: impl IntoIterator<Item = &'p Path>) -> Result<Self, Error> {
        let real = |folder: &Path| {
            // The folder of a file named without one.
            let folder = if folder == Path::new("") { Path::new(".") } else { folder };
            fs::canonicalize(folder).map_err(|error| Error::read(folder, &error))
        };
        folders.into_iter().map(real).collect::<Result<_, _>>().map(Self)
    }

    /// The text of a file; `name` is the one that messages give it.
    pub(crate) fn load(&self, name: &str, path: &Path) -> Result<String, LoadError> {
        let file = fs::canonicalize(path).map_err(|error| unreadable(name, &error))?;
        if !self.0.iter().any(|root| file.starts_with(root)) {
            return Err(LoadError {
                message: format!(
                    "`{name}` is outside the folder of the document, so it is not read"
                ),
                help: "move the file below that folder, or allow the folder that holds it: --ref-root DIR"
                    .to_owned(),
            });
        }
        regular(&file).and_then(text).map_err(|error| unreadable(name, &error))
    }
}

/// Passes a regular file on. Opening a FIFO waits for its writer, and a device may never end.
pub(crate) fn regular(path: &Path) -> io::Result<&Path> {
    if fs::metadata(path)?.is_file() {
        return Ok(path);
    }
    Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file"))
}

fn unreadable(name: &str, error: &io::Error) -> LoadError {
    LoadError {
        message: format!("`{name}` cannot be read: {error}"),
        help: LoadError::CORRECT_PATH.to_owned(),
    }
}
