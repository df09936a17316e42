//! Whether colors are shown.

use std::env;
use std::io::IsTerminal;

/// Whether a stream shows colors: it is a terminal, and `NO_COLOR` is not set.
pub(super) fn has_colors(stream: &impl IsTerminal) -> bool {
    let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_dumb = env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
    stream.is_terminal() && !is_set("NO_COLOR") && !is_dumb
}
