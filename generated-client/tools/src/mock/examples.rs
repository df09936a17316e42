//! An operation -> the replies with its documented example.

use super::documented::Endpoint;
use super::pages::Pages;
use super::reply::Respond;
use crate::operations::Format;
use runtime::Value;
use runtime::testing::EncodedResponse;
use std::sync::Arc;

/// The number of items in a listing of several pages, and of its pages.
const LISTING_SIZE: usize = 5;
const PAGE_SIZE: usize = 2;

/// The reply with the documented example, or else with a value of the documented schema. A listing ends with it.
pub(super) fn example(endpoint: &Endpoint) -> Respond {
    if let Some(items) = items(endpoint) {
        let pages = Pages::new(endpoint, items, usize::MAX);
        return Arc::new(move |request| pages.reply(request));
    }
    let body = endpoint.example_body();
    let format = endpoint.operation.map(|operation| operation.output.format);
    let body = match format {
        Some(Format::Events) => EncodedResponse::Chunks(vec![format!("data: {body}\n\n").into()]),
        Some(Format::JsonLines) => EncodedResponse::Chunks(vec![format!("{body}\n").into()]),
        _ => EncodedResponse::Value(body),
    };
    let reply = endpoint.success(body);
    Arc::new(move |_| reply.clone())
}

/// The same, but a listing repeats its first item with other ids, in several pages, and an operation without a documented success
/// replies with an error.
pub(super) fn several(endpoint: &Endpoint) -> Respond {
    if let Some(status) = endpoint.only_error() {
        let reason = "the API document describes no success of it";
        let reply = endpoint.documented.error(status, reason);
        return Arc::new(move |_| reply.clone());
    }
    let Some(first) = items(endpoint).and_then(|items| items.into_iter().next()) else {
        return example(endpoint);
    };
    let items = (1..=LISTING_SIZE).map(|number| {
        let mut item = first.clone();
        match item.get_mut("id") {
            Some(Value::String(id)) => id.push_str(&number.to_string()),
            Some(Value::Number(id)) => *id = number.into(),
            _ => {}
        }
        item
    });
    let pages = Pages::new(endpoint, items.collect(), PAGE_SIZE);
    Arc::new(move |request| pages.reply(request))
}

/// The items of the example of a listing; `None` for other operations.
fn items(endpoint: &Endpoint) -> Option<Vec<Value>> {
    endpoint.operation?.paging.as_ref()?;
    let page = endpoint.example_body();
    let items = match endpoint.items_pointer() {
        Some(pointer) => page.pointer(&pointer).cloned(),
        None => Some(page),
    };
    Some(match items {
        Some(Value::Array(items)) => items,
        // Some documents describe a list by one of its items.
        Some(item @ Value::Object(_)) => vec![item],
        _ => Vec::new(),
    })
}
