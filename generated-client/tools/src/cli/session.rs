//! The settings -> the session of the client: its server and its API key.

use super::Program;
use super::config::Profile;
use super::failure::Failure;
use super::names::{default_variable, region};
use super::settings::Settings;
use super::visible::visible;
use crate::operations::{Operations, Server};
use runtime::Session;
use std::env;
use std::io::{IsTerminal, stdin};
use std::process::{Command, Stdio};

/// What a command works with: the operations, and the session of the client.
#[derive(Clone, Debug)]
pub(crate) struct Connection {
    pub(crate) operations: &'static Operations,
    pub(crate) session: Session,
    /// The environment variable for the API key, if the API needs a key and there is none.
    pub(crate) missing_key: Option<String>,
}

impl Connection {
    /// Builds the client, with the API key if it sends requests.
    pub(super) fn new<C: From<Session> + Into<Session>>(
        program: &Program<C>,
        operations: &'static Operations,
        settings: &Settings,
        sends: bool,
    ) -> Result<Self, Failure> {
        let mut builder = (program.client)();
        if let Some(url) = base_url(operations, settings)? {
            builder = builder.base_url(url);
        }
        if settings.api_key.is_some() {
            eprintln!(
                "warning: other users of this machine can see the API key in the list of processes; \
                 use {} or a profile instead",
                variable(program.name, operations)
            );
        }
        let key = match &settings.api_key {
            Some(key) => Some(key.clone()),
            None if !sends || operations.schemes.is_empty() => None,
            None => key(program.name, operations, &settings.profile)?,
        };
        let has_key = key.is_some();
        if let Some(key) = key {
            builder = builder.api_key(key);
        }
        if let Some(timeout) = settings.timeout {
            builder = builder.timeout(timeout);
        }
        let session: Session = builder.build()?.into();
        if let Some(host) = session.unencrypted_host().filter(|_| has_key && sends) {
            eprintln!(
                "warning: the API key is sent to {} without encryption; use https",
                visible(host)
            );
        }
        let missing_key = (!has_key && sends && !operations.schemes.is_empty())
            .then(|| variable(program.name, operations));
        Ok(Self { operations, session, missing_key })
    }
}

/// The base URL, if it is not the usual one.
fn base_url(operations: &Operations, settings: &Settings) -> Result<Option<String>, Failure> {
    if settings.base_url.is_some() {
        return Ok(settings.base_url.clone());
    }
    let chosen = settings.region.as_ref();
    if chosen.is_none() && settings.profile.base_url.is_some() {
        return Ok(settings.profile.base_url.clone());
    }
    let Some(name) = chosen.or(settings.profile.region.as_ref()) else { return Ok(None) };
    let server = operations.servers.iter().find(|server| region(&server.name) == *name);
    let server = server.ok_or_else(|| {
        let known: Vec<String> =
            operations.servers.iter().map(|server| region(&server.name)).collect();
        Failure::usage(format!("the API has no region `{name}`; it has: {}", known.join(", ")))
    })?;
    Ok(Some(url(server)))
}

/// The URL of a server, with the defaults of its variables.
fn url(server: &Server) -> String {
    server.variables.iter().fold(server.url.clone(), |url, variable| {
        url.replace(&format!("{{{}}}", variable.name), &variable.default)
    })
}

/// The environment variable of the API key.
fn variable(program: &str, operations: &Operations) -> String {
    operations.key_variable.clone().unwrap_or_else(|| default_variable(program))
}

/// The API key: from the profile's command or variable, or from the API's variable.
fn key(
    program: &str,
    operations: &Operations,
    profile: &Profile,
) -> Result<Option<String>, Failure> {
    if let Some((command, arguments)) = profile.key_command.split_first() {
        return key_of_command(command, arguments).map(Some);
    }
    if let Some(name) = &profile.key_variable {
        let key = env::var(name).ok().filter(|key| !key.is_empty());
        return key.map(Some).ok_or_else(|| {
            Failure::usage(format!("the environment variable {name} of the profile is not set"))
        });
    }
    Ok(env::var(variable(program, operations)).ok().filter(|key| !key.is_empty()))
}

/// The first line that a command prints.
fn key_of_command(command: &str, arguments: &[String]) -> Result<String, Failure> {
    let failed = |why: &str| Failure::usage(format!("the key command `{command}` {why}"));
    // It may ask the user for a passphrase, but must not read a body or the messages of an MCP client.
    let input = if stdin().is_terminal() { Stdio::inherit() } else { Stdio::null() };
    let output = Command::new(command)
        .args(arguments)
        .stdin(input)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| failed(&format!("cannot be run: {error}")))?;
    if !output.status.success() {
        return Err(failed(&format!("failed: {}", output.status)));
    }
    let text = String::from_utf8(output.stdout).map_err(|_| failed("printed no text"))?;
    let key = text.lines().next().map(str::trim).filter(|key| !key.is_empty());
    key.map(ToOwned::to_owned).ok_or_else(|| failed("printed no key"))
}
