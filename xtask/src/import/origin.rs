//! In: documents that were taken into `spec/`. Out: where they are from, as `spec/origin.toml` keeps it.

use crate::error::Error;
use crate::project::{self, Project};
use generator::read::Imported;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// The file's name in `spec/`.
pub(super) const FILE: &str = "origin.toml";

/// What the file begins with.
const HEAD: &str = "\
# Where the documents of this folder are from. Written by `cargo xtask spec import`.
#
# `published` is the checksum of a document as it was published, `kept` that of the file here, which holds what is needed
# of it.
";

/// Where a document is from.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Origin {
    /// Its URL, or the name of the file that was imported.
    pub(super) from: String,
    /// The checksum of the document as it was published.
    pub(super) published: String,
    /// The checksum of the file that is kept of it.
    #[serde(default)]
    pub(super) kept: String,
    /// The server's names for this version of the document, by which to ask for another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) etag: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) last_modified: Option<String>,
}

impl Origin {
    /// The origin of a document as it was published.
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
    /// What the project knows.
    pub(super) fn read(project: &Project) -> Result<Self, Error> {
        let path = project.spec().join(FILE);
        if !path.exists() {
            return Ok(Self(BTreeMap::new()));
        }
        toml::from_str(&project::read(&path)?).map(Self).map_err(|error| {
            Error::new(
                format!("cannot read {}: {error}", path.display()),
                "restore the file, or remove it: the next import writes it anew",
            )
        })
    }

    /// The file that holds what is kept of the document at a URL, as long as nobody has changed it.
    pub(super) fn kept_from(&self, url: &str, project: &Project) -> Option<(&str, &Origin)> {
        let (name, origin) = self.0.iter().find(|(_, origin)| origin.from == url)?;
        let text = project::read(&project.spec().join(name)).ok()?;
        (checksum(&text) == origin.kept).then_some((name, origin))
    }

    /// Notes where a file is from. A file that stays the same keeps its origin when it is imported from the disk, which is
    /// where copies of it are.
    pub(super) fn note(&mut self, imported: &Imported, origin: Option<Origin>) {
        let Some(origin) = origin else { return };
        let kept = checksum(&imported.text);
        let known = self.0.get(&imported.file_name);
        let is_copy = !origin.from.contains("://") && known.is_some_and(|known| known.kept == kept);
        if !is_copy {
            self.0.insert(imported.file_name.clone(), Origin { kept, ..origin });
        }
    }

    /// Forgets files that are there no longer.
    pub(super) fn forget(&mut self, names: &BTreeSet<String>) {
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

/// The checksum of a text, with the name of its kind.
fn checksum(text: &str) -> String {
    let digest = Sha256::digest(text);
    let digits: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{digits}")
}
