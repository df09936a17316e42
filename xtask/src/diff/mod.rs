//! In: two states of an API's documents. Out: what changed between them, and whether that breaks callers.

mod changelog;
mod escape;
mod json;
mod markdown;
mod state;
mod step;
mod text;

use crate::Outcome;
use crate::cli::{Diff as Arguments, DiffFormat, MessageFormat};
use crate::error::Error;
use crate::project::Project;
use crate::report::{Reporter, print};
use generator::diff::{self, Change, Class, Diff};
use generator::ir::Crate;
use state::State;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::thread;
use step::Step;

/// This many changes are told one by one after other things.
const READABLE: usize = 20;

/// What changed, and what to do about it.
pub(crate) struct Summary {
    pub(crate) diff: Diff,
    /// How the crate's version is to change.
    pub(crate) step: Option<Step>,
}

impl Summary {
    /// What changed between two clients.
    fn of(old: &Crate, new: &Crate) -> Self {
        let diff = diff::compare(old, new);
        let step = Step::of(&diff, &new.package.version);
        Self { diff, step }
    }

    /// The changes of each scope.
    fn scopes(&self) -> impl Iterator<Item = &[Change]> {
        self.diff.changes.chunk_by(|one, other| one.scope == other.scope)
    }

    /// The summary in a few lines.
    fn sentences(&self) -> Vec<String> {
        let Self { diff, step } = self;
        let Diff { old, new, changes } = diff;
        let versions = format!("{old} -> {new}");
        if changes.is_empty() {
            return vec![format!("{versions}: nothing changes for callers")];
        }
        let operations: BTreeSet<_> =
            changes.iter().filter_map(|change| change.operation.as_ref()).collect();
        let [breaking, additive, documentation] =
            [Class::Breaking, Class::Additive, Class::Documentation].map(|class| diff.count(class));
        let counts = format!(
            "{versions}: breaking: {breaking}, additive: {additive}, documentation: {documentation}; operations concerned: {}",
            operations.len()
        );
        let step = step.as_ref().map(|step| format!("suggested version step: {step}"));
        [Some(counts), step].into_iter().flatten().collect()
    }
}

/// Compares, and tells what changed.
pub(crate) fn run(
    project: &Project,
    arguments: &Arguments,
    reporter: Reporter,
) -> Result<Outcome, Error> {
    let profile = arguments.profile.as_deref();
    let [old, new] = both([&arguments.old, &arguments.new], |named: &OsString| {
        State::named(project, named, profile)?.decide()
    })?;
    let summary = Summary::of(&old, &new);
    if let Some(file) = &arguments.changelog {
        changelog::prepend(file, &summary)?;
    }
    let json = reporter.format == MessageFormat::Json;
    print(&match arguments.format {
        _ if json => json::line(&summary),
        DiffFormat::Text => text::whole(&summary),
        DiffFormat::Markdown => markdown::whole(&summary),
        DiffFormat::Json => json::whole(&summary),
    });
    let fails = arguments.fail_on.is_some() && summary.diff.count(Class::Breaking) > 0;
    // The process ends here: taking both apart would only keep the caller waiting.
    std::mem::forget([old, new]);
    Ok(if fails { Outcome::Findings } else { Outcome::Done })
}

/// Tells what the documents mean for the callers of the client that was committed last; nothing, where none is.
pub(crate) fn since_last_commit(project: &Project, reporter: Reporter) {
    let Some(revision) = state::last_generated(project) else { return };
    let states = [Some(revision.as_str()), None];
    let compared = both([&states[0], &states[1]], |revision| match revision {
        Some(revision) => State::at(project, revision)?.decide(),
        None => State::current(project)?.decide(),
    });
    let json = reporter.format == MessageFormat::Json;
    match compared {
        Ok([old, new]) if json => print(&json::line(&Summary::of(&old, &new))),
        Ok([old, new]) => {
            let summary = Summary::of(&old, &new);
            let told = if reporter.verbose || summary.diff.changes.len() <= READABLE {
                text::whole(&summary)
            } else {
                text::short(&summary)
            };
            print(&format!("\nSince {revision}, which committed the client last:\n{told}"));
            if !summary.diff.changes.is_empty() {
                print(&format!(
                    "\nReview: `cargo xtask spec diff git:{revision} spec`, `cargo insta review`\n"
                ));
            }
        }
        // The documents of now have just been read: those of then are not to be read any more.
        Err(_) if json => {}
        Err(_) => print(&format!(
            "\nWhat changed since {revision} cannot be told: its spec/ is refused\n"
        )),
    }
}

/// Does the same to two things side by side.
fn both<T: Sync, R: Send>(
    [one, other]: [&T; 2],
    work: impl Fn(&T) -> Result<R, Error> + Sync,
) -> Result<[R; 2], Error> {
    thread::scope(|scope| {
        let aside = scope.spawn(|| work(one));
        let other = work(other);
        let one = aside.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        Ok([one?, other?])
    })
}
