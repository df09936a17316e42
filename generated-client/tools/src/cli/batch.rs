//! `batch FILE`: the requests that a file lists.

use super::body;
use super::confirm::confirm;
use super::failure::Failure;
use super::output::compact_json;
use super::session::Connection;
use super::settings::Settings;
use super::visible::visible;
use crate::operations::{Arguments, Body, Operation, Operations};
use clap::ArgMatches;
use runtime::{ActionBatch, Call, RawRequest, Request};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};
use std::io::{Write, stdout};

/// A request of the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// The id of the operation, or its scope and name.
    operation: String,
    #[serde(default)]
    parameters: Map<String, Value>,
    body: Option<Value>,
}

/// A request that is ready to be sent, with its line in the file.
struct Planned {
    line: usize,
    operation: &'static Operation,
    arguments: Arguments,
}

/// Sends the requests.
pub(super) async fn run(
    connection: &Connection,
    settings: &Settings,
    matches: &ArgMatches,
) -> Result<(), Failure> {
    let file = matches.get_one::<String>("file").map(String::as_str).unwrap_or_default();
    let text = String::from_utf8(body::read(file)?)
        .map_err(|_| Failure::usage(format!("{file} is not UTF-8")))?;
    let planned = read(connection.operations, file, &text)?;
    let call = |planned: &Planned| {
        let call =
            planned.operation.call(connection.operations, &connection.session, &planned.arguments);
        call.map_err(|why| Failure::usage(format!("{file}:{}: {why}", planned.line)))
    };
    // All requests are valid before the first is sent.
    let calls = planned.iter().map(call).collect::<Result<Vec<Call>, _>>()?;
    for (planned, call) in planned.iter().zip(&calls) {
        let unsent = RawRequest::from(call.clone()).dry_run()?;
        if settings.dry_run {
            writeln!(stdout(), "{file}:{}: {}", planned.line, visible(&unsent.to_string()))?;
        }
    }
    if settings.dry_run {
        return Ok(());
    }
    let writes = planned.iter().filter(|planned| !planned.operation.is_safe()).count();
    if writes > 0 {
        confirm(
            settings,
            &format!("{file}: {} requests, of which {writes} change something", planned.len()),
        )?;
    }
    match matches.try_get_one::<String>("atomic").ok().flatten() {
        Some(owner) => atomically(connection, owner, &planned, calls).await,
        None => one_by_one(connection, &planned, calls, matches.get_flag("keep-going")).await,
    }
}

async fn one_by_one(
    connection: &Connection,
    planned: &[Planned],
    calls: Vec<Call>,
    keeps_going: bool,
) -> Result<(), Failure> {
    let mut failed = 0;
    let mut unsent = planned.len();
    for (Planned { line, operation, .. }, call) in planned.iter().zip(calls) {
        unsent -= 1;
        let result = match RawRequest::from(call).receive_json::<Value>().await {
            Ok(response) => {
                let status = response.status().as_u16();
                if operation.paging.is_some() && response.links().next().is_some() {
                    eprintln!("warning: line {line}: only the first page was read");
                }
                let mut body = response.into_body();
                connection.session.redact_strings(&mut body);
                json!({"line": line, "operation": operation.id, "status": status, "body": body})
            }
            Err(error) => {
                failed += 1;
                let status = error.status().map(|status| status.as_u16());
                json!({"line": line, "operation": operation.id, "status": status, "error": error.to_string()})
            }
        };
        writeln!(stdout(), "{}", compact_json(&result))?;
        if failed > 0 && !keeps_going {
            break;
        }
    }
    if unsent > 0 {
        eprintln!("warning: the requests after this one were not sent: {unsent}");
    }
    if failed > 0 { Err(Failure::Failed(failed)) } else { Ok(()) }
}

/// Sends the requests as action batches.
async fn atomically(
    connection: &Connection,
    owner: &str,
    planned: &[Planned],
    calls: Vec<Call>,
) -> Result<(), Failure> {
    let mut batch = ActionBatch::new(&connection.session, owner.to_owned());
    for call in &calls {
        batch.add(call.action()?);
    }
    let report = batch.confirm().run().await;
    for ((action, outcome), Planned { line, .. }) in report.outcomes().zip(planned) {
        let outcome = format!("{outcome:?}");
        let result = json!({"line": line, "resource": action.resource, "operation": action.operation, "outcome": outcome});
        writeln!(stdout(), "{}", compact_json(&result))?;
    }
    for error in report.chunks().iter().filter_map(|chunk| chunk.request_error()) {
        eprintln!("error: {}", visible(&error.to_string()));
    }
    if report.is_done() { Ok(()) } else { Err(Failure::Failed(1)) }
}

/// The requests of a text: one per line, or a list.
fn read(operations: &'static Operations, file: &str, text: &str) -> Result<Vec<Planned>, Failure> {
    let failed =
        |line: usize, why: &dyn std::fmt::Display| Failure::usage(format!("{file}:{line}: {why}"));
    let mut entries: Vec<(usize, Entry)> = Vec::new();
    if text.trim_start().starts_with('[') {
        let list: Vec<&RawValue> =
            serde_json::from_str(text).map_err(|why| failed(why.line(), &why))?;
        let (mut line, mut at) = (1, 0);
        for entry in list.into_iter().map(RawValue::get) {
            let start = entry.as_ptr().addr() - text.as_ptr().addr();
            line += text.get(at..start).unwrap_or_default().matches('\n').count();
            at = start;
            let entry = serde_json::from_str(entry);
            entries.push((line, entry.map_err(|why| failed(line + why.line() - 1, &why))?));
        }
    } else {
        for (index, line) in text.lines().enumerate() {
            if !line.trim().is_empty() {
                let entry = serde_json::from_str(line).map_err(|why| failed(index + 1, &why))?;
                entries.push((index + 1, entry));
            }
        }
    }
    let planned = |(line, entry): (usize, Entry)| {
        let Entry { operation, parameters, body } = entry;
        let found = operations.by_id(&operation).or_else(|| {
            let (scope, name) = operation.split_once(' ')?;
            operations.by_name(super::names::scope_of(scope), name.trim())
        });
        let found =
            found.ok_or_else(|| failed(line, &format!("there is no operation `{operation}`")))?;
        let arguments = Arguments { parameters, body: body.map(Body::Value) };
        Ok(Planned { line, operation: found, arguments })
    };
    entries.into_iter().map(planned).collect()
}
