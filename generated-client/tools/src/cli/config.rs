//! The configuration file: profiles with a server, an API key and a format.
//!
//! ```toml
//! default-profile = "lab"
//!
//! [profiles.lab]
//! base-url = "https://api.example/v1"
//! key-variable = "LAB_API_KEY"
//! output = "jsonl"
//!
//! [profiles.production]
//! key-command = ["secret-tool", "lookup", "service", "api"]
//! ```

use super::failure::Failure;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The configuration file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
struct Config {
    /// The profile that is used unless another is chosen.
    default_profile: Option<String>,
    profiles: BTreeMap<String, Profile>,
}

/// A profile.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub(super) struct Profile {
    /// The base URL.
    pub(super) base_url: Option<String>,
    /// The name of a server of the API.
    pub(super) region: Option<String>,
    /// The environment variable of the API key.
    pub(super) key_variable: Option<String>,
    /// The command that prints the API key, and its arguments.
    pub(super) key_command: Vec<String>,
    /// The format of the output.
    pub(super) output: Option<String>,
}

/// Reads a profile: the one with the name, or else the default of the file.
pub(super) fn profile(
    program: &str,
    file: Option<&Path>,
    name: Option<&str>,
) -> Result<Profile, Failure> {
    let usual = path(program);
    let Some(path) = file.or(usual.as_deref()) else { return Ok(Profile::default()) };
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound && file.is_none() => {
            return match name {
                Some(name) => Err(Failure::usage(format!(
                    "there is no profile `{name}`: {} does not exist",
                    path.display()
                ))),
                None => Ok(Profile::default()),
            };
        }
        Err(error) => {
            return Err(Failure::usage(format!("{} cannot be read: {error}", path.display())));
        }
    };
    let config: Config = toml::from_str(&text).map_err(|why| {
        // The line itself may contain a secret.
        let before = why.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        Failure::usage(format!("{}:{line}: {}", path.display(), why.message()))
    })?;
    let Some(name) = name.or(config.default_profile.as_deref()) else {
        return Ok(Profile::default());
    };
    config.profiles.get(name).cloned().ok_or_else(|| {
        let known: Vec<&str> = config.profiles.keys().map(String::as_str).collect();
        Failure::usage(format!(
            "{} has no profile `{name}`; it has: {}",
            path.display(),
            known.join(", ")
        ))
    })
}

/// The path of the file: below `XDG_CONFIG_HOME`, or the folder that the system has for it.
fn path(program: &str) -> Option<PathBuf> {
    let variable = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
    let folder = variable("XDG_CONFIG_HOME")
        .map(PathBuf::from)
        .filter(|folder| folder.is_absolute())
        .or_else(|| variable("APPDATA").map(PathBuf::from))
        .or_else(|| Some(PathBuf::from(variable("HOME")?).join(".config")))?;
    Some(folder.join(program).join("config.toml"))
}

/// The path of the file, for help.
pub(super) fn shown_path(program: &str) -> String {
    format!("~/.config/{program}/config.toml")
}
