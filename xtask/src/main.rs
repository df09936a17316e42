//! `cargo xtask`: the `clientwright` command for this repository, with the runtime as it is on disk.

use clientwright::cli::{self, Program, Runtime};
use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main(Program { name: "cargo xtask", runtime: Runtime::OfProject })
}
