//! Finds the files in `spec/` that an import makes obsolete.

use crate::cli::error::Error;
use crate::read::Imported;
use std::collections::{BTreeMap, BTreeSet};

/// The files in `spec/` that the import makes obsolete.
///
/// `spec/` contains either whole documents or one page per operation. A whole document replaces other whole documents that
/// have an operation in common with it, and the pages of its operations. A page replaces a page of the same operation that
/// has a different name.
pub(super) fn obsolete_files(
    imports: &BTreeMap<String, Imported>,
    existing: &[(String, Imported)],
) -> Result<BTreeSet<String>, Error> {
    let whole = imports.iter().find(|(_, imported)| imported.is_whole).map(|(name, _)| name);
    if let Some(whole) = whole
        && imports.values().any(|imported| !imported.is_whole)
    {
        return Err(Error::new(
            format!("cannot import a page together with the whole document spec/{whole}"),
            "import either whole documents or pages",
        ));
    }
    let operations: BTreeSet<&String> =
        imports.values().flat_map(|imported| &imported.operations).collect();
    let is_unrelated = |existing: &Imported| {
        existing.operations.iter().all(|operation| !operations.contains(operation))
    };
    let mut obsolete = BTreeSet::new();
    for (name, imported) in existing.iter().filter(|(name, _)| !imports.contains_key(name)) {
        let missing = imported.operations.iter().find(|operation| !operations.contains(operation));
        match (whole, imported.is_whole, missing) {
            (Some(_), true, _) if is_unrelated(imported) => {}
            (Some(_), true, _) | (_, false, None) => {
                obsolete.insert(name.clone());
            }
            (None, false, Some(_)) => {}
            (None, true, _) => {
                return Err(Error::new(
                    format!("cannot import a page: spec/{name} is a whole document"),
                    format!(
                        "import a whole document that contains the operation, or remove spec/{name}"
                    ),
                ));
            }
            (Some(whole), false, Some(missing)) => {
                return Err(Error::new(
                    format!("spec/{name} documents `{missing}`, but spec/{whole} does not"),
                    "remove the page if the operation no longer exists, or import a document that contains it",
                ));
            }
        }
    }
    Ok(obsolete)
}
