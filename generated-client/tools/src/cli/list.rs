//! `operations WORDS`: searches the operations.

use super::failure::Failure;
use super::names::{name_of, text};
use super::output::{self, OutputFormat};
use super::settings::Settings;
use crate::operations::Operations;
use clap::ArgMatches;
use serde_json::{Value, json};

/// Lists the operations that words describe.
pub(super) fn run(
    operations: &Operations,
    matches: &ArgMatches,
    settings: &Settings,
) -> Result<(), Failure> {
    let words: Vec<String> = matches.get_many("words").into_iter().flatten().cloned().collect();
    let found = operations.search(&words);
    if found.is_empty() {
        return Err(Failure::usage(format!("no operation contains `{}`", words.join(" "))));
    }
    let entries: Value = found
        .iter()
        .map(|operation| {
            let command = format!("{} {}", name_of(&operation.scope), operation.name);
            let summary = text(&operation.summary);
            match settings.output.format {
                OutputFormat::Table => json!({"command": command, "summary": summary}),
                _ => json!({
                    "command": command,
                    "id": operation.id,
                    "method": operation.method,
                    "path": operation.path,
                    "summary": summary,
                    "deprecated": operation.deprecated,
                }),
            }
        })
        .collect();
    output::print(&settings.output, &entries, None)
}
