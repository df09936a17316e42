//! `cargo xtask`: the `clientwright` command for this repository, with the runtime and the tools as they are on disk.

use clientwright::cli::{self, Program, Sources};
use std::env;
use std::ffi::{OsStr, OsString};
use std::io;
use std::process::{Command, ExitCode, ExitStatus};

fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    if cli::DOWNLOADS || !arguments.iter().any(|argument| has_url(argument)) {
        return cli::main(Program { name: "cargo xtask", sources: Sources::OfProject });
    }
    match with_downloads(&arguments) {
        Ok(status) => exit_code(status),
        Err(error) => {
            eprintln!("error: cannot run cargo to compile the feature `download`: {error}");
            ExitCode::from(2)
        }
    }
}

/// Whether the argument contains a URL.
fn has_url(argument: &OsStr) -> bool {
    argument.to_string_lossy().contains("://")
}

/// Compiles and runs the command with TLS. The binary is another one, because some systems do not replace one that runs.
fn with_downloads(arguments: &[OsString]) -> io::Result<ExitStatus> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    Command::new(cargo)
        .args(["run", "--manifest-path", manifest, "--bin", "with_downloads"])
        .args(["--features", "download", "--"])
        .args(arguments)
        .status()
}

/// The exit code of the command; 2 if a signal ended it.
fn exit_code(status: ExitStatus) -> ExitCode {
    ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(2))
}
