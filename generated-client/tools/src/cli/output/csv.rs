//! Items -> CSV. The columns are the properties of the first page's items; nested objects have a column for each property.

use super::table::columns;
use crate::cli::failure::Failure;
use crate::cli::visible::visible;
use serde_json::Value;
use std::io::{self, IsTerminal, Write, stdout};

/// Writes items as lines of CSV.
pub(super) struct CsvWriter<W: Write> {
    writer: csv::Writer<W>,
    columns: Option<Vec<String>>,
    /// The properties that appear after the header was written.
    missed: Vec<String>,
}

impl<W: Write> CsvWriter<W> {
    pub(super) fn new(out: W) -> Self {
        Self { writer: csv::Writer::from_writer(out), columns: None, missed: Vec::new() }
    }

    /// Writes items, after a header if they are the first.
    pub(super) fn items(&mut self, items: &[Value]) -> Result<(), Failure> {
        if items.is_empty() {
            return Ok(());
        }
        let found = columns(items);
        let is_first = self.columns.is_none();
        let columns = self.columns.get_or_insert_with(|| found.clone());
        // Programs receive the texts as they are, and terminals without control characters.
        let is_terminal = stdout().is_terminal();
        let cell = |text: &str| match is_terminal {
            true => visible(text),
            false => text.to_owned(),
        };
        if is_first && columns.iter().any(|column| !column.is_empty()) {
            self.writer.write_record(columns.iter().map(|name| cell(name))).map_err(failed)?;
        }
        let is_written = |name: &str| {
            let is_within = |column: &String| {
                name.strip_prefix(column.as_str()).is_some_and(|rest| rest.starts_with('.'))
            };
            columns.iter().any(|column| column == name || is_within(column))
        };
        let has_values = |name: &str| {
            items.iter().any(|item| value_at(item, name).is_some_and(|value| !value.is_null()))
        };
        for name in found {
            if !is_written(&name) && !self.missed.contains(&name) && has_values(&name) {
                self.missed.push(name);
            }
        }
        for item in items {
            let cells = columns.iter().map(|column| match value_at(item, column) {
                None | Some(Value::Null) => String::new(),
                Some(Value::String(text)) => cell(text),
                Some(value) => cell(&value.to_string()),
            });
            self.writer.write_record(cells).map_err(failed)?;
        }
        self.writer.flush()?;
        Ok(())
    }

    /// Ends the output. Properties that the header lacks are reported: the header was written before they were known.
    pub(super) fn finish(mut self) -> Result<(), Failure> {
        self.writer.flush()?;
        if !self.missed.is_empty() {
            eprintln!(
                "warning: the items of later pages have more properties, which have no column: {}; `-o jsonl` keeps them",
                visible(&self.missed.join(", "))
            );
        }
        Ok(())
    }
}

/// The value of a column: of a property, or of a property of a nested object.
pub(super) fn value_at<'v>(item: &'v Value, column: &str) -> Option<&'v Value> {
    if column.is_empty() {
        return Some(item);
    }
    item.get(column).or_else(|| {
        column.match_indices('.').find_map(|(at, _)| {
            let (name, rest) = column.split_at_checked(at)?;
            value_at(item.get(name)?, rest.strip_prefix('.')?)
        })
    })
}

fn failed(error: csv::Error) -> Failure {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Failure::Output(error),
        other => Failure::Output(io::Error::other(format!("{other:?}"))),
    }
}
