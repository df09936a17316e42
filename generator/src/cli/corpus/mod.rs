//! `corpus`: generates and compiles a client for every document in a folder, and prints a table of the results.

mod check;
mod row;
mod table;

use crate::Generated;
use crate::cli::arguments::Corpus;
use crate::cli::error::Error;
use crate::cli::project::{self, Project};
use crate::cli::report::Reporter;
use crate::cli::{Outcome, codegen};
use crate::diagnostic::{Diagnostic, Severity};
use crate::profile::Profile;
use crate::source::Source;
use check::Checker;
use row::{Row, Status, Total};
use std::io::{IsTerminal as _, Write as _};
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::time::Instant;
use table::Table;
use walkdir::WalkDir;

/// The name of every client. A common name lets all clients share one compiled runtime.
const NAME: &str = "corpus-client";

/// Processes every document and prints each row as soon as it is complete.
pub(crate) fn run(
    project: &Project,
    arguments: &Corpus,
    reporter: Reporter,
) -> Result<Outcome, Error> {
    let paths = files(&arguments.folder)?;
    let mut profile = Profile::default();
    profile.package.name = Some(NAME.to_owned());
    let checker = match arguments.no_check {
        true => None,
        false => Some(Checker::new(project)?),
    };
    let display_name = |path: &Path| match path.strip_prefix(&arguments.folder) {
        Ok(below) if below != Path::new("") => below.display().to_string(),
        _ => path.display().to_string(),
    };
    let name_width =
        paths.iter().map(|path| display_name(path).chars().count()).max().unwrap_or_default();
    let table = Table { format: reporter.format, name_width };
    table.header();
    // The documents in the folder may refer to each other.
    let folder = match arguments.folder.is_dir() {
        true => &arguments.folder,
        false => arguments.folder.parent().unwrap_or(&arguments.folder),
    };
    let mut total = Total::default();
    for (index, path) in paths.iter().enumerate() {
        let name = display_name(path);
        progress(&format!("{}/{} {name}", index + 1, paths.len()));
        let row = process(project, path, &profile, folder, checker.as_ref())?;
        progress("");
        table.row(&name, &row);
        total.add(&row.status);
    }
    table.total(total);
    Ok(if total.failed == 0 { Outcome::Done } else { Outcome::Findings })
}

/// Generates and compiles the client of one document.
fn process(
    project: &Project,
    path: &Path,
    profile: &Profile,
    folder: &Path,
    checker: Option<&Checker>,
) -> Result<Row, Error> {
    let sources = project.documents_at(&[path], &[folder])?;
    if !sources.first().is_some_and(crate::read::is_document) {
        return Ok(Row::new(Status::Skipped));
    }
    let start = Instant::now();
    // A panic for one document must not hide the results of the others.
    let result = panic::catch_unwind(AssertUnwindSafe(|| crate::generate(&sources, profile)));
    let generate_time = start.elapsed();
    let mut row = match result {
        Err(_) => Row::new(Status::Failed("the generator panicked".to_owned())),
        Ok(Err(diagnostics)) => Row::new(Status::Refused(first_error(&diagnostics, &sources))),
        Ok(Ok(generated)) => {
            let mut row = success(&generated);
            if let Some(checker) = checker {
                let output =
                    codegen::with_copies(project, checker.folder(), generated.files, None)?;
                output.write()?;
                let start = Instant::now();
                row.status = checker.check()?;
                row.check_time = Some(start.elapsed());
            }
            row
        }
    };
    row.generate_time = Some(generate_time);
    Ok(row)
}

fn success(generated: &Generated) -> Row {
    let code = generated.files.iter().filter(|(path, _)| path.starts_with("src/"));
    Row {
        stats: Some(generated.stats),
        warnings: generated.warnings.len(),
        lines: code.map(|(_, text)| text.lines().count()).sum(),
        ..Row::new(Status::Ok)
    }
}

/// The first line of the first error.
fn first_error(diagnostics: &[Diagnostic], sources: &[Source]) -> String {
    let error = diagnostics.iter().find(|found| found.severity == Severity::Error);
    let text = error.map(|found| found.to_text(sources)).unwrap_or_default();
    text.lines().next().unwrap_or_default().to_owned()
}

/// The files with the extension of a document, sorted by path.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut paths = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| Error::walk(folder, error))?;
        if entry.file_type().is_file() && project::is_document_name(entry.path()) {
            paths.push(entry.into_path());
        }
    }
    if paths.is_empty() {
        return Err(Error::new(
            format!("{} contains no documents", folder.display()),
            "pass a folder with .json, .yaml or .yml files",
        ));
    }
    Ok(paths)
}

/// Replaces the progress line on a terminal.
fn progress(text: &str) {
    let mut stderr = std::io::stderr();
    if stderr.is_terminal() {
        let _ = write!(stderr, "\r\x1b[K{text}");
        let _ = stderr.flush();
    }
}
