//! How the listings of an API are paged.

/// The way in which the pages of a listing are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Direction {
    /// From each page to its `next`.
    Forwards,
    /// From each page to its `prev`.
    Backwards,
}

/// What is to be known of an operation that answers in pages.
#[derive(Clone, Copy, Debug)]
pub struct Paging {
    /// The way in which its pages are read, unless the caller says otherwise.
    pub direction: Direction,
    /// Where it ends, if every page of it links to another.
    pub endless: Option<Endless>,
}

impl Paging {
    /// Pages that are read forwards, to the last.
    pub const FORWARDS: Self = Self { direction: Direction::Forwards, endless: None };
}

/// Where a listing ends whose every page links to another: by the times in the queries of these links.
#[derive(Clone, Copy, Debug)]
pub struct Endless {
    /// The parameter that says after which time the next page begins.
    pub after: &'static str,
    /// A next page is not worth reading if it begins less than so many seconds ago.
    pub seconds: u64,
    /// The parameter that says before which time the previous page ends.
    pub before: &'static str,
    /// A previous page is not worth reading if it ends before this time.
    pub earliest: &'static str,
}

/// How the pages of an API hang together, and which members hold their items where a page is an object.
#[derive(Clone, Copy, Debug)]
pub struct PageForm {
    pub(crate) items: &'static [&'static str],
    pub(crate) next: Next,
}

/// How a page leads to the next.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Next {
    /// By the `Link` header.
    Link,
    /// By a URL in its body.
    Url { member: &'static str },
    /// By a text in its body, which is a parameter of the next.
    Cursor { parameter: &'static str, member: &'static str },
    /// By a text in its last item, which is a parameter of the next.
    LastItem { parameter: &'static str, member: &'static str, more: &'static str },
    /// It has the number before that of the next.
    Number { parameter: &'static str, limit: &'static str, first: u64 },
    /// The next begins with the item after its last.
    Offset { parameter: &'static str, limit: &'static str },
}

impl PageForm {
    /// Pages that lead on by the `Link` header (RFC 8288), and the members that may hold their items.
    pub const fn links(items: &'static [&'static str]) -> Self {
        Self { items, next: Next::Link }
    }

    /// Pages that hold the URL of the next at a JSON pointer; where there is none, they end.
    pub const fn urls(items: &'static [&'static str], member: &'static str) -> Self {
        Self { items, next: Next::Url { member } }
    }

    /// Pages that hold at a JSON pointer what the parameter of the next is; where there is nothing, they end.
    pub const fn cursors(
        items: &'static [&'static str],
        parameter: &'static str,
        member: &'static str,
    ) -> Self {
        Self { items, next: Next::Cursor { parameter, member } }
    }

    /// Pages whose last item holds at a JSON pointer what the parameter of the next is. They end with one that holds no items,
    /// or that does not hold `true` at the JSON pointer `more`, if that is not empty.
    pub const fn last_items(
        items: &'static [&'static str],
        parameter: &'static str,
        member: &'static str,
        more: &'static str,
    ) -> Self {
        Self { items, next: Next::LastItem { parameter, member, more } }
    }

    /// Pages that have numbers. They end with one that holds no items, or fewer than the parameter `limit` asks for.
    pub const fn numbers(
        items: &'static [&'static str],
        parameter: &'static str,
        limit: &'static str,
        first: u64,
    ) -> Self {
        Self { items, next: Next::Number { parameter, limit, first } }
    }

    /// Pages that begin with an item of some number. They end as numbered ones do.
    pub const fn offsets(
        items: &'static [&'static str],
        parameter: &'static str,
        limit: &'static str,
    ) -> Self {
        Self { items, next: Next::Offset { parameter, limit } }
    }
}
