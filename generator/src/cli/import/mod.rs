//! `spec import`: imports published documents from the disk or over https into `spec/`, and records their sources.

mod obsolete_files;
mod origin;

use crate::cli::Outcome;
use crate::cli::arguments::Import;
use crate::cli::download::{self, Download, Validators};
use crate::cli::error::Error;
use crate::cli::output_files::OutputFiles;
use crate::cli::project::{self, Project};
use crate::cli::report::Reporter;
use crate::read;
use crate::read::Imported;
use crate::source::Source;
use origin::{Origin, Origins};
use std::collections::BTreeMap;
use std::path::Path;

/// Imports the documents into `spec/`: all of them, or none if one cannot be downloaded or read.
pub(crate) fn run(
    project: &Project,
    arguments: &Import,
    reporter: Reporter,
) -> Result<Outcome, Error> {
    let mut origins = Origins::read(project)?;
    let mut imports: BTreeMap<String, Imported> = BTreeMap::new();
    for location in &arguments.documents {
        let (source, origin) = fetch(location, project, &origins)?;
        let imported = match read::import(&source) {
            Ok(imported) => imported,
            Err(diagnostics) => {
                return Err(Error::Documents { sources: vec![source], diagnostics });
            }
        };
        reporter.warnings(std::slice::from_ref(&source), &imported.left_out);
        if imports.get(&imported.file_name).is_some_and(|other| other.text != imported.text) {
            return Err(Error::new(
                format!(
                    "{} conflicts with another file: both are imported as spec/{}, with different contents",
                    location.display(),
                    imported.file_name
                ),
                "import only the newer one",
            ));
        }
        origins.record(&imported, origin);
        imports.insert(imported.file_name.clone(), imported);
    }
    let obsolete = obsolete_files::obsolete_files(&imports, &existing_documents(project)?)?;
    origins.remove(&obsolete);
    let mut files: BTreeMap<_, _> =
        imports.into_iter().map(|(name, imported)| (name, imported.text)).collect();
    files.insert(origin::FILE.to_owned(), origins.to_text()?);
    let output = OutputFiles { root: project.spec()?, owned: obsolete, files };
    let changes = output.write()?;
    reporter.written("spec", &changes, output.files.len());
    Ok(Outcome::Done)
}

/// Fetches a published document and its origin. For an unchanged download, returns the file in `spec/` without an origin.
fn fetch(
    location: &Path,
    project: &Project,
    origins: &Origins,
) -> Result<(Source, Option<Origin>), Error> {
    let Some(url) = download::as_url(location) else {
        let source = project::document(location)?;
        // Record only the file name, because the user's folders are private.
        let from = location.file_name().unwrap_or_default().to_string_lossy();
        let origin = Origin::new(&from, source.text());
        return Ok((source, Some(origin)));
    };
    let known = origins.unchanged_file(url, project);
    let version = known.map(|(_, origin)| Validators {
        etag: origin.etag.clone(),
        last_modified: origin.last_modified.clone(),
    });
    match download::download(url, version.as_ref())? {
        Download::Document(text, Validators { etag, last_modified }) => {
            let origin = Origin { etag, last_modified, ..Origin::new(url, &text) };
            Ok((Source::new(url, text), Some(origin)))
        }
        Download::Unchanged => {
            let name = known.map(|(name, _)| name).unwrap_or_default();
            Ok((project::document(&project.spec()?.join(name))?, None))
        }
    }
}

/// The documents in `spec/`, without overlays and unreadable files.
fn existing_documents(project: &Project) -> Result<Vec<(String, Imported)>, Error> {
    let mut documents = Vec::new();
    for name in project.document_names()? {
        let source = project::document(&project.spec()?.join(&name))?;
        if let Ok(imported) = read::import(&source) {
            documents.push((name.to_string_lossy().into_owned(), imported));
        }
    }
    Ok(documents)
}
