//! The tools of the project's client, as users run them, against a server of the API on this machine.

mod api;
mod cli;
mod mcp;
mod readme;

use crate::compiles::{cargo_output, root};
use crate::project::Ran;
use api::Api;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use tempfile::TempDir;

/// The API key of the tests, which no output contains.
const KEY: &str = "key-of-the-tests-0123456789";

/// The program of the command line, built once, from the packages that `cargo test --workspace` has compiled.
pub(crate) fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let build = ["build", "--quiet", "--workspace", "--tests", "--bin", "meraki"];
        let built = cargo_output(root(), &build);
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        let target = Path::new(env!("CARGO_BIN_EXE_xtask")).parent().unwrap();
        target.join(format!("meraki{}", std::env::consts::EXE_SUFFIX))
    })
}

/// A user with an API key, and a configuration whose default profile is a server of the API on this machine.
struct User {
    home: TempDir,
    api: Api,
}

impl User {
    fn new() -> Self {
        let user = Self { home: tempfile::tempdir().unwrap(), api: Api::start() };
        let url = user.api.url();
        user.configure(&format!(
            "default-profile = \"local\"\n\n[profiles.local]\nbase-url = \"{url}\"\n"
        ));
        user
    }

    fn configure(&self, config: &str) {
        let folder = self.home.path().join("meraki");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("config.toml"), config).unwrap();
    }

    /// The command with arguments.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(program());
        command
            .current_dir(self.home.path())
            .env("XDG_CONFIG_HOME", self.home.path())
            .env("MERAKI_DASHBOARD_API_KEY", KEY)
            .env_remove("COLUMNS")
            .args(arguments);
        command
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        let ran: Ran = self.command(arguments).output().unwrap().into();
        assert!(!ran.stdout.contains(KEY) && !ran.stderr.contains(KEY), "{ran:#?}");
        ran
    }

    /// The output of a command that succeeds.
    fn output(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!(ran.code, Some(0), "{ran:#?}");
        ran.stdout
    }
}
