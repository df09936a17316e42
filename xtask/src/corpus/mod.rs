//! In: a folder of documents. Out: a client of each, compiled, and a table of what came of them.

mod check;
mod row;
mod table;

use crate::cli;
use crate::error::Error;
use crate::project::{self, Project};
use crate::report::Reporter;
use crate::{Outcome, codegen};
use check::Checker;
use generator::Generated;
use generator::diagnostic::{Diagnostic, Severity};
use generator::profile::Profile;
use generator::source::Source;
use row::{Result as Came, Row, Total};
use std::io::{IsTerminal as _, Write as _};
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::time::Instant;
use table::Table;
use walkdir::WalkDir;

/// All clients have this name: what one of them depends on, the next does too.
const NAME: &str = "corpus-client";

/// Tries every document, and tells what came of each as soon as it is known.
pub(crate) fn run(
    project: &Project,
    arguments: &cli::Corpus,
    reporter: Reporter,
) -> Result<Outcome, Error> {
    let paths = files(&arguments.folder)?;
    let mut profile = Profile::default();
    profile.package.name = Some(NAME.to_owned());
    let checker = match arguments.no_check {
        true => None,
        false => Some(Checker::new(project)?),
    };
    let shown = |path: &Path| match path.strip_prefix(&arguments.folder) {
        Ok(below) if below != Path::new("") => below.display().to_string(),
        _ => path.display().to_string(),
    };
    let widest = paths.iter().map(|path| shown(path).chars().count()).max().unwrap_or_default();
    let table = Table { format: reporter.format, widest };
    table.head();
    // References lead from document to document of the folder.
    let folder = match arguments.folder.is_dir() {
        true => &arguments.folder,
        false => arguments.folder.parent().unwrap_or(&arguments.folder),
    };
    let mut total = Total::default();
    for (index, path) in paths.iter().enumerate() {
        let name = shown(path);
        progress(&format!("{}/{} {name}", index + 1, paths.len()));
        let row = attempt(project, path, &profile, folder, checker.as_ref())?;
        progress("");
        table.row(&name, &row);
        total.add(&row.came);
    }
    table.total(total);
    Ok(if total.failed == 0 { Outcome::Done } else { Outcome::Findings })
}

/// What came of one document.
fn attempt(
    project: &Project,
    path: &Path,
    profile: &Profile,
    folder: &Path,
    checker: Option<&Checker>,
) -> Result<Row, Error> {
    let sources = project.documents_at(&[path], &[folder])?;
    if !sources.first().is_some_and(generator::read::is_document) {
        return Ok(Row::of(Came::Skipped));
    }
    let begun = Instant::now();
    // One document that brings the generator down is not to hide what comes of the others.
    let made = panic::catch_unwind(AssertUnwindSafe(|| generator::generate(&sources, profile)));
    let generated_in = begun.elapsed();
    let mut row = match made {
        Err(_) => Row::of(Came::Failed("the generator panicked".to_owned())),
        Ok(Err(diagnostics)) => Row::of(Came::Refused(first_error(&diagnostics, &sources))),
        Ok(Ok(generated)) => {
            let mut row = row_of(&generated);
            if let Some(checker) = checker {
                let tree = codegen::with_runtime(project, checker.folder(), generated.files)?;
                tree.write()?;
                let begun = Instant::now();
                row.came = checker.check()?;
                row.checked_in = Some(begun.elapsed());
            }
            row
        }
    };
    row.generated_in = Some(generated_in);
    Ok(row)
}

fn row_of(generated: &Generated) -> Row {
    let code = generated.files.iter().filter(|(path, _)| path.starts_with("src/"));
    Row {
        figures: Some(generated.figures),
        warnings: generated.warnings.len(),
        lines: code.map(|(_, text)| text.lines().count()).sum(),
        ..Row::of(Came::Ok)
    }
}

/// The first error, on one line.
fn first_error(diagnostics: &[Diagnostic], sources: &[Source]) -> String {
    let error = diagnostics.iter().find(|found| found.severity == Severity::Error);
    let text = error.map(|found| found.to_text(sources)).unwrap_or_default();
    text.lines().next().unwrap_or_default().to_owned()
}

/// The files that may be documents, in the order of their paths.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut paths = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| Error::read(folder, &error.into()))?;
        if entry.file_type().is_file() && project::is_document_name(entry.path()) {
            paths.push(entry.into_path());
        }
    }
    if paths.is_empty() {
        return Err(Error::new(
            format!("{} holds no documents", folder.display()),
            "name a folder with files that end in .json, .yaml or .yml",
        ));
    }
    Ok(paths)
}

/// Tells a terminal what is being tried, in place of what it was told before.
fn progress(what: &str) {
    let mut stderr = std::io::stderr();
    if stderr.is_terminal() {
        let _ = write!(stderr, "\r\x1b[K{what}");
        let _ = stderr.flush();
    }
}
