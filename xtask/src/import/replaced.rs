//! In: what is taken into `spec/`, and what it holds. Out: the files that give way, since what they document is in others.

use crate::error::Error;
use generator::read::Imported;
use std::collections::{BTreeMap, BTreeSet};

/// The files of `spec/` that are to go.
///
/// `spec/` holds whole documents, or a page for each operation. A whole document takes the place of another that documents
/// one of its operations, and of the pages whose operations it documents; a page that of one with the same operation under
/// another name.
pub(super) fn replaced(
    taken: &BTreeMap<String, Imported>,
    held: &[(String, Imported)],
) -> Result<BTreeSet<String>, Error> {
    let whole = taken.iter().find(|(_, imported)| imported.is_whole).map(|(name, _)| name);
    if let Some(whole) = whole
        && taken.values().any(|imported| !imported.is_whole)
    {
        return Err(Error::new(
            format!("spec/{whole} would be a whole document, beside which no page is read"),
            "import either whole documents, or documentation pages",
        ));
    }
    let operations: BTreeSet<&String> =
        taken.values().flat_map(|imported| &imported.operations).collect();
    // A document of another API.
    let is_another =
        |held: &Imported| held.operations.iter().all(|operation| !operations.contains(operation));
    let mut replaced = BTreeSet::new();
    for (name, imported) in held.iter().filter(|(name, _)| !taken.contains_key(name)) {
        let missing = imported.operations.iter().find(|operation| !operations.contains(operation));
        match (whole, imported.is_whole, missing) {
            (Some(_), true, _) if is_another(imported) => {}
            (Some(_), true, _) | (_, false, None) => {
                replaced.insert(name.clone());
            }
            (None, false, Some(_)) => {}
            (None, true, _) => {
                return Err(Error::new(
                    format!("spec/{name} is a whole document, beside which no page is read"),
                    "import the document that has the operation, or remove that one",
                ));
            }
            (Some(whole), false, Some(missing)) => {
                return Err(Error::new(
                    format!("spec/{name} documents `{missing}`, which spec/{whole} would not"),
                    "remove the page if the API has the operation no longer, or import a document that has it",
                ));
            }
        }
    }
    Ok(replaced)
}
