//! `[paging]`: how operations are paginated.

use indexmap::IndexMap;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

/// How operations are paginated. Without it, and for operations that it does not mention, the document decides: a listing is
/// paginated if the document describes a `Link` header (RFC 8288) in its response.
///
/// ```toml
/// [paging]
/// style = "link"
/// parameters = ["perPage", "startingAfter", "endingBefore"]
/// items = ["items", "records"]
/// backwards = ["getEvents"]
///
/// [paging.operations.findPlants]
/// style = { cursor = { parameter = "after", property = "/meta/next" } }
/// items = "/result/plants"
///
/// [paging.endless.getEvents]
/// after = "startingAfter"
/// seconds = 300
/// before = "endingBefore"
/// earliest = 2014-01-01T00:00:00Z
/// ```
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Paging {
    /// How a page refers to the next page. Applies to each GET operation with all `parameters`.
    pub style: Option<PagingStyle>,
    /// The query parameters that an operation must have to be paginated in this style. Without them, the style is that of
    /// `operations` without their own.
    pub parameters: Option<Vec<String>>,
    /// The properties that may list the items of a page, if the page is an object: names, or JSON pointers of nested
    /// properties. The first one that is a list wins. Without names, the only list of a page has its items.
    pub items: Vec<String>,
    /// The operations, by `operationId`, with a style of their own.
    pub operations: IndexMap<String, OperationPaging>,
    /// The operations, by `operationId`, that read from the newest page to the oldest by default.
    pub backwards: Vec<String>,
    /// The operations, by `operationId`, of which every page links to another page, and when to stop reading.
    pub endless: IndexMap<String, Endless>,
}

/// How one operation is paginated. Its first page may be the response to any method. A style that follows links reads the
/// others with GET.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct OperationPaging {
    /// How a page refers to the next page. The default is the `style` of `[paging]`.
    pub style: Option<PagingStyle>,
    /// The property that lists the items of a page: a name, or the JSON pointer of a nested property. The default is `items`
    /// of `[paging]`.
    pub items: Option<String>,
}

/// When to stop reading pages, by the timestamps in the links between them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Endless {
    /// The query parameter with the time at which the next page starts.
    pub after: String,
    /// Forwards, stop before a page that starts less than this number of seconds ago.
    pub seconds: u64,
    /// The query parameter with the time at which the previous page ends.
    pub before: String,
    /// Backwards, stop before a page that ends earlier than this time.
    #[serde(deserialize_with = "instant")]
    pub earliest: String,
}

/// Deserializes a TOML date-time with an offset as an RFC 3339 string.
fn instant<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let time = toml::value::Datetime::deserialize(deserializer)?;
    if time.date.is_none() || time.time.is_none() || time.offset.is_none() {
        return Err(D::Error::custom(
            "expected a date and a time with an offset, such as 2014-01-01T00:00:00Z",
        ));
    }
    Ok(time.to_string())
}

/// How a page refers to the next page.
///
/// ```toml
/// [paging]
/// style = "link"
/// parameters = ["perPage"]
/// ```
///
/// ```toml
/// [paging]
/// style = { url = { property = "/next" } }
/// parameters = ["limit"]
/// ```
///
/// ```toml
/// [paging]
/// style = { cursor = { parameter = "after", property = "/meta/next" } }
/// parameters = ["after"]
/// ```
///
/// ```toml
/// [paging]
/// style = { header-cursor = { parameter = "after", header = "X-Next" } }
/// parameters = ["after"]
/// ```
///
/// ```toml
/// [paging]
/// style = { last-item = { parameter = "starting_after", property = "/id", more = "/has_more" } }
/// parameters = ["starting_after"]
/// ```
///
/// ```toml
/// [paging]
/// style = { number = { parameter = "page", limit = "per_page", first = 0 } }
/// parameters = ["page", "per_page"]
/// ```
///
/// ```toml
/// [paging]
/// style = { offset = { parameter = "offset", limit = "limit" } }
/// parameters = ["offset", "limit"]
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub enum PagingStyle {
    /// The `Link` header (RFC 8288) contains the URL of the next page.
    Link,
    /// The page contains the URL of the next page: `{ url = { property = "/next" } }`.
    Url {
        /// The JSON pointer of the URL.
        property: String,
    },
    /// The page contains a cursor: `{ cursor = { parameter = "after", property = "/meta/next" } }`.
    Cursor {
        /// The query parameter that receives the cursor.
        parameter: String,
        /// The JSON pointer of the cursor. The last page has none.
        property: String,
    },
    /// A response header contains a cursor: `{ header-cursor = { parameter = "after", header = "X-Next" } }`.
    HeaderCursor {
        /// The query parameter that receives the cursor.
        parameter: String,
        /// The name of the response header. The last page has none.
        header: String,
    },
    /// The last item contains the cursor:
    /// `{ last-item = { parameter = "starting_after", property = "/id", more = "/has_more" } }`.
    LastItem {
        /// The query parameter that receives the cursor.
        parameter: String,
        /// The JSON pointer of the cursor in the item.
        property: String,
        /// The JSON pointer of the flag in the page that tells if there is a next page. Without it, the last page is the one
        /// without items.
        more: Option<String>,
    },
    /// Pages are numbered: `{ number = { parameter = "page", limit = "per_page" } }`.
    Number {
        /// The query parameter with the page number.
        parameter: String,
        /// The query parameter with the page size. A page with fewer items is the last.
        limit: String,
        /// The number of the first page. The default is 1.
        #[serde(default = "one")]
        first: u64,
    },
    /// Pages start at the index of an item: `{ offset = { parameter = "offset", limit = "limit" } }`.
    Offset {
        /// The query parameter with the index of the first item.
        parameter: String,
        /// The query parameter with the page size. A page with fewer items is the last.
        limit: String,
    },
}

/// The default number of the first page.
const fn one() -> u64 {
    1
}

impl PagingStyle {
    /// The query parameter that the next page differs by.
    pub(crate) fn parameter(&self) -> Option<&str> {
        match self {
            Self::Link | Self::Url { .. } => None,
            Self::Cursor { parameter, .. }
            | Self::HeaderCursor { parameter, .. }
            | Self::LastItem { parameter, .. }
            | Self::Number { parameter, .. }
            | Self::Offset { parameter, .. } => Some(parameter),
        }
    }

    /// The JSON pointers into a page.
    pub(crate) fn page_pointers(&self) -> Vec<&str> {
        match self {
            Self::Url { property } | Self::Cursor { property, .. } => vec![property],
            Self::LastItem { more, .. } => more.as_deref().into_iter().collect(),
            Self::Link | Self::HeaderCursor { .. } | Self::Number { .. } | Self::Offset { .. } => {
                Vec::new()
            }
        }
    }

    /// The JSON pointer into an item.
    pub(crate) fn item_pointer(&self) -> Option<&str> {
        match self {
            Self::LastItem { property, .. } => Some(property),
            Self::Link
            | Self::Url { .. }
            | Self::Cursor { .. }
            | Self::HeaderCursor { .. }
            | Self::Number { .. }
            | Self::Offset { .. } => None,
        }
    }
}
