//! Writes are confirmed before they are sent.

use super::failure::Failure;
use super::settings::Settings;
use super::visible::visible;
use std::io::{IsTerminal, Write, stderr, stdin};

/// Asks whether a request is sent. Without a terminal, it is refused unless the command line confirms it.
pub(super) fn confirm(settings: &Settings, what: &str) -> Result<(), Failure> {
    if settings.confirmed {
        return Ok(());
    }
    if !(stdin().is_terminal() && stderr().is_terminal()) {
        return Err(Failure::usage(
            "the request changes something, so it was not sent: confirm it with `--yes`, or look at it with `--dry-run`",
        ));
    }
    let mut stderr = stderr();
    write!(stderr, "{}\nSend? [y/N] ", visible(what))?;
    stderr.flush()?;
    let mut answer = String::new();
    stdin().read_line(&mut answer)?;
    match answer.trim().to_ascii_lowercase().as_str() {
        "y" | "yes" => Ok(()),
        _ => Err(Failure::usage("not sent")),
    }
}
