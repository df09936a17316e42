//! `spec/origin.toml`: the sources of the imported documents.

use crate::cli::error::Error;
use crate::cli::project::{self, Project};
use crate::read::Imported;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// The file's name in `spec/`.
pub(super) const FILE: &str = "origin.toml";

/// The header of the file.
const HEAD: &str = "\
# The sources of the documents in this folder. Written by `spec import`.
#
# `published` is the checksum of the published document, `kept` the checksum of the imported file in this folder.
";

/// The source of a document.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Origin {
    /// The URL or the name of the imported file.
    pub(super) from: String,
    /// The checksum of the published document.
    pub(super) published: String,
    /// The checksum of the file in `spec/`.
    #[serde(default)]
    pub(super) kept: String,
    /// The `ETag` header of the response.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) etag: Option<String>,
    /// The `Last-Modified` header of the response.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) last_modified: Option<String>,
}

impl Origin {
    /// The origin of a published document.
    pub(super) fn new(from: &str, published: &str) -> Self {
        Self {
            from: from.to_owned(),
            published: checksum(published),
            kept: String::new(),
            etag: None,
            last_modified: None,
        }
    }
}

/// The origins of the files in `spec/`, by their names.
#[derive(Debug)]
pub(super) struct Origins(BTreeMap<String, Origin>);

impl Origins {
    /// Reads `spec/origin.toml`.
    pub(super) fn read(project: &Project) -> Result<Self, Error> {
        let path = project.spec()?.join(FILE);
        if !path.exists() {
            return Ok(Self(BTreeMap::new()));
        }
        toml::from_str(&project::read(&path)?).map(Self).map_err(|error| {
            Error::new(
                format!("cannot read {}: {error}", path.display()),
                "restore the file, or remove it; the next import creates it again",
            )
        })
    }

    /// The file that was imported from the URL, if it has not been edited since.
    pub(super) fn unchanged_file(&self, url: &str, project: &Project) -> Option<(&str, &Origin)> {
        let (name, origin) = self.0.iter().find(|(_, origin)| origin.from == url)?;
        let text = project::read(&project.spec().ok()?.join(name)).ok()?;
        (checksum(&text) == origin.kept).then_some((name, origin))
    }

    /// Records the origin of a file. An unchanged file that is imported from the disk again keeps its previous origin.
    pub(super) fn record(&mut self, imported: &Imported, origin: Option<Origin>) {
        let Some(origin) = origin else { return };
        let kept = checksum(&imported.text);
        let known = self.0.get(&imported.file_name);
        let is_copy = !origin.from.contains("://") && known.is_some_and(|known| known.kept == kept);
        if !is_copy {
            self.0.insert(imported.file_name.clone(), Origin { kept, ..origin });
        }
    }

    /// Removes the origins of removed files.
    pub(super) fn remove(&mut self, names: &BTreeSet<String>) {
        self.0.retain(|name, _| !names.contains(name));
    }

    /// The text of the file.
    pub(super) fn to_text(&self) -> Result<String, Error> {
        let tables = toml::to_string(&self.0).map_err(|error| {
            Error::new(format!("cannot write {FILE}: {error}"), "import other documents")
        })?;
        Ok(format!("{HEAD}\n{tables}"))
    }
}

/// The checksum of a text, prefixed with the algorithm.
fn checksum(text: &str) -> String {
    let digest = Sha256::digest(text);
    let digits: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{digits}")
}
