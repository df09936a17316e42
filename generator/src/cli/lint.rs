//! `spec lint`: reports problems in documents that affect the users of a client.

use crate::cli::Outcome;
use crate::cli::arguments::Lint;
use crate::cli::error::Error;
use crate::cli::project::Project;
use crate::cli::report::Reporter;
use crate::profile::Profile;
use std::iter;
use std::path::{Path, PathBuf};

/// Checks the documents and reports the findings.
pub(crate) fn run(
    project: &Project,
    arguments: &Lint,
    reporter: Reporter,
) -> Result<Outcome, Error> {
    let (sources, mut profile, shown) = match &arguments.file {
        Some(file) => {
            let files: Vec<&Path> =
                iter::once(file).chain(&arguments.overlay).map(PathBuf::as_path).collect();
            let sources = project.documents_at(&files, &[])?;
            (sources, Profile::default(), file.display().to_string())
        }
        None => {
            let mut sources = project.documents()?;
            let profile = project.profile(&mut sources)?;
            (sources, profile, "spec".to_owned())
        }
    };
    profile.strict |= arguments.strict;
    match crate::lint(&sources, &profile) {
        Ok(found) => {
            reporter.warnings(&sources, &found);
            reporter.findings(&shown, found.len());
            Ok(if found.is_empty() { Outcome::Done } else { Outcome::Findings })
        }
        Err(diagnostics) => Err(Error::Documents { sources, diagnostics }),
    }
}
