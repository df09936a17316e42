//! How the pages of an API hang together: in come a page's URL and its answer, out comes the URL of the next.

use crate::decode::Envelope;
use crate::encode::push_pair;
use crate::error::one_line;
use crate::links::Links;
use crate::send::Answer;
use percent_encoding::percent_decode_str;
use reqwest::Url;
use serde::de::IgnoredAny;
use serde_json::Value;

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
            Next::Url { member } => match text(answer, member) {
                Some(next) => {
                    let why =
                        |_| format!("the next page is at {:?}, which is no URL", one_line(&next));
                    answer.url.join(&next).map(Some).map_err(why)
                }
                None => Ok(None),
            },
            Next::Cursor { parameter, member } => {
                Ok(text(answer, member).map(|cursor| with(url, parameter, &cursor)))
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
        let count =
            |text: &[u8]| serde_json::from_slice::<Vec<IgnoredAny>>(text).map(|all| all.len());
        let count = match Envelope::open(&answer.body, self.items) {
            Some(envelope) => count(envelope.items.get().as_bytes()),
            None => count(&answer.body),
        };
        count.ok().and_then(|count| u64::try_from(count).ok()).unwrap_or_default()
    }
}

/// The text or the number at a JSON pointer into an answer, if it says anything.
fn text(answer: &Answer, member: &str) -> Option<String> {
    let body: Value = serde_json::from_slice(&answer.body).ok()?;
    match body.pointer(member)? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
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
