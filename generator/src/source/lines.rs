//! Byte offset -> line and column.

use std::iter;
use std::ops::Range;

/// The byte offset of the start of each line.
#[derive(Clone, Debug)]
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        Self(iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect())
    }

    /// Returns the bytes of a line without its line break. Lines are numbered from 1; a line after the last one is empty.
    pub(super) fn range(&self, number: usize, text: &str) -> Range<usize> {
        let start_of = |index: usize| self.0.get(index).copied().unwrap_or(text.len());
        let (start, end) = (start_of(number.saturating_sub(1)), start_of(number));
        let line = text.get(start..end).unwrap_or_default().trim_end_matches(['\n', '\r']);
        start..start + line.len()
    }

    /// Returns the line and column of a byte, both numbered from 1. Columns count characters.
    pub(super) fn line_column(&self, byte: usize, text: &str) -> (usize, usize) {
        let line = self.0.partition_point(|start| *start <= byte);
        let start = self.range(line, text).start;
        (line, text.get(start..byte).unwrap_or_default().chars().count() + 1)
    }
}
