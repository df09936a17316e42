//! The progress of long listings, on stderr, if that is a terminal.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::{IsTerminal, stderr, stdout};
use std::time::Duration;

/// The progress of a listing.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
    items: usize,
    pages: usize,
}

impl Progress {
    /// Shows the progress, unless the items are shown themselves on the same terminal.
    pub(super) fn start(shows_items: bool) -> Self {
        let is_visible = stderr().is_terminal() && !(shows_items && stdout().is_terminal());
        let bar = match is_visible {
            true => ProgressBar::new_spinner(),
            false => ProgressBar::hidden(),
        };
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
            bar.set_style(style);
        }
        if is_visible {
            bar.enable_steady_tick(Duration::from_millis(100));
        }
        Self { bar, items: 0, pages: 0 }
    }

    /// Counts a page.
    pub(super) fn page(&mut self, items: usize) {
        self.pages += 1;
        self.items = self.items.saturating_add(items);
        self.bar.set_message(format!("{} items, {} pages", self.items, self.pages));
    }

    /// Whether a page has been counted.
    pub(super) const fn has_pages(&self) -> bool {
        self.pages > 0
    }

    /// Removes the progress.
    pub(super) fn finish(self) {
        self.bar.finish_and_clear();
    }
}
