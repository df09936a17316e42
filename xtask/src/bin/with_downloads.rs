//! `cargo xtask`, compiled with the feature `download`.

use clientwright::cli::{self, Program, Sources};
use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main(Program { name: "cargo xtask", sources: Sources::OfProject })
}
