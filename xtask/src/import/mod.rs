//! In: documents as they were published, on the disk or on the network. Out: the files of `spec/` that keep what is needed
//! of them, and where they are from.

mod download;
mod origin;
mod replaced;

use crate::Outcome;
use crate::cli::Import;
use crate::error::Error;
use crate::project::{self, Project};
use crate::report::Reporter;
use crate::tree::Tree;
use download::{Download, Limits};
use generator::read;
use generator::read::Imported;
use generator::source::Source;
use origin::{Origin, Origins};
use std::collections::BTreeMap;
use std::path::Path;

/// Takes documents into `spec/`: all of them or, where one cannot be had or read, none.
pub(crate) fn run(
    project: &Project,
    arguments: &Import,
    reporter: Reporter,
) -> Result<Outcome, Error> {
    let mut origins = Origins::read(project)?;
    let mut taken: BTreeMap<String, Imported> = BTreeMap::new();
    for place in &arguments.documents {
        let (source, origin) = published(place, project, &origins)?;
        let imported = match read::import(&source) {
            Ok(imported) => imported,
            Err(diagnostics) => {
                return Err(Error::Documents { sources: vec![source], diagnostics });
            }
        };
        reporter.warnings(std::slice::from_ref(&source), &imported.left_out);
        if taken.get(&imported.file_name).is_some_and(|other| other.text != imported.text) {
            return Err(Error::new(
                format!(
                    "{} documents what another of the files does, differently",
                    place.display()
                ),
                format!("both become spec/{}: import the newer one only", imported.file_name),
            ));
        }
        origins.note(&imported, origin);
        taken.insert(imported.file_name.clone(), imported);
    }
    let replaced = replaced::replaced(&taken, &held(project)?)?;
    origins.forget(&replaced);
    let mut files: BTreeMap<_, _> =
        taken.into_iter().map(|(name, imported)| (name, imported.text)).collect();
    files.insert(origin::FILE.to_owned(), origins.to_text()?);
    let tree = Tree { root: project.spec(), owned: replaced, files };
    let changes = tree.write()?;
    reporter.written("spec", &changes, tree.files.len());
    Ok(Outcome::Done)
}

/// A document as it was published, and where it is from; what is kept of it where that is all there is to know.
fn published(
    place: &Path,
    project: &Project,
    origins: &Origins,
) -> Result<(Source, Option<Origin>), Error> {
    let Some(url) = place.to_str().filter(|place| place.contains("://")) else {
        let source = project::document(place)?;
        // The folders of whoever imports it are nobody else's business.
        let from = place.file_name().unwrap_or_default().to_string_lossy();
        let origin = Origin::new(&from, source.text());
        return Ok((source, Some(origin)));
    };
    let known = origins.kept_from(url, project);
    match download::download(url, known.map(|(_, origin)| origin), &Limits::default())? {
        Download::Document(text, origin) => Ok((Source::new(url, text), Some(origin))),
        Download::Unchanged => {
            let name = known.map(|(name, _)| name).unwrap_or_default();
            Ok((project::document(&project.spec().join(name))?, None))
        }
    }
}

/// What the documents are that `spec/` holds. Overlays are none, and neither is what cannot be read.
fn held(project: &Project) -> Result<Vec<(String, Imported)>, Error> {
    let mut held = Vec::new();
    for name in project.document_names()? {
        let source = project::document(&project.spec().join(&name))?;
        if let Ok(imported) = read::import(&source) {
            held.push((name.to_string_lossy().into_owned(), imported));
        }
    }
    Ok(held)
}
