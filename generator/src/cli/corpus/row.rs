//! The result of one document, and the totals of all documents.

use crate::stats::Stats;
use std::time::Duration;

/// The outcome of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// The client compiles without warnings, or was generated with `--no-check`.
    Ok,
    /// The file is not an OpenAPI document.
    Skipped,
    /// The generator rejects the document, with this error.
    Refused(String),
    /// The generator panicked, or the client does not compile without warnings.
    Failed(String),
}

impl Status {
    /// The reason, unless the status is [`Self::Ok`].
    pub(super) fn reason(&self) -> Option<&str> {
        match self {
            Self::Ok => None,
            Self::Skipped => Some("not an OpenAPI document"),
            Self::Refused(reason) | Self::Failed(reason) => Some(reason),
        }
    }
}

/// The row of a document.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) status: Status,
    pub(super) stats: Option<Stats>,
    pub(super) warnings: usize,
    pub(super) lines: usize,
    pub(super) generate_time: Option<Duration>,
    pub(super) check_time: Option<Duration>,
}

impl Row {
    /// A row with a status and no statistics.
    pub(super) fn new(status: Status) -> Self {
        Self { status, stats: None, warnings: 0, lines: 0, generate_time: None, check_time: None }
    }
}

/// The number of documents by status.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Total {
    pub(super) documents: usize,
    pub(super) ok: usize,
    pub(super) skipped: usize,
    pub(super) refused: usize,
    pub(super) failed: usize,
}

impl Total {
    /// Counts one document.
    pub(super) fn add(&mut self, status: &Status) {
        self.documents += 1;
        *match status {
            Status::Ok => &mut self.ok,
            Status::Skipped => &mut self.skipped,
            Status::Refused(_) => &mut self.refused,
            Status::Failed(_) => &mut self.failed,
        } += 1;
    }
}
