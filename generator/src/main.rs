//! The `clientwright` command.

use clientwright::cli::{self, Program, Runtime};
use std::process::ExitCode;

fn main() -> ExitCode {
    let runtime = Runtime::Embedded(include_str!("../runtime.txt"));
    cli::main(Program { name: "clientwright", runtime })
}
