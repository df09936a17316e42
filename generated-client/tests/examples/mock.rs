//! A process of the mock dashboard.

use crate::program::{Server, example};
use std::path::Path;
use std::process::Command;

/// Documentation pages with examples.
pub(crate) const PAGES: &str = "../../../generator/tests/fixtures/dashboard";

/// Starts a mock dashboard. `documents` is a folder, relative to that of the tests.
pub(crate) fn start(documents: &str) -> Server {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/examples").join(documents);
    Server::start(Command::new(example("mock_dashboard")).arg("--spec").arg(folder))
}
