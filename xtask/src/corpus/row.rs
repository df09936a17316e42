//! What came of a document.

use generator::stats::Stats;
use std::time::Duration;

/// What came of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Result {
    /// A client that compiles without a warning, or was not compiled.
    Ok,
    /// It is none that a client is made of.
    Skipped,
    /// The generator says what is wrong with it.
    Refused(String),
    /// No client, or one that does not compile without a warning.
    Failed(String),
}

impl Result {
    /// Why it did not come to a client, where there is more to say than that.
    pub(super) fn why(&self) -> Option<&str> {
        match self {
            Self::Ok => None,
            Self::Skipped => Some("no OpenAPI document"),
            Self::Refused(why) | Self::Failed(why) => Some(why),
        }
    }
}

/// A document's row.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) came: Result,
    pub(super) figures: Option<Stats>,
    pub(super) warnings: usize,
    pub(super) lines: usize,
    pub(super) generated_in: Option<Duration>,
    pub(super) checked_in: Option<Duration>,
}

impl Row {
    /// A row of what came of a document, and nothing else.
    pub(super) fn of(came: Result) -> Self {
        Self { came, figures: None, warnings: 0, lines: 0, generated_in: None, checked_in: None }
    }
}

/// What all documents came to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Total {
    pub(super) documents: usize,
    pub(super) ok: usize,
    pub(super) skipped: usize,
    pub(super) refused: usize,
    pub(super) failed: usize,
}

impl Total {
    /// Counts one more.
    pub(super) fn add(&mut self, came: &Result) {
        self.documents += 1;
        *match came {
            Result::Ok => &mut self.ok,
            Result::Skipped => &mut self.skipped,
            Result::Refused(_) => &mut self.refused,
            Result::Failed(_) => &mut self.failed,
        } += 1;
    }
}
