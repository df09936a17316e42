//! A process of the mock dashboard.

use crate::program::{Server, example};
use std::path::Path;
use std::process::Command;

/// Starts a mock dashboard with the operations of this crate.
pub(crate) fn start() -> Server {
    Server::start(&mut Command::new(example("mock_dashboard")))
}

/// Starts a mock dashboard with another table of operations, a file in the folder of these tests.
pub(crate) fn start_with(operations: &str) -> Server {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/examples").join(operations);
    Server::start(Command::new(example("mock_dashboard")).arg("--operations").arg(file))
}
