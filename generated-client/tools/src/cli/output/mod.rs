//! Values -> the standard output, in one of several formats.

mod csv;
mod json;
mod table;

use self::csv::CsvWriter;
pub(super) use self::json::compact_json;
use super::color::has_colors;
use super::failure::Failure;
use super::select::Selection;
use serde_json::Value;
use std::io::{BufWriter, IsTerminal, Stdout, Write, stderr, stdout};

/// A format of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OutputFormat {
    /// A table.
    Table,
    /// JSON.
    Json,
    /// One JSON value per line.
    JsonLines,
    /// Comma-separated values (RFC 4180).
    Csv,
    /// YAML.
    Yaml,
}

impl OutputFormat {
    /// The format of a name.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        match name {
            "table" => Some(Self::Table),
            "json" => Some(Self::Json),
            "jsonl" => Some(Self::JsonLines),
            "csv" => Some(Self::Csv),
            "yaml" => Some(Self::Yaml),
            _ => None,
        }
    }

    /// Whether items are written as they arrive.
    pub(super) const fn is_streamed(self) -> bool {
        !matches!(self, Self::Table)
    }
}

/// How values are written.
#[derive(Clone, Debug)]
pub(super) struct Output {
    /// The format.
    pub(super) format: OutputFormat,
    /// The parts of the values that are written; if absent, all.
    pub(super) select: Option<Selection>,
}

/// Writes one response. `items` is the property with the items, if it is a page that is an object.
pub(super) fn print(output: &Output, value: &Value, items: Option<&str>) -> Result<(), Failure> {
    let selected;
    let value = match &output.select {
        Some(selection) => {
            selected = selection.of(value);
            &selected
        }
        None => value,
    };
    let mut out = BufWriter::new(stdout());
    let list = || items_of(value, items);
    match output.format {
        OutputFormat::Json => {
            json::write(&mut out, value, 0, has_colors(&stdout()))?;
            writeln!(out)?;
        }
        OutputFormat::JsonLines => match value {
            Value::Array(items) => {
                for item in items {
                    writeln!(out, "{}", compact_json(item))?;
                }
            }
            value => writeln!(out, "{}", compact_json(value))?,
        },
        OutputFormat::Csv => {
            let mut csv = CsvWriter::new(out);
            csv.items(list())?;
            csv.finish()?;
            return Ok(());
        }
        OutputFormat::Yaml => write!(out, "{}", yaml(value)?)?,
        OutputFormat::Table => match value {
            Value::Object(_) if items.is_none_or(|items| nested(value, items).is_none()) => {
                table::object(&mut out, value)?;
            }
            Value::Array(_) | Value::Object(_) => table::list(&mut out, list())?,
            value => writeln!(out, "{}", table::cell(value))?,
        },
    }
    out.flush()?;
    Ok(())
}

/// The items of a page, or the value itself as the only item.
fn items_of<'v>(value: &'v Value, items: Option<&str>) -> &'v [Value] {
    let list = items.and_then(|items| nested(value, items)).unwrap_or(value);
    match list {
        Value::Array(items) => items,
        value => std::slice::from_ref(value),
    }
}

/// The value at a name or a JSON pointer.
fn nested<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    if name.starts_with('/') { value.pointer(name) } else { value.get(name) }
}

fn yaml(value: &Value) -> Result<String, Failure> {
    let text = serde_saphyr::to_string(value);
    let mut text = text.map_err(|why| Failure::usage(format!("YAML cannot show it: {why}")))?;
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(text)
}

/// Writes the items of a listing as they arrive.
pub(super) struct ItemWriter {
    format: OutputFormat,
    select: Option<Selection>,
    out: Target,
    /// The items that are written at the end.
    kept: Vec<Value>,
    is_empty: bool,
    has_colors: bool,
}

/// Where items go.
enum Target {
    Text(BufWriter<Stdout>),
    Csv(Box<CsvWriter<BufWriter<Stdout>>>),
}

impl ItemWriter {
    /// A writer to the standard output.
    pub(super) fn new(output: &Output) -> Self {
        let out = BufWriter::new(stdout());
        Self {
            format: output.format,
            select: output.select.clone(),
            out: match output.format {
                OutputFormat::Csv => Target::Csv(Box::new(CsvWriter::new(out))),
                _ => Target::Text(out),
            },
            kept: Vec::new(),
            is_empty: true,
            has_colors: has_colors(&stdout()),
        }
    }

    /// Writes the items of a page. A selection applies to each page, as a list.
    pub(super) fn page(&mut self, items: Vec<Value>) -> Result<(), Failure> {
        let items = match &self.select {
            None => items,
            Some(selection) => match selection.of(&Value::Array(items)) {
                Value::Array(items) => items,
                item => vec![item],
            },
        };
        match &mut self.out {
            Target::Csv(csv) => csv.items(&items)?,
            Target::Text(out) => {
                for item in items {
                    let is_first = std::mem::take(&mut self.is_empty);
                    match self.format {
                        OutputFormat::Json => {
                            write!(out, "{}", if is_first { "[\n  " } else { ",\n  " })?;
                            json::write(out, &item, 1, self.has_colors)?;
                        }
                        OutputFormat::Yaml => write!(out, "{}", yaml(&Value::Array(vec![item]))?)?,
                        OutputFormat::Table => self.kept.push(item),
                        OutputFormat::JsonLines | OutputFormat::Csv => {
                            writeln!(out, "{}", compact_json(&item))?;
                        }
                    }
                }
                out.flush()?;
            }
        }
        Ok(())
    }

    /// Writes the rest.
    pub(super) fn finish(self) -> Result<(), Failure> {
        match self.out {
            Target::Csv(csv) => csv.finish()?,
            Target::Text(mut out) => {
                match self.format {
                    OutputFormat::Json if self.is_empty => writeln!(out, "[]")?,
                    OutputFormat::Json => writeln!(out, "\n]")?,
                    OutputFormat::Yaml if self.is_empty => writeln!(out, "[]")?,
                    OutputFormat::Table => table::list(&mut out, &self.kept)?,
                    OutputFormat::Yaml | OutputFormat::JsonLines | OutputFormat::Csv => {}
                }
                out.flush()?;
            }
        }
        Ok(())
    }
}

/// Writes a note to the user, if stderr is a terminal.
pub(super) fn note(text: &str) {
    if stderr().is_terminal() {
        eprintln!("{text}");
    }
}
