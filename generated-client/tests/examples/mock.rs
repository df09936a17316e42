//! The programs of the examples, and a process of the mock dashboard.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Documentation pages with examples.
pub(crate) const PAGES: &str = "../../../generator/tests/fixtures/dashboard";

/// A mock dashboard that runs until it is dropped.
pub(crate) struct Mock {
    process: Child,
    /// The base URL of the API.
    pub(crate) base_url: String,
}

impl Mock {
    /// Starts a mock dashboard on a free port. `documents` is a folder, relative to that of the tests.
    pub(crate) fn start(documents: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/examples").join(documents);
        let mut process = Command::new(example("mock_dashboard"))
            .args(["--port", "0", "--spec"])
            .arg(folder)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the mock starts");
        let stdout = process.stdout.take().expect("its output is piped");
        let mut base_url = String::new();
        BufReader::new(stdout).read_line(&mut base_url).expect("it says where it serves");
        Self { process, base_url: base_url.trim_end().to_owned() }
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The program of an example, which cargo builds with the tests.
pub(crate) fn example(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("a test knows its program");
    let built = test.ancestors().nth(2).expect("it is in a folder of the one for its profile");
    let program = built.join("examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(program.exists(), "run `cargo test` without `--test`, which builds the examples too");
    program
}
