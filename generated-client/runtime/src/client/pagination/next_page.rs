//! Finds the URL of the next page, in the style of the listing.

use crate::api::{Direction, NextPage, PageStyle};
use crate::http::RawResponse;
use crate::response::{Envelope, Links, pointer_names, value_at};
use crate::sanitize::{Redact, one_line};
use crate::types::push_pair;
use percent_encoding::percent_decode_str;
use reqwest::Url;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use serde_json::value::RawValue;

/// The relation of the link to the next page.
pub(super) const fn relation(direction: Direction) -> &'static str {
    match direction {
        Direction::Forwards => "next",
        Direction::Backwards => "prev",
    }
}

/// The URL of the page after the one at `url`; an error if there should be one but there is not. `relation` is that of
/// its link.
pub(super) fn next_page(
    form: &PageStyle,
    url: &Url,
    response: &RawResponse,
    relation: &str,
) -> Result<Option<Url>, String> {
    match form.next {
        NextPage::Link => Ok(Links::of(&response.headers, &response.url).url(relation).cloned()),
        NextPage::Url { pointer } => match text(&response.body, pointer) {
            Some(next) => {
                let why = |_| {
                    let next = one_line(&response.session.redact_query(&next));
                    format!("the next page is at {next:?}, which is not a URL")
                };
                response.url.join(&next).map(Some).map_err(why)
            }
            None => Ok(None),
        },
        NextPage::Cursor { parameter, pointer } => {
            Ok(text(&response.body, pointer).map(|cursor| with(url, parameter, &cursor)))
        }
        NextPage::HeaderCursor { parameter, header } => {
            let cursor = response.headers.get(header).and_then(|value| value.to_str().ok());
            let cursor = cursor.filter(|cursor| !cursor.is_empty());
            Ok(cursor.map(|cursor| with(url, parameter, cursor)))
        }
        NextPage::LastItem { parameter, pointer, more } => {
            let goes_on = more.is_empty() || at(&response.body, more) == Some(true.into());
            let items = items::<&RawValue>(form, response);
            let last = items.last().filter(|_| goes_on);
            let last = last.and_then(|last| text(last.get().as_bytes(), pointer));
            Ok(last.map(|last| with(url, parameter, &last)))
        }
        NextPage::Number { parameter, limit, first } => {
            let number = number(url, parameter).unwrap_or(first);
            let next = is_full(form, url, response, limit).then(|| number.checked_add(1));
            Ok(next.flatten().map(|next| with(url, parameter, &next.to_string())))
        }
        NextPage::Offset { parameter, limit } => {
            let offset = number(url, parameter).unwrap_or_default();
            let next = offset.checked_add(count(form, response));
            let next = next.filter(|_| is_full(form, url, response, limit));
            Ok(next.map(|next| with(url, parameter, &next.to_string())))
        }
    }
}

/// Whether there may be a page after this one.
fn is_full(form: &PageStyle, url: &Url, response: &RawResponse, limit: &str) -> bool {
    let count = count(form, response);
    count > 0 && number(url, limit).is_none_or(|limit| count >= limit)
}

/// The number of items of a page.
fn count(form: &PageStyle, response: &RawResponse) -> u64 {
    u64::try_from(items::<IgnoredAny>(form, response).len()).unwrap_or_default()
}

/// The items of a page; none if it is not a page.
fn items<'b, T: Deserialize<'b>>(form: &PageStyle, response: &'b RawResponse) -> Vec<T> {
    let items = match Envelope::open(&response.body, form.items) {
        Some(envelope) => serde_json::from_str(envelope.items.get()),
        None => serde_json::from_slice(&response.body),
    };
    items.unwrap_or_default()
}

/// The string, number or boolean at a JSON pointer. Nothing else is decoded, because pages are large.
fn at(json: &[u8], pointer: &str) -> Option<Value> {
    let value = value_at(serde_json::from_slice(json).ok()?, &pointer_names(pointer))?;
    let is_scalar = !value.get().starts_with(['{', '[']);
    is_scalar.then(|| serde_json::from_str(value.get()).ok()).flatten()
}

/// The non-empty string or the number at a JSON pointer.
fn text(json: &[u8], pointer: &str) -> Option<String> {
    match at(json, pointer)? {
        Value::String(text) if !text.is_empty() => Some(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The numeric value of a URL's query parameter.
fn number(url: &Url, parameter: &str) -> Option<u64> {
    url.query_pairs().find(|(name, _)| name == parameter)?.1.parse().ok()
}

/// The URL with another value of a query parameter; the others stay as they are encoded.
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
