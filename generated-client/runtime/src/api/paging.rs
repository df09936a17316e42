//! How the listings of an API are paged.

/// The direction in which a listing is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Direction {
    /// From each page to its `next`.
    Forwards,
    /// From each page to its `prev`.
    Backwards,
}

/// How an operation is paged.
#[derive(Clone, Copy, Debug)]
pub struct Paging {
    /// The default direction.
    pub direction: Direction,
    /// The condition under which it stops, if every page links to another.
    pub time_bounds: Option<TimeBounds>,
    /// The style, if it is not that of the API.
    pub style: Option<PageStyle>,
}

impl Paging {
    /// Pages that are read forwards, to the last.
    pub const FORWARDS: Self =
        Self { direction: Direction::Forwards, time_bounds: None, style: None };
}

/// The times at which an open-ended listing stops. Each of its pages links to another, with a time in the query.
#[derive(Clone, Copy, Debug)]
pub struct TimeBounds {
    /// The parameter with the time after which the next page starts.
    pub after: &'static str,
    /// The next page is not read if it starts less than this many seconds ago.
    pub seconds: u64,
    /// The parameter with the time before which the previous page ends.
    pub before: &'static str,
    /// The previous page is not read if it ends before this time.
    pub earliest: &'static str,
}

/// How a page refers to the next page, and which properties may contain the items if a page is an object.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct PageStyle {
    /// The properties that may contain the items: names, or JSON pointers of nested properties.
    pub items: &'static [&'static str],
    /// How the next page is found.
    pub next: NextPage,
}

/// How the next page is found. The methods of [`PageStyle`] describe each way.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum NextPage {
    /// By the `Link` header.
    Link,
    /// By a URL in the body.
    Url {
        /// The JSON pointer of the URL.
        pointer: &'static str,
    },
    /// By a cursor in the body, which is a parameter of the next page.
    Cursor {
        /// The query parameter.
        parameter: &'static str,
        /// The JSON pointer of the cursor.
        pointer: &'static str,
    },
    /// By a cursor in a response header, which is a parameter of the next page.
    HeaderCursor {
        /// The query parameter.
        parameter: &'static str,
        /// The name of the header.
        header: &'static str,
    },
    /// By a cursor in the last item, which is a parameter of the next page.
    LastItem {
        /// The query parameter.
        parameter: &'static str,
        /// The JSON pointer of the cursor in the item.
        pointer: &'static str,
        /// The JSON pointer of a boolean, whether there is another page; empty if there is none.
        more: &'static str,
    },
    /// By the page number.
    Number {
        /// The query parameter.
        parameter: &'static str,
        /// The query parameter with the number of items of a page.
        limit: &'static str,
        /// The number of the first page.
        first: u64,
    },
    /// By the offset of the first item.
    Offset {
        /// The query parameter.
        parameter: &'static str,
        /// The query parameter with the number of items of a page.
        limit: &'static str,
    },
}

impl PageStyle {
    /// Pages with `Link` headers (RFC 8288), and the properties that may contain their items.
    pub const fn links(items: &'static [&'static str]) -> Self {
        Self { items, next: NextPage::Link }
    }

    /// Pages with the URL of the next page at a JSON pointer; without one, the listing ends.
    pub const fn urls(items: &'static [&'static str], pointer: &'static str) -> Self {
        Self { items, next: NextPage::Url { pointer } }
    }

    /// Pages with a cursor at a JSON pointer, which is a parameter of the next page; without one, the listing ends.
    pub const fn cursors(
        items: &'static [&'static str],
        parameter: &'static str,
        pointer: &'static str,
    ) -> Self {
        Self { items, next: NextPage::Cursor { parameter, pointer } }
    }

    /// Pages with a cursor in a response header, which is a parameter of the next page; without one, the listing ends.
    pub const fn header_cursors(
        items: &'static [&'static str],
        parameter: &'static str,
        header: &'static str,
    ) -> Self {
        Self { items, next: NextPage::HeaderCursor { parameter, header } }
    }

    /// Pages whose last item contains at a JSON pointer a parameter of the next page. The listing ends with a page
    /// that has no items, or does not have `true` at the JSON pointer `more`, if that is not empty.
    pub const fn last_items(
        items: &'static [&'static str],
        parameter: &'static str,
        pointer: &'static str,
        more: &'static str,
    ) -> Self {
        Self { items, next: NextPage::LastItem { parameter, pointer, more } }
    }

    /// Numbered pages. The listing ends with a page that has no items, or fewer than the parameter `limit`.
    pub const fn numbers(
        items: &'static [&'static str],
        parameter: &'static str,
        limit: &'static str,
        first: u64,
    ) -> Self {
        Self { items, next: NextPage::Number { parameter, limit, first } }
    }

    /// Pages by offset. The listing ends as with numbered pages.
    pub const fn offsets(
        items: &'static [&'static str],
        parameter: &'static str,
        limit: &'static str,
    ) -> Self {
        Self { items, next: NextPage::Offset { parameter, limit } }
    }

    /// Whether the next page is a URL that the response contains.
    pub(crate) const fn follows_links(&self) -> bool {
        matches!(self.next, NextPage::Link | NextPage::Url { .. })
    }
}
