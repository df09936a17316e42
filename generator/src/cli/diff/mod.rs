//! `spec diff`: lists the changes between two versions of the documents and their effect on callers.

mod changelog;
mod document_version;
mod escape;
mod json;
mod markdown;
mod sections;
mod text;
mod version_bump;

use crate::cli::Outcome;
use crate::cli::arguments::{Diff as Arguments, DiffFormat, MessageFormat};
use crate::cli::error::Error;
use crate::cli::project::Project;
use crate::cli::report::{Reporter, plural, print};
use crate::diff::{self, Class, Diff};
use crate::ir::Crate;
use document_version::DocumentVersion;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::thread;
use version_bump::VersionBump;

/// The maximum number of changes that `codegen` lists without `--verbose`.
const MAX_LISTED: usize = 20;

/// The changes and the suggested version.
pub(crate) struct Summary {
    pub(crate) diff: Diff,
    /// The suggested change of the crate's version.
    pub(crate) bump: Option<VersionBump>,
}

impl Summary {
    /// Compares two clients.
    fn new(old: &Crate, new: &Crate) -> Self {
        let diff = diff::compare(old, new);
        let bump = VersionBump::new(&diff, &new.package.version);
        Self { diff, bump }
    }

    /// The lines of the summary.
    fn lines(&self) -> Vec<String> {
        let Self { diff, bump } = self;
        let Diff { old, new, changes } = diff;
        let versions = format!("{old} -> {new}");
        if changes.is_empty() {
            return vec![format!("{versions}: no changes")];
        }
        let operations: BTreeSet<_> =
            changes.iter().filter_map(|change| change.operation.as_ref()).collect();
        let [breaking, additive, documentation] =
            [Class::Breaking, Class::Additive, Class::Documentation].map(|class| diff.count(class));
        let counts = format!(
            "{versions}: {breaking} breaking, {additive} additive and {documentation} documentation changes in {}",
            plural(operations.len(), "operation")
        );
        let bump = bump.as_ref().map(|bump| format!("suggested version: {bump}"));
        [Some(counts), bump].into_iter().flatten().collect()
    }
}

/// Compares two versions and prints the changes.
pub(crate) fn run(
    project: &Project,
    arguments: &Arguments,
    reporter: Reporter,
) -> Result<Outcome, Error> {
    let profile = arguments.profile.as_deref();
    let [old, new] = in_parallel([&arguments.old, &arguments.new], |argument: &OsString| {
        DocumentVersion::parse(project, argument, profile)?.lower()
    })?;
    let summary = Summary::new(&old, &new);
    if let Some(file) = &arguments.changelog {
        changelog::prepend(file, &summary)?;
    }
    let json = reporter.format == MessageFormat::Json;
    print(&match arguments.format {
        _ if json => json::line(&summary),
        DiffFormat::Text => text::full(&summary),
        DiffFormat::Markdown => markdown::full(&summary),
        DiffFormat::Json => json::full(&summary),
    });
    let fails = arguments.fail_on.is_some() && summary.diff.count(Class::Breaking) > 0;
    // The process ends here, and dropping both clients takes noticeable time.
    std::mem::forget([old, new]);
    Ok(if fails { Outcome::Findings } else { Outcome::Done })
}

/// Prints the changes since the last commit of the client, if there is one.
pub(crate) fn since_last_commit(project: &Project, reporter: Reporter) {
    let Some(revision) = document_version::last_generated(project) else { return };
    let states = [Some(revision.as_str()), None];
    let compared = in_parallel([&states[0], &states[1]], |revision| match revision {
        Some(revision) => DocumentVersion::at(project, revision)?.lower(),
        None => DocumentVersion::current(project)?.lower(),
    });
    let json = reporter.format == MessageFormat::Json;
    match compared {
        Ok([old, new]) if json => print(&json::line(&Summary::new(&old, &new))),
        Ok([old, new]) => {
            let summary = Summary::new(&old, &new);
            let text = if reporter.verbose || summary.diff.changes.len() <= MAX_LISTED {
                text::full(&summary)
            } else {
                text::summary(&summary)
            };
            print(&format!("\nSince {revision}, the last commit of the client:\n{text}"));
            if !summary.diff.changes.is_empty() {
                print(&format!(
                    "\nTo review the changes, run `{} spec diff git:{revision} spec` and `git diff --stat generated-client`.\n",
                    reporter.program
                ));
            }
        }
        // The current documents were just read, so the error is in the old ones.
        Err(_) if json => {}
        Err(_) => print(&format!(
            "\ncannot list the changes since {revision}: the generator rejects its spec/\n"
        )),
    }
}

/// Applies a function to two values in parallel.
fn in_parallel<T: Sync, R: Send>(
    [one, other]: [&T; 2],
    work: impl Fn(&T) -> Result<R, Error> + Sync,
) -> Result<[R; 2], Error> {
    thread::scope(|scope| {
        let handle = scope.spawn(|| work(one));
        let other = work(other);
        let one = handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        Ok([one?, other?])
    })
}
