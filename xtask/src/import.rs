//! In: documents as they were downloaded. Out: the files of `spec/` that keep what is needed of them.

use crate::Outcome;
use crate::cli::Import;
use crate::error::Error;
use crate::project::{self, Project};
use crate::report::Reporter;
use crate::tree::Tree;
use generator::read;
use std::collections::BTreeMap;

/// Takes documents into `spec/`: all of them or, where one cannot be read, none.
pub(crate) fn run(
    project: &Project,
    arguments: &Import,
    reporter: Reporter,
) -> Result<Outcome, Error> {
    let mut files = BTreeMap::new();
    for path in &arguments.files {
        let source = project::document(path)?;
        let imported = match read::import(&source) {
            Ok(imported) => imported,
            Err(diagnostics) => {
                return Err(Error::Documents { sources: vec![source], diagnostics });
            }
        };
        for file in imported {
            reporter.warnings(std::slice::from_ref(&source), &file.left_out);
            let clash = files.get(&file.file_name).is_some_and(|text| *text != file.text);
            if clash {
                return Err(Error::new(
                    format!(
                        "{} documents what another of the files does, differently",
                        path.display()
                    ),
                    format!("both become spec/{}: import the newer one only", file.file_name),
                ));
            }
            files.insert(file.file_name, file.text);
        }
    }
    let tree = Tree { root: project.spec(), owned: &[], files };
    let changes = tree.write()?;
    reporter.written("spec", &changes, tree.files.len());
    Ok(Outcome::Done)
}
