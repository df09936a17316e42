//! Options for reading the listing of a paged operation.
use super::cursor::Cursor;
use crate::api::Direction;
use crate::types::DateTime;

/// Options for reading a listing.
#[derive(Clone, Debug, Default)]
pub struct ListOptions {
    pub(crate) max_pages: Option<usize>,
    pub(crate) direction: Option<Direction>,
    pub(crate) until: Option<DateTime>,
    pub(crate) one_by_one: bool,
    pub(crate) resume: Option<Cursor>,
}

impl ListOptions {
    /// Stops the listing after this many pages.
    pub fn max_pages(&mut self, max_pages: usize) {
        self.max_pages = Some(max_pages);
    }

    /// Reads the pages in this direction.
    pub fn direction(&mut self, direction: Direction) {
        self.direction = Some(direction);
    }

    /// Stops an open-ended listing at this time.
    pub fn until(&mut self, time: DateTime) {
        self.until = Some(time);
    }

    /// Whether the next page is requested while the caller processes the current one.
    pub fn read_ahead(&mut self, read_ahead: bool) {
        self.one_by_one = !read_ahead;
    }

    /// Starts at the page of a cursor.
    pub fn resume(&mut self, cursor: Cursor) {
        self.resume = Some(cursor);
    }
}
