//! Loads the files that `$ref` may refer to: those below the folders of the documents and of `--ref-root`.
//!
//! Documents come from anywhere. Files elsewhere on the machine must not become part of a client or of a message.

use crate::cli::error::Error;
use crate::cli::file_system::regular;
use crate::source::{LoadError, MAX_BYTES};
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// The folders below which files are loaded, with symbolic links resolved.
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

    /// Loads a file. Messages show it under `name`.
    pub(crate) fn load(&self, name: &str, path: &Path) -> Result<String, LoadError> {
        let file = fs::canonicalize(path).map_err(|error| unreadable(name, &error))?;
        if !self.0.iter().any(|root| file.starts_with(root)) {
            return Err(LoadError {
                message: format!(
                    "`{name}` is outside the folder of the document; it is not loaded"
                ),
                help: "move the file into that folder, or allow its folder with `--ref-root DIR`"
                    .to_owned(),
            });
        }
        regular(&file).and_then(read_limited).map_err(|error| unreadable(name, &error))
    }
}

/// Reads a text file up to just above the size limit. The generator reports the excess.
pub(crate) fn read_limited(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    let limit = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX).saturating_add(4);
    match fs::File::open(path)?.take(limit).read_to_string(&mut text) {
        // The limit may have split a character.
        Err(error) if text.len() < MAX_BYTES => Err(error),
        _ => Ok(text),
    }
}

fn unreadable(name: &str, error: &io::Error) -> LoadError {
    LoadError {
        message: format!("`{name}` cannot be read: {error}"),
        help: LoadError::CORRECT_PATH.to_owned(),
    }
}
