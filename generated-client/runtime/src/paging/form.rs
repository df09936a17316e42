//! How the pages of an API hang together: in come a page's URL and its answer, out comes the URL of the next.

use crate::decode::Envelope;
use crate::encode::push_pair;
use crate::error::one_line;
use crate::links::Links;
use crate::send::Answer;
use percent_encoding::percent_decode_str;
use reqwest::Url;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;
use serde_json::value::RawValue;

/// How the pages of an API hang together, and which members hold their items where a page is an object.
#[derive(Clone, Copy, Debug)]
pub struct PageForm {
    pub(crate) items: &'static [&'static str],
    next: Next,
}

/// How a page leads to the next.
#[derive(Clone, Copy, Debug)]
enum Next {
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

    /// The page after one that was asked for at `url`, or why there is none although there should be. `relation` is what a
    /// link to it says.
    pub(super) fn next(
        &self,
        url: &Url,
        answer: &Answer,
        relation: &str,
    ) -> Result<Option<Url>, String> {
        match self.next {
            Next::Link => Ok(Links::of(&answer.headers, &answer.url).url(relation).cloned()),
            Next::Url { member } => match text(&answer.body, member) {
                Some(next) => {
                    let why =
                        |_| format!("the next page is at {:?}, which is no URL", one_line(&next));
                    answer.url.join(&next).map(Some).map_err(why)
                }
                None => Ok(None),
            },
            Next::Cursor { parameter, member } => {
                Ok(text(&answer.body, member).map(|cursor| with(url, parameter, &cursor)))
            }
            Next::LastItem { parameter, member, more } => {
                let goes_on = more.is_empty() || at(&answer.body, more) == Some(true.into());
                let items = self.items::<Box<RawValue>>(answer);
                let last = items.last().filter(|_| goes_on);
                let last = last.and_then(|last| text(last.get().as_bytes(), member));
                Ok(last.map(|last| with(url, parameter, &last)))
            }
            Next::Number { parameter, limit, first } => {
                let number = number(url, parameter).unwrap_or(first);
                let next = self.is_full(url, answer, limit).then(|| number.checked_add(1));
                Ok(next.flatten().map(|next| with(url, parameter, &next.to_string())))
            }
            Next::Offset { parameter, limit } => {
                let offset = number(url, parameter).unwrap_or_default();
                let next = offset.checked_add(self.count(answer));
                let next = next.filter(|_| self.is_full(url, answer, limit));
                Ok(next.map(|next| with(url, parameter, &next.to_string())))
            }
        }
    }

    /// Whether there may be a page after this one.
    fn is_full(&self, url: &Url, answer: &Answer, limit: &str) -> bool {
        let count = self.count(answer);
        count > 0 && number(url, limit).is_none_or(|limit| count >= limit)
    }

    /// How many items a page holds.
    fn count(&self, answer: &Answer) -> u64 {
        u64::try_from(self.items::<IgnoredAny>(answer).len()).unwrap_or_default()
    }

    /// The items of a page, none where it is no page.
    fn items<T: DeserializeOwned>(&self, answer: &Answer) -> Vec<T> {
        let items = match Envelope::open(&answer.body, self.items) {
            Some(envelope) => serde_json::from_str(envelope.items.get()),
            None => serde_json::from_slice(&answer.body),
        };
        items.unwrap_or_default()
    }
}

/// The value at a JSON pointer into a text of JSON.
fn at(text: &[u8], member: &str) -> Option<Value> {
    serde_json::from_slice::<Value>(text).ok()?.pointer(member).cloned()
}

/// The text or the number at a JSON pointer into a text of JSON, if it says anything.
fn text(json: &[u8], member: &str) -> Option<String> {
    match at(json, member)? {
        Value::String(text) if !text.is_empty() => Some(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The number that a parameter of a URL is.
fn number(url: &Url, parameter: &str) -> Option<u64> {
    url.query_pairs().find(|(name, _)| name == parameter)?.1.parse().ok()
}

/// The URL with another value of a parameter; the other parameters stay as they are written.
fn with(url: &Url, parameter: &str, value: &str) -> Url {
    let mut next = url.clone();
    let is_it = |pair: &&str| {
        let name = pair.split('=').next().unwrap_or_default().replace('+', " ");
        percent_decode_str(&name).decode_utf8_lossy() == parameter
    };
    let others = url.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
    let mut query = others.filter(|pair| !is_it(pair)).collect::<Vec<_>>().join("&");
    push_pair(&mut query, parameter, value);
    next.set_query(Some(&query));
    next
}
