//! [`Project`]: the folders of the project, and reading its documents and profile.

use crate::cli::Sources;
use crate::cli::download;
use crate::cli::error::Error;
use crate::cli::file_system::regular;
use crate::cli::references::{Roots, read_limited};
use crate::profile::Profile;
use crate::source::Source;
use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use toml::Table;

/// The file extensions of documents.
const EXTENSIONS: [&str; 3] = ["json", "yaml", "yml"];

/// The file name of an API profile in a folder of documents.
pub(crate) const PROFILE: &str = "api.toml";

/// The project, if the command runs in one.
#[derive(Debug)]
pub(crate) struct Project {
    root: Option<PathBuf>,
    /// The folders whose files `$ref` may refer to, in addition to the folders of the documents.
    ref_roots: Vec<PathBuf>,
    /// The packages that self-contained clients have copies of.
    pub(crate) sources: Sources,
}

impl Project {
    /// Finds the project: the given folder, or else the workspace that cargo runs the command in, or else the first
    /// matching parent of the current folder.
    pub(crate) fn find(
        root: Option<&Path>,
        ref_roots: &[PathBuf],
        sources: Sources,
    ) -> Result<Self, Error> {
        let root = match root {
            Some(root) if is_project(root) => Some(root.to_owned()),
            Some(other) => {
                return Err(Error::new(
                    format!(
                        "{} is not the project folder: it does not contain spec/ and generated-client/runtime/",
                        other.display()
                    ),
                    "pass the folder of the repository with `--root`",
                ));
            }
            None => {
                let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
                let workspace = package.as_deref().and_then(Path::parent);
                let here = env::current_dir().unwrap_or_default();
                let mut folders = workspace.into_iter().chain(here.ancestors());
                folders.find(|folder| is_project(folder)).map(Path::to_owned)
            }
        };
        Ok(Self { root, ref_roots: ref_roots.to_owned(), sources })
    }

    /// The project's folder.
    pub(crate) fn root(&self) -> Result<&Path, Error> {
        self.root.as_deref().ok_or_else(|| {
            Error::new(
                "the current folder is not inside a project, a folder with spec/ and generated-client/runtime/",
                "name the document and the output folder, `clientwright codegen --spec FILE --out DIR`, or pass the project's folder with `--root`",
            )
        })
    }

    /// The folder of the documents.
    pub(crate) fn spec(&self) -> Result<PathBuf, Error> {
        Ok(self.root()?.join("spec"))
    }

    /// The folder of the client crate.
    pub(crate) fn client(&self) -> Result<PathBuf, Error> {
        Ok(self.root()?.join("generated-client"))
    }

    /// The folder of the runtime crate.
    pub(crate) fn runtime_folder(&self) -> Result<PathBuf, Error> {
        Ok(self.client()?.join("runtime"))
    }

    /// The folder of the tools.
    pub(crate) fn tools_folder(&self) -> Result<PathBuf, Error> {
        Ok(self.client()?.join("tools"))
    }

    /// Cargo's target folder; outside of a project, that of the current folder.
    pub(crate) fn target(&self) -> PathBuf {
        let configured = env::var_os("CARGO_TARGET_DIR");
        let target = configured.map_or_else(|| PathBuf::from("target"), PathBuf::from);
        match &self.root {
            Some(root) => root.join(target),
            None => target,
        }
    }

    /// The folder of the generator, in the repository that develops it.
    pub(crate) fn generator(&self) -> Option<PathBuf> {
        let folder = self.root.as_ref()?.join("generator");
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).ok()?;
        (package_name(&manifest)? == env!("CARGO_PKG_NAME")).then_some(folder)
    }

    /// The workspace's `Cargo.lock`.
    pub(crate) fn lockfile(&self) -> Option<PathBuf> {
        self.root.as_ref().map(|root| root.join("Cargo.lock"))
    }

    /// The documents in `spec/` and their overlay, sorted by name. Names are relative to the project folder.
    pub(crate) fn documents(&self) -> Result<Vec<Source>, Error> {
        self.documents_in(&self.spec()?, Path::new("spec"))
    }

    /// The documents in a folder and their overlay, sorted by name. Messages show the folder under the given name.
    pub(crate) fn documents_in(&self, folder: &Path, shown: &Path) -> Result<Vec<Source>, Error> {
        let names = document_names_in(folder)?;
        if names.is_empty() {
            return Err(Error::new(
                format!("{} contains no documents", folder.display()),
                "import documents with `clientwright spec import`",
            ));
        }
        let document = |name: &OsString| {
            let path = folder.join(name);
            let text = regular(&path)
                .and_then(read_limited)
                .map_err(|error| Error::read(&path, &error))?;
            Ok(Source::new(shown.join(name).display().to_string(), text))
        };
        let mut documents = names.iter().map(document).collect::<Result<_, _>>()?;
        self.load_references(&mut documents, [folder], shown, folder)?;
        Ok(documents)
    }

    /// Reads documents, each a file or a URL, and the files that they refer to, below their own folders or `folders`.
    pub(crate) fn documents_at(
        &self,
        paths: &[&Path],
        folders: &[&Path],
    ) -> Result<Vec<Source>, Error> {
        let mut documents = paths.iter().map(|path| document(path)).collect::<Result<_, _>>()?;
        let files = paths.iter().filter(|path| download::as_url(path).is_none());
        let own = files.filter_map(|path| path.parent());
        let folders = own.chain(folders.iter().copied());
        self.load_references(&mut documents, folders, Path::new(""), Path::new(""))?;
        Ok(documents)
    }

    /// Adds the files that documents refer to. `folder` is the path of the documents on disk, and `shown` its name in
    /// messages.
    fn load_references<'p>(
        &'p self,
        documents: &mut Vec<Source>,
        folders: impl IntoIterator<Item = &'p Path>,
        shown: &Path,
        folder: &Path,
    ) -> Result<(), Error> {
        let roots =
            Roots::new(folders.into_iter().chain(self.ref_roots.iter().map(PathBuf::as_path)))?;
        let start = folder.ancestors().nth(shown.components().count()).unwrap_or(Path::new(""));
        crate::read::load_references(documents, |name| {
            let path = match Path::new(name).strip_prefix(shown) {
                Ok(below) => folder.join(below),
                Err(_) => start.join(name),
            };
            roots.load(name, &path)
        });
        Ok(())
    }

    /// The names of the documents and overlays in `spec/`, sorted.
    pub(crate) fn document_names(&self) -> Result<Vec<OsString>, Error> {
        document_names_in(&self.spec()?)
    }

    /// Reads the API profile in `spec/`, and adds its text to the sources.
    pub(crate) fn profile(&self, sources: &mut Vec<Source>) -> Result<Profile, Error> {
        profile(format!("spec/{PROFILE}"), &self.spec()?.join(PROFILE), sources)
    }
}

/// Whether the file name has the extension of a document.
pub(crate) fn is_document_name(path: &Path) -> bool {
    path.extension().is_some_and(|extension| EXTENSIONS.iter().any(|known| extension == *known))
}

/// Reads an API profile, and adds its text to the sources, so that diagnostics can show it. Messages show it under the given
/// name.
pub(crate) fn profile(
    name: String,
    path: &Path,
    sources: &mut Vec<Source>,
) -> Result<Profile, Error> {
    let source = Source::profile(name, read(path)?);
    match Profile::from_toml(source.text()) {
        Ok(profile) => {
            sources.retain(|source| !source.is_profile());
            sources.push(source);
            Ok(profile)
        }
        Err(error) => Err(Error::Profile { source: Box::new(source), error }),
    }
}

/// Reads one document, a file or a URL.
pub(crate) fn document(path: &Path) -> Result<Source, Error> {
    if let Some(url) = download::as_url(path) {
        return Ok(Source::new(url, download::document(url)?));
    }
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

/// Reads a text file.
pub(crate) fn read(path: &Path) -> Result<String, Error> {
    read_limited(path).map_err(|error| Error::read(path, &error))
}

/// The name of the package in a manifest.
pub(crate) fn package_name(manifest: &str) -> Option<String> {
    let manifest: Table = manifest.parse().ok()?;
    Some(manifest.get("package")?.get("name")?.as_str()?.to_owned())
}

fn is_project(dir: &Path) -> bool {
    dir.join("spec").is_dir() && dir.join("generated-client/runtime").is_dir()
}
