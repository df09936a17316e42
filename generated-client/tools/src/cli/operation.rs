//! Runs an operation.

use super::body;
use super::confirm::confirm;
use super::failure::Failure;
use super::output::{self, ItemWriter};
use super::part::{self, Part};
use super::progress::Progress;
use super::session::Connection;
use super::settings::Settings;
use super::visible::visible;
use crate::operations::{Arguments, Body, Format, Operation};
use clap::ArgMatches;
use runtime::{ByteStream, Call, Pages, RawRequest, Request, ResponseFuture, Session};
use serde_json::Value;
use std::io::{IsTerminal, Write, stdout};

/// Runs an operation with the arguments of its command.
pub(super) async fn run(
    connection: &Connection,
    settings: &Settings,
    operation: &'static Operation,
    matches: &ArgMatches,
) -> Result<(), Failure> {
    let operations = connection.operations;
    let parts = part::parts(operations, operation);
    let arguments = arguments(operation, &parts, matches)?;
    let call = || {
        let call = operation.call(operations, &connection.session, &arguments);
        call.map_err(Failure::usage)
    };
    if settings.dry_run {
        let unsent = RawRequest::from(call()?).dry_run()?;
        writeln!(stdout(), "{}", visible(&unsent.to_string()))?;
        return Ok(());
    }
    if !operation.is_safe() {
        confirm(settings, &RawRequest::from(call()?).dry_run()?.to_string())?;
    }
    let most = matches.try_get_one::<u64>("max-pages").ok().flatten();
    let is_all = operation.paging.is_some() && (matches.get_flag("all") || most.is_some());
    let items = operation.paging.as_ref().and_then(|paging| paging.items.as_deref());
    match operation.output.format {
        _ if is_all => list(settings, &connection.session, call()?, most.copied()).await,
        Format::Json | Format::Form | Format::Multipart => {
            let response = ResponseFuture::<Value>::new(call()?).await?;
            if operation.paging.is_some() && response.links().next().is_some() {
                output::note("more pages: use --all");
            }
            let mut value = response.into_body();
            connection.session.redact_strings(&mut value);
            output::print(&settings.output, &value, items)
        }
        Format::Text => {
            let response = ResponseFuture::text(call()?).await?;
            let mut value = Value::String(response.into_body());
            connection.session.redact_strings(&mut value);
            let text = value.as_str().unwrap_or_default();
            match stdout().is_terminal() {
                true => writeln!(stdout(), "{}", visible(text))?,
                false => write!(stdout(), "{text}")?,
            }
            Ok(())
        }
        Format::Empty => {
            let response = ResponseFuture::empty(call()?).await?;
            output::note(&format!("{}", response.status()));
            Ok(())
        }
        Format::Bytes | Format::Events | Format::JsonLines => {
            let response = ResponseFuture::<ByteStream>::streamed(call()?).await?;
            let mut stream = response.into_body();
            while let Some(piece) = stream.try_next().await? {
                match stdout().is_terminal() {
                    true => write!(stdout(), "{}", visible(&String::from_utf8_lossy(&piece)))?,
                    false => stdout().write_all(&piece)?,
                }
                stdout().flush()?;
            }
            Ok(())
        }
    }
}

/// Reads a listing, and writes its items as they arrive.
pub(super) async fn list(
    settings: &Settings,
    session: &Session,
    mut call: Call,
    most: Option<u64>,
) -> Result<(), Failure> {
    if let Some(most) = most {
        call.list_options().max_pages(usize::try_from(most).unwrap_or(usize::MAX));
    }
    print_pages(settings, session, Pages::<Vec<Value>>::new(call)).await
}

/// Writes the items of pages as they arrive.
pub(super) async fn print_pages(
    settings: &Settings,
    session: &Session,
    mut pages: Pages<Vec<Value>>,
) -> Result<(), Failure> {
    let mut writer = ItemWriter::new(&settings.output);
    let mut progress = Progress::start(settings.output.format.is_streamed());
    loop {
        match pages.try_next().await {
            Ok(Some(page)) => {
                let mut items = Value::Array(page.into_body());
                session.redact_strings(&mut items);
                let Value::Array(items) = items else { continue };
                progress.page(items.len());
                writer.page(items)?;
            }
            Ok(None) => break,
            Err(error) => {
                // An empty list would look like a response.
                if progress.has_pages() {
                    writer.finish()?;
                }
                progress.finish();
                return Err(error.into());
            }
        }
    }
    progress.finish();
    writer.finish()
}

/// The values of the parameters and the body.
fn arguments(
    operation: &Operation,
    parts: &[Part],
    matches: &ArgMatches,
) -> Result<Arguments, Failure> {
    let set =
        parts.iter().filter(|part| !part.is_property() && matches.value_source(&part.id).is_some());
    let parameters = set.map(|part| (part.name.clone(), body::value(part, matches))).collect();
    let body = operation.body.as_ref();
    let body = body.map(|body| body::of_operation(body, parts, matches)).transpose()?.flatten();
    if let (Some(Body::Value(Value::Object(properties))), Some(_)) = (&body, &operation.body) {
        let missing = parts.iter().find(|part| {
            part.is_property() && part.required && !properties.contains_key(&part.name)
        });
        if let Some(missing) = missing {
            let flag = missing.flag.as_deref().unwrap_or(&missing.name);
            return Err(Failure::usage(format!(
                "the body requires the property `{}`: set it with `--{flag}`",
                missing.name
            )));
        }
    }
    if body.is_none() && operation.body.as_ref().is_some_and(|body| body.required) {
        return Err(Failure::usage(format!(
            "`{}` requires a body: use `--body FILE`, or flags or `property=value` for its properties",
            operation.id
        )));
    }
    Ok(Arguments { parameters, body })
}
