//! Listings paged by a URL, a cursor, a page number or an offset.

use crate::api::{API, Client, KEY, Thing, plain};
use runtime::{Api, Direction, PageStyle, RetryPolicy};
use serde_json::{Value, json};
use std::collections::HashMap;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

/// All items of the listing.
const ALL: u64 = 5;

static URLS: Api = Api { pages: PageStyle::urls(&["items"], "/links/next"), ..API };
static CURSORS: Api = Api { pages: PageStyle::cursors(&["items"], "after", "/meta/next"), ..API };
static LAST: Api =
    Api { pages: PageStyle::last_items(&["items"], "after", "/id", "/meta/more"), ..API };
static LAST_ALONE: Api =
    Api { pages: PageStyle::last_items(&["items"], "after", "/id", ""), ..API };
static NUMBERS: Api = Api { pages: PageStyle::numbers(&["items"], "page", "limit", 1), ..API };
static OFFSETS: Api = Api { pages: PageStyle::offsets(&["items"], "offset", "limit"), ..API };

fn parameters(request: &Request) -> HashMap<String, String> {
    request.url.query_pairs().into_owned().collect()
}

fn number(parameters: &HashMap<String, String>, name: &str, usual: u64) -> u64 {
    parameters.get(name).map_or(usual, |text| text.parse().unwrap())
}

/// A page of things, with the properties beside them.
fn page(from: u64, limit: u64, beside: (&str, Value)) -> ResponseTemplate {
    let things = (from..ALL.min(from + limit)).map(|id| json!({"id": id}));
    let mut body = json!({"items": things.collect::<Vec<_>>()});
    body[beside.0] = beside.1;
    ResponseTemplate::new(200).set_body_json(body)
}

/// All ids that a client reads in pages of two, and the queries that it sent.
async fn read(
    api: &'static Api,
    response: impl Fn(&HashMap<String, String>) -> ResponseTemplate + Send + Sync + 'static,
) -> (Vec<i64>, Vec<String>) {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(move |request: &Request| response(&parameters(request)))
        .mount(&server)
        .await;
    let client: Client =
        plain(api).api_key(KEY).base_url(server.uri()).retry(RetryPolicy::never()).build().unwrap();
    let mut request = client.find_things();
    request.call().query("limit", 2);
    request.call().query("q", "a b");
    let things: Vec<Thing> = request.all().await.unwrap();
    let queries = server.received_requests().await.unwrap();
    let queries = queries.iter().map(|request| request.url.query().unwrap_or_default().to_owned());
    (things.into_iter().filter_map(|thing| thing.id).collect(), queries.collect())
}

#[tokio::test]
async fn urls() {
    let (ids, queries) = read(&URLS, |parameters| {
        let from = number(parameters, "from", 0);
        let next = (from + 2 < ALL).then(|| format!("?from={}", from + 2));
        page(from, 2, ("links", json!({ "next": next })))
    })
    .await;
    assert_eq!(ids, [0, 1, 2, 3, 4]);
    assert_eq!(queries, ["limit=2&q=a+b", "from=2", "from=4"]);
}

#[tokio::test]
async fn pages_without_a_previous_one_are_not_read_backwards() {
    let server = MockServer::start().await;
    let client: Client = plain(&CURSORS).api_key(KEY).base_url(server.uri()).build().unwrap();
    let read = client.find_things().direction(Direction::Backwards).all();
    let error = read.await.unwrap_err().to_string();
    assert!(error.contains("read the listing forwards"), "{error}");
    assert!(server.received_requests().await.unwrap().is_empty());
}

#[tokio::test]
async fn cursors() {
    let (ids, queries) = read(&CURSORS, |parameters| {
        let from = parameters
            .get("after")
            .map_or(0, |cursor| cursor.strip_prefix("c&").unwrap().parse().unwrap());
        let next = if from + 2 < ALL { json!(format!("c&{}", from + 2)) } else { json!("") };
        page(from, number(parameters, "limit", 9), ("meta", json!({ "next": next })))
    })
    .await;
    assert_eq!(ids, [0, 1, 2, 3, 4]);
    assert_eq!(
        queries,
        ["limit=2&q=a+b", "limit=2&q=a+b&after=c%262", "limit=2&q=a+b&after=c%264"]
    );
}

#[tokio::test]
async fn last_items() {
    let after = |parameters: &HashMap<String, String>| {
        parameters.get("after").map_or(0, |id| id.parse::<u64>().unwrap() + 1)
    };
    let (ids, queries) = read(&LAST, move |parameters| {
        let from = after(parameters);
        page(from, number(parameters, "limit", 9), ("meta", json!({ "more": from + 2 < ALL })))
    })
    .await;
    assert_eq!(ids, [0, 1, 2, 3, 4]);
    assert_eq!(queries, ["limit=2&q=a+b", "limit=2&q=a+b&after=1", "limit=2&q=a+b&after=3"]);
    let (ids, queries) = read(&LAST_ALONE, move |parameters| {
        page(after(parameters), number(parameters, "limit", 9), ("meta", json!({})))
    })
    .await;
    assert_eq!(ids, [0, 1, 2, 3, 4]);
    assert_eq!(queries.last().map(String::as_str), Some("limit=2&q=a+b&after=4"));
}

#[tokio::test]
async fn numbers() {
    let (ids, queries) = read(&NUMBERS, |parameters| {
        let limit = number(parameters, "limit", 9);
        page((number(parameters, "page", 1) - 1) * limit, limit, ("total", json!(ALL)))
    })
    .await;
    assert_eq!(ids, [0, 1, 2, 3, 4]);
    assert_eq!(queries, ["limit=2&q=a+b", "limit=2&q=a+b&page=2", "limit=2&q=a+b&page=3"]);
}

#[tokio::test]
async fn offsets() {
    let (ids, queries) = read(&OFFSETS, |parameters| {
        let limit = number(parameters, "limit", 9);
        page(number(parameters, "offset", 0), limit, ("total", json!(ALL)))
    })
    .await;
    assert_eq!(ids, [0, 1, 2, 3, 4]);
    assert_eq!(queries, ["limit=2&q=a+b", "limit=2&q=a+b&offset=2", "limit=2&q=a+b&offset=4"]);
}

#[tokio::test]
async fn an_empty_page_is_the_last() {
    let (ids, queries) = read(&OFFSETS, |parameters| {
        // This server has no `limit` parameter, so only an empty page ends the listing.
        page(number(parameters, "offset", 0), ALL, ("total", json!(ALL)))
    })
    .await;
    assert_eq!((ids.len(), queries.len()), (5, 2));
}

#[tokio::test]
async fn an_invalid_cursor_ends_the_listing() {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(page(0, 2, ("meta", json!({"next": "c"}))))
        .mount(&server)
        .await;
    let client: Client = plain(&CURSORS).api_key(KEY).base_url(server.uri()).build().unwrap();
    let error = client.find_things().all().await.unwrap_err();
    assert!(error.to_string().contains("was read already"), "{error}");
}
