//! Listings that are read forwards and backwards, and logs without end.

use crate::api::{Client, builder, client, ids};
use crate::server::{json, targets};
use runtime::Direction::{Backwards, Forwards};
use runtime::testing::SimulatedClock;
use wiremock::matchers::path;
use wiremock::{Mock, MockServer, Request};

/// A listing with links in both directions on every page. The only item of a page is its number, starting at 100.
async fn endless() -> MockServer {
    let server = MockServer::start().await;
    Mock::given(path("/shelves/s/things"))
        .respond_with(|request: &Request| {
            let page = request.url.query_pairs().find(|(name, _)| name == "page");
            let page: i64 = page.map_or(100, |(_, page)| page.parse().unwrap());
            let (prev, next) = (page - 1, page + 1);
            json(&format!(r#"[{{"id": {page}}}]"#)).insert_header(
                "Link",
                format!("<?page={prev}>; rel=prev, <?page={next}>; rel=next").as_str(),
            )
        })
        .mount(&server)
        .await;
    server
}

#[tokio::test]
async fn the_caller_chooses_the_direction() {
    let server = endless().await;
    let request = || client(&server.uri()).get_things("s").max_pages(3);
    assert_eq!(ids(&request().all().await.unwrap()), [100, 101, 102]);
    assert_eq!(ids(&request().direction(Forwards).all().await.unwrap()), [100, 101, 102]);
    assert_eq!(ids(&request().direction(Backwards).all().await.unwrap()), [100, 99, 98]);
}

/// A log: each page has a link in each direction. `times` are their times, in order, for any request.
async fn log(times: &'static [(&str, &str)]) -> MockServer {
    let server = MockServer::start().await;
    let requested = std::sync::atomic::AtomicUsize::new(0);
    Mock::given(path("/log"))
        .respond_with(move |_: &Request| {
            let page = requested.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            let (before, after) = times[page];
            let link = format!(
                "<?perPage=3&endingBefore={before}>; rel=prev, <?startingAfter={after}&perPage=3>; rel=next"
            );
            json(&format!(r#"{{"items": [{{"id": {page}}}]}}"#)).insert_header("Link", link.as_str())
        })
        .mount(&server)
        .await;
    server
}

#[tokio::test]
async fn a_log_is_read_backwards_to_its_earliest_time() {
    let server = log(&[
        ("2020-06-01T00%3A00%3A00.000000Z", "2100-01-01T00:00:00Z"),
        ("2014-01-01T00%3A00%3A00Z", "2100-01-01T00:00:00Z"),
        ("2014-01-01T01:00:00%2B02:00", "2100-01-01T00:00:00Z"),
    ])
    .await;
    let mut pages = client(&server.uri()).get_log().pages();
    let mut seen = 0;
    while let Some(page) = pages.try_next().await.unwrap() {
        assert_eq!(page.items.as_ref().unwrap().len(), 1, "the page in hand is delivered");
        seen += 1;
    }
    assert_eq!((seen, targets(&server).await.len()), (3, 3));
    assert!(pages.cursor().is_some(), "there would be more");
}

#[tokio::test]
async fn a_log_is_read_forwards_to_five_minutes_ago() {
    let server = log(&[
        ("2000-01-01T00:00:00Z", "2019-06-01T00%3A00%3A00.000000Z"),
        ("2000-01-01T00:00:00Z", "2019-12-31T23%3A55%3A00.000000Z"),
        ("2000-01-01T00:00:00Z", "2019-12-31T23%3A55%3A00.000001Z"),
    ])
    .await;
    // It is 2020-01-01.
    let client: Client = builder(&server.uri()).clock(SimulatedClock::new()).build().unwrap();
    let log = client.get_log().direction(Forwards);
    assert_eq!(ids(&log.all().await.unwrap()), [0, 1, 2], "the page in hand is delivered");
    assert_eq!(targets(&server).await.len(), 3);
}

#[tokio::test]
async fn a_log_is_read_until_the_time_that_the_caller_sets() {
    const TIMES: &[(&str, &str)] = &[
        ("2020-06-03T00:00:00Z", "2020-06-01T00:00:00Z"),
        ("2020-06-02T00:00:00Z", "2020-06-02T00:00:00Z"),
        ("2020-06-01T00:00:00Z", "2020-06-03T00:00:00Z"),
    ];
    // As strings they compare differently than as instants.
    for (direction, until) in
        [(Forwards, "2020-06-02T11:00:00+12:00"), (Backwards, "2020-06-01T13:00:00-12:00")]
    {
        let server = log(TIMES).await;
        let log = client(&server.uri()).get_log().direction(direction).until(until);
        assert_eq!(ids(&log.all().await.unwrap()), [0, 1], "{direction:?}");
    }
}

/// The links of the pages have one of the two times.
#[tokio::test]
async fn a_log_is_read_between_two_times() {
    let server = log(&[
        ("2020-06-03T00:00:00Z", ""),
        ("2020-06-02T00:00:00Z", ""),
        ("2020-05-31T00:00:00Z", ""),
    ])
    .await;
    let mut log = client(&server.uri()).get_log();
    log.0.query("startingAfter", "2020-06-01T00:00:00Z");
    log.0.query("endingBefore", "2020-06-04T00:00:00Z");
    assert_eq!(ids(&log.all().await.unwrap()), [0, 1, 2]);
    assert_eq!(targets(&server).await.len(), 3);
}

#[tokio::test]
async fn an_invalid_time_is_an_error() {
    let server = log(&[("", "")]).await;
    let error = client(&server.uri()).get_log().until("tomorrow").all().await.unwrap_err();
    assert!(error.to_string().starts_with("getLog: \"tomorrow\" is not a time"), "{error}");
    assert_eq!(targets(&server).await.len(), 0);
}
