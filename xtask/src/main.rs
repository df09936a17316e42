//! `cargo xtask`: the `clientwright` command for this repository, with the runtime and the tools as they are on disk.

use clientwright::cli::{self, Program, Sources};
use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main(Program { name: "cargo xtask", sources: Sources::OfProject })
}
