//! The `clientwright` command.

use clientwright::cli::{self, Program, Sources};
use std::process::ExitCode;

fn main() -> ExitCode {
    let (runtime, tools) = (include_str!("../runtime.txt"), include_str!("../tools.txt"));
    cli::main(Program { name: "clientwright", sources: Sources::Embedded { runtime, tools } })
}
