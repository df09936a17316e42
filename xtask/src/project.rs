//! [`Project`]: the folders of the project, and reading its documents and profile.

use crate::error::Error;
use generator::profile::Profile;
use generator::source::{MAX_BYTES, Source};
use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// The file extensions of documents.
const EXTENSIONS: [&str; 3] = ["json", "yaml", "yml"];

/// The file name of an API profile in a folder of documents.
pub(crate) const PROFILE: &str = "api.toml";

/// The project.
#[derive(Debug)]
pub(crate) struct Project {
    root: PathBuf,
}

impl Project {
    /// Finds the project: the given folder, or else the workspace that cargo runs the command in, or else the first
    /// matching parent of the current folder.
    pub(crate) fn find(root: Option<&Path>) -> Result<Self, Error> {
        let found = match (root, env::var_os("CARGO_MANIFEST_DIR")) {
            (Some(root), _) => Some(root.to_owned()),
            (None, Some(xtask)) => Path::new(&xtask).parent().map(Path::to_owned),
            (None, None) => env::current_dir()
                .ok()
                .and_then(|here| here.ancestors().find(|dir| is_project(dir)).map(Path::to_owned)),
        };
        match found {
            Some(root) if is_project(&root) => Ok(Self { root }),
            Some(other) => Err(Error::new(
                format!(
                    "{} is not the project folder: it does not contain spec/ and generated-client/runtime/",
                    other.display()
                ),
                "pass the folder of the repository with `--root`",
            )),
            None => Err(Error::new(
                "the current folder is not inside the project",
                "run `cargo xtask` inside the repository, or pass its folder with `--root`",
            )),
        }
    }

    /// The folder of the documents.
    pub(crate) fn spec(&self) -> PathBuf {
        self.root.join("spec")
    }

    /// The folder of the client crate.
    pub(crate) fn client(&self) -> PathBuf {
        self.root.join("generated-client")
    }

    /// The folder of the runtime crate.
    pub(crate) fn runtime(&self) -> PathBuf {
        self.client().join("runtime")
    }

    /// Cargo's target folder.
    pub(crate) fn target(&self) -> PathBuf {
        let configured = env::var_os("CARGO_TARGET_DIR");
        self.root.join(configured.map_or_else(|| PathBuf::from("target"), PathBuf::from))
    }

    /// The workspace's `Cargo.lock`.
    pub(crate) fn lockfile(&self) -> PathBuf {
        self.root.join("Cargo.lock")
    }

    /// The project's folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The documents in `spec/` and their overlay, sorted by name. Names are relative to the project folder.
    pub(crate) fn documents(&self) -> Result<Vec<Source>, Error> {
        documents_in(&self.spec(), Path::new("spec"))
    }

    /// The names of the documents and overlays in `spec/`, sorted.
    pub(crate) fn document_names(&self) -> Result<Vec<OsString>, Error> {
        document_names_in(&self.spec())
    }

    /// The API profile in `spec/`.
    pub(crate) fn profile(&self) -> Result<Profile, Error> {
        profile(format!("spec/{PROFILE}"), &self.spec().join(PROFILE))
    }
}

/// Whether the file name has the extension of a document.
pub(crate) fn is_document_name(path: &Path) -> bool {
    path.extension().is_some_and(|extension| EXTENSIONS.iter().any(|known| extension == *known))
}

/// Reads an API profile. Messages show it under the given name.
pub(crate) fn profile(name: String, path: &Path) -> Result<Profile, Error> {
    let source = Source::new(name, read(path)?);
    Profile::from_toml(source.text())
        .map_err(|error| Error::Profile { source: Box::new(source), error })
}

/// Reads one document.
pub(crate) fn document(path: &Path) -> Result<Source, Error> {
    Ok(Source::new(path.display().to_string(), read(path)?))
}

/// The names of the documents and overlays in a folder, sorted.
fn document_names_in(folder: &Path) -> Result<Vec<OsString>, Error> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| Error::read(folder, &error))? {
        let path = entry.map_err(|error| Error::read(folder, &error))?.path();
        if is_document_name(&path) {
            names.extend(path.file_name().map(OsStr::to_owned));
        }
    }
    names.sort();
    Ok(names)
}

/// The documents in a folder and their overlay, sorted by name. Messages show the folder under the given name.
pub(crate) fn documents_in(folder: &Path, shown: &Path) -> Result<Vec<Source>, Error> {
    let names = document_names_in(folder)?;
    if names.is_empty() {
        return Err(Error::new(
            format!("{} contains no documents", folder.display()),
            "import documents with `cargo xtask spec import`",
        ));
    }
    let name = |name: &OsStr| shown.join(name).display().to_string();
    let documents = names.iter().map(|one| Ok(Source::new(name(one), read(&folder.join(one))?)));
    let mut documents = documents.collect::<Result<_, _>>()?;
    gather(&mut documents, shown, folder);
    Ok(documents)
}

/// Reads documents and the files that they refer to.
pub(crate) fn documents(paths: &[&Path]) -> Result<Vec<Source>, Error> {
    let mut documents = paths.iter().map(|path| document(path)).collect::<Result<_, _>>()?;
    gather(&mut documents, Path::new(""), Path::new(""));
    Ok(documents)
}

/// Adds the files that documents refer to. `folder` is the path of the documents on disk, and `shown` its name in messages.
fn gather(documents: &mut Vec<Source>, shown: &Path, folder: &Path) {
    let start = folder.ancestors().nth(shown.components().count()).unwrap_or(Path::new(""));
    generator::read::gather(documents, |name| {
        let path = match Path::new(name).strip_prefix(shown) {
            Ok(below) => folder.join(below),
            Err(_) => start.join(name),
        };
        read_limited(&path).map_err(|error| error.to_string())
    });
}

/// Reads a text file.
pub(crate) fn read(path: &Path) -> Result<String, Error> {
    read_limited(path).map_err(|error| Error::read(path, &error))
}

/// Reads a text file up to just above the size limit. The generator reports the excess.
fn read_limited(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    let limit = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX).saturating_add(4);
    match fs::File::open(path)?.take(limit).read_to_string(&mut text) {
        // The limit may have split a character.
        Err(error) if text.len() < MAX_BYTES => Err(error),
        _ => Ok(text),
    }
}

fn is_project(dir: &Path) -> bool {
    dir.join("spec").is_dir() && dir.join("generated-client/runtime").is_dir()
}
