//! The options that all commands have, with the defaults of the profile.

use super::config::{self, Profile};
use super::failure::Failure;
use super::output::{Output, OutputFormat};
use super::select::Selection;
use clap::ArgMatches;
use std::io::{IsTerminal, stdout};
use std::path::Path;
use std::time::Duration;

/// The options that all commands have.
#[derive(Debug)]
pub(super) struct Settings {
    pub(super) output: Output,
    pub(super) dry_run: bool,
    pub(super) confirmed: bool,
    pub(super) base_url: Option<String>,
    pub(super) region: Option<String>,
    pub(super) api_key: Option<String>,
    pub(super) timeout: Option<Duration>,
    pub(super) profile: Profile,
}

impl Settings {
    /// The settings of a command.
    pub(super) fn of(program: &str, matches: &ArgMatches) -> Result<Self, Failure> {
        let text = |name: &str| matches.get_one::<String>(name).map(String::as_str);
        let profile = config::profile(program, text("config").map(Path::new), text("profile"))?;
        let format = text("output").or(profile.output.as_deref());
        let format = match format {
            Some(name) => OutputFormat::from_name(name)
                .ok_or_else(|| Failure::usage(format!("`{name}` is not a format of the output")))?,
            None if stdout().is_terminal() => OutputFormat::Table,
            None => OutputFormat::Json,
        };
        let region = matches.try_get_one::<String>("region").ok().flatten().cloned();
        Ok(Self {
            output: Output { format, select: text("select").map(Selection::new).transpose()? },
            dry_run: matches.get_flag("dry-run"),
            confirmed: matches.get_flag("yes"),
            base_url: text("base-url").map(ToOwned::to_owned),
            region,
            api_key: text("api-key").map(ToOwned::to_owned),
            timeout: matches.get_one("timeout").map(|seconds| Duration::from_secs(*seconds)),
            profile,
        })
    }
}
