//! The programs of the examples, which cargo builds with the tests.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};

/// The program of an example.
pub(crate) fn example(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("a test knows its program");
    let built = test.ancestors().nth(2).expect("it is in a folder of the one for its profile");
    let program = built.join("examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(program.exists(), "run `cargo test` without `--test`, which builds the examples too");
    program
}

/// A server that runs until it is dropped.
pub(crate) struct Server {
    process: Child,
    output: BufReader<ChildStdout>,
    /// The URL that it prints first.
    pub(crate) url: String,
}

impl Server {
    /// Starts a server on a free port.
    pub(crate) fn start(command: &mut Command) -> Self {
        let command = command.args(["--port", "0"]).stdout(Stdio::piped());
        let mut process = command.spawn().expect("the server starts");
        let output = BufReader::new(process.stdout.take().expect("its output is piped"));
        let mut server = Self { process, output, url: String::new() };
        server.url = server.line();
        server
    }

    /// The next line that it prints.
    pub(crate) fn line(&mut self) -> String {
        let mut line = String::new();
        self.output.read_line(&mut line).expect("it prints text");
        line.trim_end().to_owned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
