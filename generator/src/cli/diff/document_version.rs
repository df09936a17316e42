//! [`DocumentVersion`]: the documents of a file, a folder or a Git revision, and their profile.

use crate::cli::error::Error;
use crate::cli::project::{self, Project};
use crate::ir::Crate;
use crate::profile::Profile;
use crate::source::Source;
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Output};

/// The prefix of a Git revision.
const GIT_PREFIX: &str = "git:";

/// The documents at one point in time.
pub(crate) struct DocumentVersion {
    sources: Vec<Source>,
    profile: Profile,
}

impl DocumentVersion {
    /// Parses an argument: a file, a folder, or the project's `spec/` at a revision.
    pub(super) fn parse(
        project: &Project,
        argument: &OsStr,
        profile: Option<&Path>,
    ) -> Result<Self, Error> {
        let version = match argument.to_str().and_then(|argument| argument.strip_prefix(GIT_PREFIX))
        {
            Some(revision) => Self::at(project, revision)?,
            None => Self::on_disk(project, Path::new(argument))?,
        };
        match profile {
            Some(path) => {
                let mut sources = version.sources;
                let profile = project::profile(path.display().to_string(), path, &mut sources)?;
                Ok(Self { sources, profile })
            }
            None => Ok(version),
        }
    }

    /// The current documents in `spec/`.
    pub(crate) fn current(project: &Project) -> Result<Self, Error> {
        let mut sources = project.documents()?;
        let profile = project.profile(&mut sources)?;
        Ok(Self { sources, profile })
    }

    /// The documents in `spec/` at a revision.
    pub(crate) fn at(project: &Project, revision: &str) -> Result<Self, Error> {
        let failed = |error| Error::write(Path::new("a temporary folder"), &error);
        let folder = tempfile::tempdir().map_err(failed)?;
        // A separate index leaves the user's index unchanged.
        let index = folder.path().join("index");
        let spec = folder.path().join("spec");
        let tree = format!("{revision}:./spec");
        let prefix = format!("{}/", spec.display());
        for arguments in
            [["read-tree", &tree].as_slice(), &["checkout-index", "--all", "--prefix", &prefix]]
        {
            let output = git(project, arguments, Some(&index))?;
            if !output.status.success() {
                let stderr = String::from_utf8_lossy(&output.stderr);
                return Err(Error::new(
                    format!(
                        "cannot read spec/ at revision `{revision}`: {}",
                        stderr.lines().next().unwrap_or_default()
                    ),
                    "use a commit, branch or tag that contains spec/, such as `git:HEAD~1`",
                ));
            }
        }
        Self::in_folder(project, &spec, Path::new(&format!("{GIT_PREFIX}{revision}:spec")))
    }

    fn on_disk(project: &Project, path: &Path) -> Result<Self, Error> {
        if path.is_dir() {
            return Self::in_folder(project, path, path);
        }
        Ok(Self { sources: project.documents_at(&[path], &[])?, profile: Profile::default() })
    }

    /// The documents and the profile in a folder. Messages show the folder under the given name.
    fn in_folder(project: &Project, folder: &Path, shown: &Path) -> Result<Self, Error> {
        let mut sources = project.documents_in(folder, shown)?;
        let profile = folder.join(project::PROFILE);
        let profile = if profile.exists() {
            let name = shown.join(project::PROFILE).display().to_string();
            project::profile(name, &profile, &mut sources)?
        } else {
            Profile::default()
        };
        Ok(Self { sources, profile })
    }

    /// Lowers the documents to the client's intermediate representation.
    pub(crate) fn lower(self) -> Result<Crate, Error> {
        let Self { sources, profile } = self;
        crate::build_ir(&sources, &profile)
            .map_err(|diagnostics| Error::Documents { sources, diagnostics })
    }
}

/// The last commit that changed the generated files, or `None` if they are not in Git. The client was generated from `spec/`
/// at this commit.
pub(crate) fn last_generated(project: &Project) -> Option<String> {
    let paths = ["generated-client/Cargo.toml", "generated-client/src"];
    let arguments = [["log", "-1", "--format=%h", "--"].as_slice(), &paths].concat();
    let output = git(project, &arguments, None).ok().filter(|output| output.status.success())?;
    let revision = String::from_utf8(output.stdout).ok()?;
    let revision = revision.trim();
    (!revision.is_empty()).then(|| revision.to_owned())
}

/// Runs git in the project.
fn git(project: &Project, arguments: &[&str], index: Option<&Path>) -> Result<Output, Error> {
    let mut command = Command::new("git");
    command.arg("-C").arg(project.root()?).args(arguments);
    command.envs(index.map(|index| ("GIT_INDEX_FILE", index)));
    command.output().map_err(|error| {
        Error::new(
            format!("cannot run git: {error}"),
            "install git, or pass files or folders instead of a revision",
        )
    })
}
