//! In: what the caller calls a state of the documents. Out: [`State`]: the documents in it, and their profile.

use crate::error::Error;
use crate::project::{self, Project};
use generator::ir::Crate;
use generator::profile::Profile;
use generator::source::Source;
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Output};

/// What names a revision instead of a file begins so.
const GIT: &str = "git:";

/// Documents as they are, or were.
pub(crate) struct State {
    sources: Vec<Source>,
    profile: Profile,
}

impl State {
    /// The state that the caller names: a file, a folder, or the project's `spec/` at a revision.
    pub(super) fn named(
        project: &Project,
        named: &OsStr,
        profile: Option<&Path>,
    ) -> Result<Self, Error> {
        let state = match named.to_str().and_then(|named| named.strip_prefix(GIT)) {
            Some(revision) => Self::at(project, revision)?,
            None => Self::on_disk(project, Path::new(named))?,
        };
        match profile {
            Some(path) => {
                let profile = project::profile(path.display().to_string(), path)?;
                Ok(Self { profile, ..state })
            }
            None => Ok(state),
        }
    }

    /// The documents in `spec/`.
    pub(crate) fn current(project: &Project) -> Result<Self, Error> {
        Ok(Self { sources: project.documents()?, profile: project.profile()? })
    }

    /// The documents that `spec/` held at a revision.
    pub(crate) fn at(project: &Project, revision: &str) -> Result<Self, Error> {
        let failed = |error| Error::write(Path::new("a temporary folder"), &error);
        let folder = tempfile::tempdir().map_err(failed)?;
        // An index of its own, so that the caller's stays as it is.
        let index = folder.path().join("index");
        let spec = folder.path().join("spec");
        let tree = format!("{revision}:./spec");
        let prefix = format!("{}/", spec.display());
        for arguments in
            [["read-tree", &tree].as_slice(), &["checkout-index", "--all", "--prefix", &prefix]]
        {
            let ran = git(project, arguments, Some(&index))?;
            if !ran.status.success() {
                let said = String::from_utf8_lossy(&ran.stderr);
                return Err(Error::new(
                    format!(
                        "git has no spec/ at `{revision}`: {}",
                        said.lines().next().unwrap_or_default()
                    ),
                    "name a commit, branch or tag at which spec/ was committed, as in `git:HEAD~1`",
                ));
            }
        }
        Self::in_folder(project, &spec, Path::new(&format!("{GIT}{revision}:spec")))
    }

    fn on_disk(project: &Project, path: &Path) -> Result<Self, Error> {
        if path.is_dir() {
            return Self::in_folder(project, path, path);
        }
        Ok(Self { sources: project.documents_at(&[path], &[])?, profile: Profile::default() })
    }

    /// The documents in a folder, which messages call by another name, with the profile beside them.
    fn in_folder(project: &Project, folder: &Path, shown: &Path) -> Result<Self, Error> {
        let sources = project.documents_in(folder, shown)?;
        let profile = folder.join(project::PROFILE);
        let profile = if profile.exists() {
            project::profile(shown.join(project::PROFILE).display().to_string(), &profile)?
        } else {
            Profile::default()
        };
        Ok(Self { sources, profile })
    }

    /// The client that comes of it.
    pub(crate) fn decide(self) -> Result<Crate, Error> {
        let Self { sources, profile } = self;
        generator::decide(&sources, &profile)
            .map_err(|diagnostics| Error::Documents { sources, diagnostics })
    }
}

/// The last commit that changed what is generated: what `spec/` held then is what the client was made of. None, where that
/// is not kept in git.
pub(crate) fn last_generated(project: &Project) -> Option<String> {
    let pieces = ["generated-client/Cargo.toml", "generated-client/src"];
    let arguments = [["log", "-1", "--format=%h", "--"].as_slice(), &pieces].concat();
    let ran = git(project, &arguments, None).ok().filter(|ran| ran.status.success())?;
    let revision = String::from_utf8(ran.stdout).ok()?;
    let revision = revision.trim();
    (!revision.is_empty()).then(|| revision.to_owned())
}

/// Runs git in the project.
fn git(project: &Project, arguments: &[&str], index: Option<&Path>) -> Result<Output, Error> {
    let mut command = Command::new("git");
    command.arg("-C").arg(project.root()).args(arguments);
    command.envs(index.map(|index| ("GIT_INDEX_FILE", index)));
    command.output().map_err(|error| {
        Error::new(
            format!("git cannot be run: {error}"),
            "install git, or name files or folders instead of a revision",
        )
    })
}
