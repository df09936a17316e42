//! A TOML text -> the positions of its values.

use super::span::SpanTree;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The positions of all values. Those of invalid TOML are at its start.
pub(super) fn spans(text: &str) -> SpanTree {
    match DeTable::parse(text) {
        Ok(root) => table(0..text.len(), root.get_ref()),
        Err(_) => SpanTree::leaf(0..0),
    }
}

fn table(range: Range<usize>, table: &DeTable<'_>) -> SpanTree {
    let entries = table.iter().map(|(key, entry)| (key.get_ref().to_string(), value(entry)));
    SpanTree::branch(range, entries.collect())
}

fn value(spanned: &Spanned<DeValue<'_>>) -> SpanTree {
    match spanned.get_ref() {
        DeValue::Table(entries) => table(spanned.span(), entries),
        DeValue::Array(items) => {
            let items = items.iter().enumerate();
            let items = items.map(|(index, item)| (index.to_string(), value(item)));
            SpanTree::branch(spanned.span(), items.collect())
        }
        _ => SpanTree::leaf(spanned.span()),
    }
}
