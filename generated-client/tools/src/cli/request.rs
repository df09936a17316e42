//! `request METHOD PATH`: a request to any path.

use super::body;
use super::confirm::confirm;
use super::failure::Failure;
use super::operation::print_pages;
use super::output;
use super::session::Connection;
use super::settings::Settings;
use super::visible::visible;
use clap::ArgMatches;
use runtime::{Method, RawRequest, Request};
use serde_json::Value;
use std::io::{Write, stdout};

/// Sends a request to any path.
pub(super) async fn run(
    connection: &Connection,
    settings: &Settings,
    matches: &ArgMatches,
) -> Result<(), Failure> {
    let text = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let method = text("method").unwrap_or_default().to_ascii_uppercase();
    let method: Method =
        method.parse().map_err(|_| Failure::usage(format!("`{method}` is not a method")))?;
    let body = body::of_request(matches)?;
    let headers: Vec<(&str, &str)> = matches
        .get_many::<String>("header")
        .into_iter()
        .flatten()
        .map(|header| match header.split_once(':') {
            Some((name, value)) => Ok((name.trim(), value.trim())),
            None => Err(Failure::usage(format!("`{header}` is not `NAME: VALUE`"))),
        })
        .collect::<Result<_, _>>()?;
    let request = || -> RawRequest {
        let request = connection.session.request(method.clone(), text("path").unwrap_or_default());
        let request = headers.iter().fold(request, |one, (name, value)| one.header(name, value));
        match &body {
            Some(body) => request.json(body),
            None => request,
        }
    };
    if settings.dry_run {
        writeln!(stdout(), "{}", visible(&request().dry_run()?.to_string()))?;
        return Ok(());
    }
    if !method.is_safe() {
        confirm(settings, &request().dry_run()?.to_string())?;
    }
    if matches.get_flag("all") || matches.contains_id("max-pages") {
        let mut call = request().into_call();
        if let Some(most) = matches.get_one::<u64>("max-pages") {
            call.list_options().max_pages(usize::try_from(*most).unwrap_or(usize::MAX));
        }
        return print_pages(settings, &connection.session, RawRequest::from(call).linked_pages())
            .await;
    }
    let response = request().send().await?;
    if response.links().next().is_some() {
        output::note("more pages: use --all");
    }
    let mut value: Value = response.into_body();
    connection.session.redact_strings(&mut value);
    if value.is_null() {
        return Ok(());
    }
    output::print(&settings.output, &value, None)
}
