//! Each kind of failure at each page of a listing.

use crate::api::{Client, GetThings, builder, ids};
use crate::server::{Reaction, Scripted, http};
use runtime::testing::SimulatedClock;
use runtime::{RequestOptions, RetryPolicy};
use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;
use tokio::task::JoinSet;

const PAGES: usize = 20;
const PER_PAGE: usize = 3;

/// The reaction of a server instead of the page, which is the argument.
type Failure = fn(&str) -> Reaction;

/// Failures from which a listing recovers if they happen once.
const FAILURES: [(&str, Failure); 12] = [
    ("429 with Retry-After", |_| {
        Reaction::Respond(http(429, "Retry-After: 2\r\n", r#"{"errors": ["too many"]}"#))
    }),
    ("429 without Retry-After", |_| Reaction::Respond(http(429, "", ""))),
    ("500", |_| Reaction::Respond(http(500, "", r#"{"errors": ["oops"]}"#))),
    ("502 with a web page", |_| {
        let page = "<html><head><title>502 Bad Gateway</title></head></html>";
        Reaction::Respond(http(502, "Content-Type: text/html\r\n", page))
    }),
    ("503", |_| Reaction::Respond(http(503, "", ""))),
    ("reset before the headers", |_| Reaction::Cut(String::new())),
    ("reset within the headers", |_| Reaction::Cut("HTTP/1.1 200 OK\r\nContent-".into())),
    ("cut body", |page| Reaction::Cut(page.split_at(page.len() - 5).0.to_owned())),
    ("bad JSON", |_| Reaction::Respond(http(200, "", r#"[{"id": 1}, {"id"]"#))),
    ("wrong content type", |_| {
        Reaction::Respond(http(200, "Content-Type: text/html\r\n", "<html>please log in</html>"))
    }),
    ("redirect to itself", |_| Reaction::Respond(http(302, "Location: \r\n", ""))),
    ("stalled body", |page| Reaction::Stall(page.split_at(page.len() - 5).0.to_owned())),
];

fn page(number: usize) -> String {
    let things: Vec<_> =
        (0..PER_PAGE).map(|index| format!(r#"{{"id": {}}}"#, number * PER_PAGE + index)).collect();
    let link = match number + 1 < PAGES {
        true => format!("Link: <?page={}>; rel=next\r\n", number + 1),
        false => String::new(),
    };
    http(200, &link, &format!("[{}]", things.join(", ")))
}

/// A server of listings with a failure at one page, `times` times each. The shelf selects it: `FAILURE-POSITION`.
async fn listings(times: usize) -> Scripted {
    let happened = Mutex::new(HashMap::new());
    Scripted::start(move |_, line| {
        let (_, target) = line.split_once("/shelves/").unwrap();
        let (shelf, query) = target.split_once("/things").unwrap();
        let (failure, position) = shelf.split_once('-').unwrap();
        let (_, failure) = FAILURES[failure.parse::<usize>().unwrap()];
        let number = query.strip_prefix("?page=").map_or(0, |number| number.parse().unwrap());
        let page = page(number);
        let mut happened = happened.lock().unwrap();
        let happened = happened.entry(shelf.to_owned()).or_insert(0);
        if number == position.parse::<usize>().unwrap() && *happened < times {
            *happened += 1;
            return failure(&page);
        }
        Reaction::Respond(page)
    })
    .await
}

/// Reads a listing to its end: the ids of its items, and its error.
async fn read(request: GetThings) -> (Vec<i64>, Option<runtime::Error>) {
    let mut pages = request.pages();
    let mut read = Vec::new();
    loop {
        match pages.try_next().await {
            Ok(Some(page)) => read.extend(ids(&page)),
            Ok(None) => return (read, None),
            Err(error) => {
                assert!(pages.try_next().await.unwrap().is_none(), "an error ends the listing");
                return (read, Some(error));
            }
        }
    }
}

/// Reads listings with each failure at each position, and returns their number.
async fn every_failure(times: usize) -> usize {
    let server = listings(times).await;
    let client: Client = builder(&server.base_url)
        .retry(RetryPolicy::new().attempts(3))
        .clock(SimulatedClock::new())
        .build()
        .unwrap();
    let mut count = 0;
    for (index, (name, _)) in FAILURES.into_iter().enumerate() {
        let mut listings = JoinSet::new();
        for position in 0..PAGES {
            let mut request = client.get_things(format!("{index}-{position}"));
            if name == "stalled body" {
                request = request.options(RequestOptions::new().timeout(Duration::from_secs(1)));
            }
            listings.spawn(async move { (position, read(request).await) });
        }
        while let Some(listing) = listings.join_next().await {
            let (position, (read, error)) = listing.unwrap();
            let is_whole = times == 1;
            let whole = if is_whole { PAGES } else { position } * PER_PAGE;
            let expected: Vec<_> = (0..i64::try_from(whole).unwrap()).collect();
            assert_eq!(read, expected, "{name} at page {position}: {error:?}");
            let line = error.map(|error| error.to_string());
            assert_eq!(line.is_none(), is_whole, "{name} at page {position}");
            let is_clear = |line: &String| line.starts_with("getThings: ") && line.len() > 20;
            assert!(line.as_ref().is_none_or(is_clear), "{name}: {line:?}");
            count += 1;
        }
    }
    count
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_listing_recovers_from_one_failure_in_240_cases() {
    assert_eq!(every_failure(1).await, 240);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_permanent_failure_is_one_error_after_the_earlier_pages_in_240_cases() {
    assert_eq!(every_failure(usize::MAX).await, 240);
}
