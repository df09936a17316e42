//! Listings that resume where others stopped.

use crate::api::{client, ids};
use crate::server::{json, responding, targets};
use runtime::{Cursor, Direction};
use wiremock::matchers::{path, query_param, query_param_is_missing};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

/// A listing of the pages 0 to 4. Each has its number as its only item, and links in both directions.
async fn listing() -> MockServer {
    let server = MockServer::start().await;
    Mock::given(path("/shelves/s/things"))
        .respond_with(|request: &Request| {
            let page = request.url.query_pairs().find(|(name, _)| name == "token");
            let page: i64 = page.map_or(0, |(_, page)| page.parse().unwrap());
            let (prev, next) = (page - 1, page + 1);
            let link = match page {
                0 => format!("<?token={next}&x=%2F+>; rel=next"),
                4 => format!("<?token={prev}>; rel=prev"),
                _ => format!("<?token={prev}>; rel=prev, <?token={next}&x=%2F+>; rel=next"),
            };
            json(&format!(r#"[{{"id": {page}}}]"#)).insert_header("Link", link.as_str())
        })
        .mount(&server)
        .await;
    server
}

#[tokio::test]
async fn a_cursor_is_stored_and_resumed() {
    let server = listing().await;
    let request = || client(&server.uri()).get_things("s").per_page(1);
    for read_ahead in [true, false] {
        let mut pages = request().read_ahead(read_ahead).pages();
        assert!(pages.cursor().is_none(), "there is none before the first page");
        assert_eq!(ids(&pages.try_next().await.unwrap().unwrap()), [0]);
        assert_eq!(ids(&pages.try_next().await.unwrap().unwrap()), [1]);
        let stored = serde_json::to_string(&pages.cursor().unwrap()).unwrap();
        drop(pages);
        assert!(stored.contains("token=2&x=%2F+"), "the link as it is: {stored}");

        let cursor: Cursor = serde_json::from_str(&stored).unwrap();
        assert_eq!(ids(&request().resume(cursor.clone()).all().await.unwrap()), [2, 3, 4]);
        let mut rest = request().resume(cursor).max_pages(2).pages();
        while rest.try_next().await.unwrap().is_some() {}
        let last = rest.cursor().unwrap();
        assert_eq!(ids(&request().resume(last).all().await.unwrap()), [4]);
    }
    let mut pages = request().pages();
    while pages.try_next().await.unwrap().is_some() {}
    assert!(pages.cursor().is_none(), "there is none after the last page");
}

#[tokio::test]
async fn a_cursor_keeps_its_direction() {
    let server = listing().await;
    let request = || client(&server.uri()).get_things("s");
    let mut pages = request().max_pages(4).pages();
    while pages.try_next().await.unwrap().is_some() {}
    let mut back =
        request().resume(pages.cursor().unwrap()).direction(Direction::Backwards).pages();
    assert_eq!(ids(&back.try_next().await.unwrap().unwrap()), [4]);
    assert_eq!(ids(&back.try_next().await.unwrap().unwrap()), [3]);
    let rest = request().resume(back.cursor().unwrap()).all().await.unwrap();
    assert_eq!(ids(&rest), [2, 1, 0]);
}

#[tokio::test]
async fn a_listing_is_resumed_at_the_page_that_failed() {
    let server = MockServer::start().await;
    let first = json("[{\"id\": 1}]").insert_header("Link", "<?after=1>; rel=next");
    Mock::given(query_param_is_missing("after")).respond_with(first).mount(&server).await;
    for failure in [ResponseTemplate::new(500), json("{\"errors\": 1}")] {
        let faulty =
            Mock::given(query_param("after", "1")).respond_with(failure).mount_as_scoped(&server);
        let faulty = faulty.await;
        let mut pages = client(&server.uri()).get_things("s").pages();
        pages.try_next().await.unwrap().unwrap();
        pages.try_next().await.unwrap_err();
        drop(faulty);
        let second = Mock::given(query_param("after", "1"))
            .respond_with(json("[{\"id\": 2}]"))
            .mount_as_scoped(&server)
            .await;
        let rest = client(&server.uri()).get_things("s").resume(pages.cursor().unwrap());
        assert_eq!(ids(&rest.all().await.unwrap()), [2]);
        drop(second);
    }
}

#[tokio::test]
async fn an_untrusted_or_foreign_cursor_is_an_error() {
    let stranger = responding(json("[]")).await;
    let server = responding(json("[]")).await;
    let cursor = |operation: &str, page: &str| {
        let text =
            format!(r#"{{"operation": "{operation}", "page": "{page}", "backwards": false}}"#);
        serde_json::from_str::<Cursor>(&text).unwrap()
    };
    for (cursor, expected) in [
        (
            cursor("getThings", &stranger.uri().replace("127.0.0.1", "localhost")),
            "the cursor leads to localhost, which is not trusted",
        ),
        (
            cursor("getThings", "/x"),
            "the cursor contains no valid URL: relative URL without a base",
        ),
        (cursor("getOthers", &server.uri()), "the cursor belongs to `getOthers`"),
    ] {
        let error = client(&server.uri()).get_things("s").resume(cursor).all().await.unwrap_err();
        assert_eq!(error.to_string(), format!("getThings: {expected}"));
    }
    assert_eq!((targets(&stranger).await.len(), targets(&server).await.len()), (0, 0));
    for text in ["{}", "null", r#"{"operation": "getThings", "page": 7, "backwards": false}"#] {
        assert!(serde_json::from_str::<Cursor>(text).is_err(), "{text}");
    }
}
