//! A list of items -> the pages of a listing, each of which refers to the next as the API does.

use super::documented::Endpoint;
use super::reply::Reply;
use super::request::ReceivedRequest;
use runtime::reqwest::Url;
use runtime::testing::EncodedResponse;
use runtime::{Direction, NextPage, PageStyle, Value};
use serde_json::{Map, json};

/// The names that APIs give to the query parameter with the position of a page.
pub(super) const POSITIONS: [&str; 7] =
    ["startingAfter", "starting_after", "after", "cursor", "page_token", "offset", "page"];

/// The names that APIs give to the query parameter with the number of items of a page.
const LIMITS: [&str; 8] =
    ["perPage", "per_page", "limit", "pageSize", "page_size", "count", "max_results", "first"];

/// The items of a listing, and how it is divided into pages.
pub(super) struct Pages {
    endpoint: Endpoint,
    items: Vec<Value>,
    per_page: usize,
    style: PageStyle,
    /// The relation of the link to the page that is read next, and that of the link back.
    relations: [&'static str; 2],
    /// The JSON pointer of the items in a page; `None` if a page is a list.
    location: Option<String>,
    /// The documented page, with a reference to the next page or not.
    page: Value,
    /// The reference to the next page in the last page: absent, `null` or an empty string, as the document allows.
    end: Option<Value>,
}

impl Pages {
    pub(super) fn new(endpoint: &Endpoint, items: Vec<Value>, per_page: usize) -> Self {
        let paging = endpoint.paging();
        let relations = match paging.direction {
            Direction::Backwards => ["prev", "next"],
            _ => ["next", "prev"],
        };
        let location = endpoint.items_pointer();
        let page = location.as_ref().map(|_| endpoint.example_body()).unwrap_or_default();
        let style = endpoint.page_style();
        let end = match style.next {
            NextPage::Url { pointer } | NextPage::Cursor { pointer, .. } => {
                let ends = [None, Some(Value::Null), Some("".into())];
                let page = |end: &Option<Value>| {
                    let mut page = page.clone();
                    refer(&mut page, pointer, end.clone());
                    page
                };
                ends.into_iter().min_by_key(|end| endpoint.page_deviations(&page(end))).flatten()
            }
            _ => None,
        };
        let endpoint = endpoint.clone();
        let per_page = per_page.max(1);
        Self { endpoint, items, per_page, style, relations, location, page, end }
    }

    /// The page that a request asks for.
    pub(super) fn reply(&self, request: &ReceivedRequest) -> Reply {
        let limit = self.limit_parameter().and_then(|name| request.query(name)?.parse().ok());
        let size = match (self.style.next, limit) {
            (NextPage::Number { .. } | NextPage::Offset { .. }, Some(limit)) => limit,
            (_, Some(limit)) => self.per_page.min(limit),
            (_, None) => self.per_page,
        };
        let size: usize = size.max(1);
        let start = self.start(request, size).min(self.items.len());
        let end = start.saturating_add(size).min(self.items.len());
        let next = (end < self.items.len()).then_some(end);
        let items: Vec<Value> = self.items.get(start..end).unwrap_or_default().to_vec();
        let last = items.last().cloned();
        let mut page = match &self.location {
            Some(pointer) => {
                let mut page = self.page.clone();
                set(&mut page, pointer, items.into());
                page
            }
            None => Value::Array(items),
        };
        let mut headers = Vec::new();
        match self.style.next {
            NextPage::Link => headers.extend(self.links(request, start, next, size)),
            NextPage::Url { pointer } => {
                let next = next.map(|next| self.url(request, next, size).into());
                refer(&mut page, pointer, next.or_else(|| self.end.clone()));
            }
            NextPage::Cursor { parameter, pointer } => {
                let next = next.map(|next| self.position(parameter, next));
                refer(&mut page, pointer, next.or_else(|| self.end.clone()));
            }
            NextPage::HeaderCursor { header, .. } => {
                headers.extend(next.map(|next| (header, next.to_string())));
            }
            NextPage::LastItem { more, .. } if !more.is_empty() => {
                set(&mut page, more, (last.is_some() && next.is_some()).into());
            }
            // Page numbers, offsets and last items need no reference.
            _ => {}
        }
        let reply = self.endpoint.success(EncodedResponse::Value(page));
        headers.iter().fold(reply, |reply, (name, value)| reply.header(name, value))
    }

    /// The index of the first item of the page that a request asks for.
    fn start(&self, request: &ReceivedRequest, size: usize) -> usize {
        let number = |name: &str| request.query(name)?.parse::<usize>().ok();
        match self.style.next {
            NextPage::Number { parameter, first, .. } => {
                let first = usize::try_from(first).unwrap_or_default();
                number(parameter).unwrap_or(first).saturating_sub(first).saturating_mul(size)
            }
            NextPage::LastItem { parameter, pointer, .. } => {
                let Some(last) = request.query(parameter) else { return 0 };
                let cursor = |item: &Value| match item.pointer(pointer)? {
                    Value::String(text) => Some(text.clone()),
                    value => Some(value.to_string()),
                };
                // The last of items with the same cursor, so that the listing ends.
                let last =
                    self.items.iter().rposition(|item| cursor(item).as_deref() == Some(last));
                last.map_or(self.items.len(), |last| last.saturating_add(1))
            }
            NextPage::Link | NextPage::Url { .. } if self.position_parameter() == "page" => {
                number("page").unwrap_or(1).saturating_sub(1).saturating_mul(size)
            }
            _ => number(self.position_parameter()).unwrap_or_default(),
        }
    }

    /// The `Link` header (RFC 8288).
    fn links(
        &self,
        request: &ReceivedRequest,
        start: usize,
        next: Option<usize>,
        size: usize,
    ) -> Option<(&'static str, String)> {
        let [forwards, backwards] = self.relations;
        let previous = (start > 0).then(|| start.saturating_sub(size));
        let links = [(forwards, next), (backwards, previous)].into_iter();
        let links = links.filter_map(|(relation, start)| {
            Some(format!("<{}>; rel={relation}", self.url(request, start?, size)))
        });
        let links: Vec<String> = links.collect();
        (!links.is_empty()).then(|| ("link", links.join(", ")))
    }

    /// The URL of another page: that of the request, with another position.
    fn url(&self, request: &ReceivedRequest, start: usize, size: usize) -> String {
        let name = self.position_parameter();
        let position = if name == "page" { start / size + 1 } else { start };
        let mut url = self.endpoint.url(&request.target);
        let others: Vec<(String, String)> = url
            .query_pairs()
            .filter(|(other, _)| other != name)
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        url.query_pairs_mut().clear().extend_pairs(others).append_pair(name, &position.to_string());
        Url::into(url)
    }

    /// The query parameter with the position of a page.
    fn position_parameter(&self) -> &str {
        match self.style.next {
            NextPage::Cursor { parameter, .. }
            | NextPage::HeaderCursor { parameter, .. }
            | NextPage::LastItem { parameter, .. }
            | NextPage::Number { parameter, .. }
            | NextPage::Offset { parameter, .. } => parameter,
            _ => {
                let mut known = POSITIONS.iter();
                known.find(|name| self.endpoint.has_query_parameter(name)).unwrap_or(&"page")
            }
        }
    }

    /// The query parameter with the number of items of a page.
    fn limit_parameter(&self) -> Option<&str> {
        match self.style.next {
            NextPage::Number { limit, .. } | NextPage::Offset { limit, .. } => Some(limit),
            _ => LIMITS.into_iter().find(|name| self.endpoint.has_query_parameter(name)),
        }
    }

    /// A cursor, with the type of its parameter.
    fn position(&self, parameter: &str, position: usize) -> Value {
        match self.endpoint.is_integer(parameter) {
            true => json!(position),
            false => position.to_string().into(),
        }
    }
}

/// Sets or removes the reference to the next page.
fn refer(page: &mut Value, pointer: &str, next: Option<Value>) {
    if let Some(next) = next {
        return set(page, pointer, next);
    }
    let (parent, name) = pointer.rsplit_once('/').unwrap_or_default();
    if let Some(Value::Object(parent)) = page.pointer_mut(parent) {
        parent.shift_remove(&unescaped(name));
    }
}

/// Sets the value at a JSON pointer, and adds the objects that it leads through.
fn set(target: &mut Value, pointer: &str, value: Value) {
    let names = pointer.split('/').skip(1);
    let mut target = target;
    for name in names {
        if !target.is_object() {
            *target = Map::new().into();
        }
        let Value::Object(object) = target else { return };
        target = object.entry(unescaped(name)).or_insert(Value::Null);
    }
    *target = value;
}

/// A name in a JSON pointer.
fn unescaped(name: &str) -> String {
    name.replace("~1", "/").replace("~0", "~")
}
