//! Values -> tables for terminals.

use super::csv::value_at;
use super::note;
use crate::cli::color::has_colors;
use crate::cli::visible::visible;
use comfy_table::{ContentArrangement, Table, presets};
use serde_json::Value;
use std::io::{self, IsTerminal, Write, stdout};
use terminal_size::{Width, terminal_size};

/// The widest cell of a list.
const MAX_CELL_WIDTH: usize = 40;

/// The space between two columns.
const GAP: u16 = 2;

/// The columns of items: their properties, in the order in which they appear. Objects have a column for each of their scalar
/// properties. An item that is not an object has one column without a name.
pub(super) fn columns(items: &[Value]) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    let mut add = |column: String| {
        if !columns.contains(&column) {
            columns.push(column);
        }
    };
    for item in items {
        let Value::Object(properties) = item else {
            add(String::new());
            continue;
        };
        for (name, value) in properties {
            match value {
                Value::Object(inner)
                    if !inner.is_empty()
                        && inner.values().all(|value| !value.is_object() && !value.is_array()) =>
                {
                    inner.keys().for_each(|inner| add(format!("{name}.{inner}")));
                }
                _ => add(name.clone()),
            }
        }
    }
    columns
}

/// Writes items as a table. On a terminal, it has as many columns as fit.
pub(super) fn list(out: &mut impl Write, items: &[Value]) -> io::Result<()> {
    let columns = columns(items);
    let cells: Vec<Vec<String>> = items
        .iter()
        .map(|item| {
            let of = |column: &String| value_at(item, column).map(cell).unwrap_or_default();
            columns.iter().map(|column| shortened(of(column))).collect()
        })
        .collect();
    let is_empty =
        |index: usize| cells.iter().all(|row| row.get(index).is_none_or(String::is_empty));
    let width = |index: usize| {
        let widest = cells.iter().filter_map(|row| row.get(index)).map(|cell| cell.chars().count());
        widest.max().unwrap_or_default().max(columns.get(index).map_or(0, String::len))
    };
    let mut room = terminal_width();
    let mut shown = Vec::new();
    let mut hidden = 0;
    for index in 0..columns.len() {
        if is_empty(index) && columns.len() > 1 {
            continue;
        }
        let needed = width(index) + usize::from(GAP);
        match room {
            Some(left) if needed > left && !shown.is_empty() => hidden += 1,
            Some(left) => {
                room = Some(left.saturating_sub(needed));
                shown.push(index);
            }
            None => shown.push(index),
        }
    }
    let mut table = empty_table();
    let pick = |row: &[String]| -> Vec<String> {
        shown.iter().map(|index| row.get(*index).cloned().unwrap_or_default()).collect()
    };
    if columns.iter().any(|column| !column.is_empty()) {
        table.set_header(pick(&columns).iter().map(|column| visible(column)));
    }
    table.add_rows(cells.iter().map(|row| pick(row)));
    let has_header = table.header().is_some();
    write_table(out, table, has_header)?;
    out.flush()?;
    if hidden > 0 {
        note(&format!("{hidden} more columns: use -o json, csv or yaml"));
    }
    Ok(())
}

/// Writes an object as a table with a line for each property.
pub(super) fn object(out: &mut impl Write, value: &Value) -> io::Result<()> {
    let mut table = empty_table();
    for (name, value) in value.as_object().into_iter().flatten() {
        table.add_row([visible(name), cell(value)]);
    }
    if let Some(width) = terminal_width() {
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(width).unwrap_or(u16::MAX));
    }
    write_table(out, table, false)
}

fn empty_table() -> Table {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Disabled);
    table
}

fn write_table(out: &mut impl Write, mut table: Table, has_header: bool) -> io::Result<()> {
    table.column_iter_mut().for_each(|column| {
        column.set_padding((0, GAP));
    });
    let is_colored = has_colors(&stdout());
    for (index, line) in table.lines().enumerate() {
        let line = line.trim_end();
        match has_header && index == 0 && is_colored {
            true => writeln!(out, "\u{1b}[1m{line}\u{1b}[0m")?,
            false => writeln!(out, "{line}")?,
        }
    }
    Ok(())
}

/// A value in a cell: on one line, without control characters.
pub(super) fn cell(value: &Value) -> String {
    let text = match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        value => value.to_string(),
    };
    visible(&text).replace(['\n', '\t'], " ")
}

fn shortened(cell: String) -> String {
    if !stdout().is_terminal() || cell.chars().count() <= MAX_CELL_WIDTH {
        return cell;
    }
    cell.chars().take(MAX_CELL_WIDTH - 1).chain(['…']).collect()
}

/// The width of the terminal; none, if the output is not a terminal.
fn terminal_width() -> Option<usize> {
    if !stdout().is_terminal() {
        return None;
    }
    let width = terminal_size().map(|(Width(width), _)| usize::from(width));
    Some(width.unwrap_or(80))
}
