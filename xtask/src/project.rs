//! In: the project's folder. Out: [`Project`]: where its parts are, and what `spec/` holds.

use crate::error::Error;
use crate::references::{Roots, regular};
use generator::profile::Profile;
use generator::source::{MAX_BYTES, Source};
use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// The endings of documents' names.
const DOCUMENTS: [&str; 3] = ["json", "yaml", "yml"];

/// What the API profile beside documents is called.
pub(crate) const PROFILE: &str = "api.toml";

/// The project's folder.
#[derive(Debug)]
pub(crate) struct Project {
    root: PathBuf,
    /// Where `$ref` may lead, beside the documents' own folders.
    ref_roots: Vec<PathBuf>,
}

impl Project {
    /// The folder that the caller names, else the workspace that cargo runs the command from, else the one around
    /// the current folder.
    pub(crate) fn find(named: Option<&Path>, ref_roots: &[PathBuf]) -> Result<Self, Error> {
        let found = match (named, env::var_os("CARGO_MANIFEST_DIR")) {
            (Some(named), _) => Some(named.to_owned()),
            (None, Some(xtask)) => Path::new(&xtask).parent().map(Path::to_owned),
            (None, None) => env::current_dir()
                .ok()
                .and_then(|here| here.ancestors().find(|dir| is_root(dir)).map(Path::to_owned)),
        };
        match found {
            Some(root) if is_root(&root) => Ok(Self { root, ref_roots: ref_roots.to_owned() }),
            Some(other) => Err(Error::new(
                format!(
                    "{} is not the project's folder: it has no spec/ and generated-client/runtime/",
                    other.display()
                ),
                "name the folder of the clone with --root",
            )),
            None => Err(Error::new(
                "the current folder is not in the project",
                "run the command in the clone, as `cargo xtask`, or name its folder with --root",
            )),
        }
    }

    /// The folder of the API's documents.
    pub(crate) fn spec(&self) -> PathBuf {
        self.root.join("spec")
    }

    /// The folder of the client crate.
    pub(crate) fn client(&self) -> PathBuf {
        self.root.join("generated-client")
    }

    /// The folder of the crate that the client stands on.
    pub(crate) fn runtime(&self) -> PathBuf {
        self.client().join("runtime")
    }

    /// The folder of what is built.
    pub(crate) fn target(&self) -> PathBuf {
        let named = env::var_os("CARGO_TARGET_DIR");
        self.root.join(named.map_or_else(|| PathBuf::from("target"), PathBuf::from))
    }

    /// The file with the versions of dependencies.
    pub(crate) fn lock(&self) -> PathBuf {
        self.root.join("Cargo.lock")
    }

    /// The project's folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The documents in `spec/` and the overlay that corrects them, in the order of their names, which start at the
    /// project's folder.
    pub(crate) fn documents(&self) -> Result<Vec<Source>, Error> {
        self.documents_in(&self.spec(), Path::new("spec"))
    }

    /// The documents in a folder and the overlay that corrects them, in the order of their names; messages call the folder
    /// by the name that is given.
    pub(crate) fn documents_in(&self, folder: &Path, shown: &Path) -> Result<Vec<Source>, Error> {
        let names = names_in(folder)?;
        if names.is_empty() {
            return Err(Error::new(
                format!("{} holds no document", folder.display()),
                "take some in with `cargo xtask spec import`",
            ));
        }
        let document = |name: &OsString| {
            let path = folder.join(name);
            let text = regular(&path).and_then(text).map_err(|error| Error::read(&path, &error))?;
            Ok(Source::new(shown.join(name).display().to_string(), text))
        };
        let mut documents = names.iter().map(document).collect::<Result<_, _>>()?;
        self.gather(&mut documents, [folder], shown, folder)?;
        Ok(documents)
    }

    /// Documents that the caller named, and the files that they refer to, which may be anywhere below `folders` as well.
    pub(crate) fn documents_at(
        &self,
        paths: &[&Path],
        folders: &[&Path],
    ) -> Result<Vec<Source>, Error> {
        let mut documents = paths.iter().map(|path| document(path)).collect::<Result<_, _>>()?;
        let own = paths.iter().filter_map(|path| path.parent());
        let folders = own.chain(folders.iter().copied());
        self.gather(&mut documents, folders, Path::new(""), Path::new(""))?;
        Ok(documents)
    }

    /// Adds the files that documents refer to, by names that start where that of the shown folder does; that one is at
    /// another path.
    fn gather<'p>(
        &'p self,
        documents: &mut Vec<Source>,
        folders: impl IntoIterator<Item = &'p Path>,
        shown: &Path,
        folder: &Path,
    ) -> Result<(), Error> {
        let roots =
            Roots::new(folders.into_iter().chain(self.ref_roots.iter().map(PathBuf::as_path)))?;
        let start = folder.ancestors().nth(shown.components().count()).unwrap_or(Path::new(""));
        generator::read::gather(documents, |name| {
            let path = match Path::new(name).strip_prefix(shown) {
                Ok(below) => folder.join(below),
                Err(_) => start.join(name),
            };
            roots.load(name, &path)
        });
        Ok(())
    }

    /// The names of the files in `spec/` that are documents or overlays, in their order.
    pub(crate) fn document_names(&self) -> Result<Vec<OsString>, Error> {
        names_in(&self.spec())
    }

    /// The API profile in `spec/`.
    pub(crate) fn profile(&self) -> Result<Profile, Error> {
        profile(format!("spec/{PROFILE}"), &self.spec().join(PROFILE))
    }
}

/// Whether a file may hold a document, by its name.
pub(crate) fn is_document_name(path: &Path) -> bool {
    path.extension().is_some_and(|ending| DOCUMENTS.iter().any(|known| ending == *known))
}

/// An API profile, and the name that messages give it.
pub(crate) fn profile(name: String, path: &Path) -> Result<Profile, Error> {
    let source = Source::new(name, read(path)?);
    Profile::from_toml(source.text())
        .map_err(|error| Error::Profile { source: Box::new(source), error })
}

/// A document that the caller named.
pub(crate) fn document(path: &Path) -> Result<Source, Error> {
    Ok(Source::new(path.display().to_string(), read(path)?))
}

/// The names of the files in a folder that are documents or overlays, in their order.
fn names_in(folder: &Path) -> Result<Vec<OsString>, Error> {
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

/// The text of a file.
pub(crate) fn read(path: &Path) -> Result<String, Error> {
    text(path).map_err(|error| Error::read(path, &error))
}

/// The text of a file, and little more than is read of it: the generator says when it is too long.
pub(crate) fn text(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    let limit = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX).saturating_add(4);
    match fs::File::open(path)?.take(limit).read_to_string(&mut text) {
        // A character may have been cut in two.
        Err(error) if text.len() < MAX_BYTES => Err(error),
        _ => Ok(text),
    }
}

fn is_root(dir: &Path) -> bool {
    dir.join("spec").is_dir() && dir.join("generated-client/runtime").is_dir()
}
