//! Listings over several pages.

use crate::api::{Client, KEY, Thing, builder, client, ids};
use crate::server::{json, responding, targets};
use runtime::{Decoding, Error, Items, Method, Pages, Request, RequestOptions, SchemeId};
use wiremock::matchers::{path, query_param, query_param_is_missing};
use wiremock::{Mock, MockServer, ResponseTemplate};

/// A server with a listing: `pages` of ids, each linking to the next as `link` writes it.
async fn listing(pages: &[&[i64]], link: impl Fn(&str, usize) -> String) -> MockServer {
    let server = MockServer::start().await;
    let last = pages.len() - 1;
    for (index, ids) in pages.iter().enumerate() {
        let things: Vec<_> = ids.iter().map(|id| format!(r#"{{"id": {id}}}"#)).collect();
        let mut response = json(&format!("[{}]", things.join(",")));
        if index < last {
            response = response.insert_header("Link", link(&server.uri(), index + 1).as_str());
        }
        let mock = Mock::given(path("/shelves/s/things"));
        let mock = match index {
            0 => mock.and(query_param_is_missing("after")),
            _ => mock.and(query_param("after", index.to_string())),
        };
        mock.respond_with(response).mount(&server).await;
    }
    server
}

async fn drain(mut items: Items<Vec<Thing>>) -> (Vec<i64>, Option<Error>) {
    let mut ids = Vec::new();
    loop {
        match items.try_next().await {
            Ok(Some(thing)) => ids.extend(thing.id),
            Ok(None) => return (ids, None),
            Err(error) => {
                assert!(items.try_next().await.unwrap().is_none(), "an error ends the listing");
                return (ids, Some(error));
            }
        }
    }
}

async fn count(mut pages: Pages<Vec<Thing>>) -> usize {
    let mut count = 0;
    while pages.try_next().await.unwrap().is_some() {
        count += 1;
    }
    assert!(pages.try_next().await.unwrap().is_none());
    count
}

const THREE: [&[i64]; 3] = [&[1, 2], &[], &[3]];

#[tokio::test]
async fn links_of_every_form() {
    let forms: [fn(&str, usize) -> String; 6] = [
        |uri, page| format!(r#"<{uri}/shelves/s/things?after={page}>; rel="next""#),
        |uri, page| format!("<{uri}/shelves/s/things?after={page}>; rel=next"),
        |_, page| format!("</shelves/s/things?after={page}>; rel=next"),
        |_, page| format!("<?after={page}>; rel=next"),
        |uri, page| {
            format!(
                "<{uri}/first>; rel=first, <{uri}/shelves/s/things?after={page}>; rel=next, <{uri}/last>; rel=last"
            )
        },
        |uri, page| {
            format!(
                r#"<{uri}/prev>; rel="prev", <{uri}/shelves/s/things?after={page}>; rel="last next""#
            )
        },
    ];
    for form in forms {
        let server = listing(&THREE, form).await;
        let client = client(&server.uri());
        let request = || client.get_things("s").per_page(2);
        assert_eq!(ids(&request().all().await.unwrap()), [1, 2, 3]);
        let (ids, error) = drain(request().stream()).await;
        assert_eq!((ids, error.is_none()), (vec![1, 2, 3], true));
        assert_eq!(count(request().pages()).await, 3);
        let targets = targets(&server).await;
        assert_eq!(
            targets[..3],
            [
                "/shelves/s/things?perPage=2",
                "/shelves/s/things?after=1",
                "/shelves/s/things?after=2"
            ],
            "a link is followed as it is"
        );
    }
}

#[tokio::test]
async fn links_of_requests_whose_paging_is_undocumented_are_followed() {
    let server = listing(&THREE, |_, page| format!("<?after={page}>; rel=next")).await;
    let client = client(&server.uri());
    let request = || client.request(Method::GET, "/shelves/s/things");
    assert_eq!(count(request().linked_pages()).await, 3);
    let (ids, error) = drain(request().linked_items()).await;
    assert_eq!((ids, error.is_none()), (vec![1, 2, 3], true));
    // One link can be followed by hand, too.
    let first = request().send().await.unwrap();
    let next = first.links().next().unwrap().to_owned();
    let second = client.request(Method::GET, next).send().await.unwrap();
    assert_eq!(second.into_body().to_string(), "[]");
}

#[tokio::test]
async fn several_link_headers() {
    let server = MockServer::start().await;
    Mock::given(query_param("after", "1"))
        .respond_with(json("[{\"id\": 2}]"))
        .with_priority(1)
        .mount(&server)
        .await;
    let response = json("[{\"id\": 1}]")
        .append_header("Link", "<?after=0>; rel=prev")
        .append_header("Link", "<?after=1>; rel=next");
    Mock::given(path("/shelves/s/things")).respond_with(response).mount(&server).await;
    assert_eq!(ids(&client(&server.uri()).get_things("s").all().await.unwrap()), [1, 2]);
}

#[tokio::test]
async fn every_page_has_the_key_and_the_options() {
    let server = listing(&THREE, |_, page| format!("<?after={page}>; rel=next")).await;
    let client: Client =
        builder(&server.uri()).auth_header(SchemeId::new("query")).build().unwrap();
    let options = RequestOptions::new().header("X-Trace", "7");
    client.get_things("s").options(options).all().await.unwrap();
    let requests = server.received_requests().await.unwrap();
    assert_eq!(requests.len(), 3);
    for request in requests {
        assert!(request.url.query_pairs().any(|(name, value)| name == "key" && value == KEY));
        assert_eq!(request.headers["X-Trace"], "7");
    }
}

#[tokio::test]
async fn nothing_is_sent_before_the_first_poll() {
    let server = listing(&THREE, |_, page| format!("<?after={page}>; rel=next")).await;
    let client = client(&server.uri());
    let mut pages = client.get_things("s").read_ahead(false).pages();
    assert_eq!(targets(&server).await.len(), 0);
    let first = pages.try_next().await.unwrap().unwrap();
    assert_eq!(ids(&first), [1, 2]);
    assert!(first.links().next().is_some());
    assert_eq!(targets(&server).await.len(), 1);
}

#[tokio::test]
async fn the_number_of_pages_is_limited() {
    let server = listing(&THREE, |_, page| format!("<?after={page}>; rel=next")).await;
    let client = client(&server.uri());
    for (limit, requested) in [(0, 0), (1, 1), (2, 3), (3, 6), (9, 9)] {
        count(client.get_things("s").max_pages(limit).pages()).await;
        assert_eq!(targets(&server).await.len(), requested, "{limit}");
    }
    assert_eq!(ids(&client.get_things("s").max_pages(1).all().await.unwrap()), [1, 2]);
}

#[tokio::test]
async fn pages_without_a_body_are_empty() {
    let server = MockServer::start().await;
    Mock::given(query_param("after", "1"))
        .respond_with(ResponseTemplate::new(204))
        .with_priority(1)
        .mount(&server)
        .await;
    let empty = ResponseTemplate::new(200).insert_header("Link", "<?after=1>; rel=next");
    Mock::given(path("/shelves/s/things")).respond_with(empty.clone()).mount(&server).await;
    Mock::given(path("/things/found")).respond_with(empty).mount(&server).await;
    let client = client(&server.uri());
    assert_eq!(client.get_things("s").all().await.unwrap(), []);
    assert_eq!(count(client.get_things("s").pages()).await, 2);
    assert_eq!(client.find_things().all().await.unwrap(), []);
}

#[tokio::test]
async fn pages_that_are_objects() {
    let server = MockServer::start().await;
    let second = json(r#"{"items": [{"id": 3}], "meta": {"counts": {}}}"#);
    Mock::given(query_param("after", "1"))
        .respond_with(second)
        .with_priority(1)
        .mount(&server)
        .await;
    let first =
        json(r#"{"items": [{"id": 1}, {"id": 2}]}"#).insert_header("Link", "<?after=1>; rel=next");
    Mock::given(path("/things/found")).respond_with(first).mount(&server).await;
    assert_eq!(ids(&client(&server.uri()).find_things().all().await.unwrap()), [1, 2, 3]);
}

#[tokio::test]
async fn a_list_in_an_undocumented_envelope_is_found() {
    let server = MockServer::start().await;
    let second = json(r#"{"records": [{"id": 3}]}"#);
    Mock::given(query_param("after", "1"))
        .respond_with(second)
        .with_priority(1)
        .mount(&server)
        .await;
    let counts = r#"{"counts": {"items": {"total": 3, "remaining": 1}}}"#;
    let first = json(&format!(r#"{{"meta": {counts}, "items": [{{"id": 1}}, {{"id": 2}}]}}"#))
        .insert_header("Link", "<?after=1>; rel=next");
    Mock::given(path("/shelves/s/things")).respond_with(first).mount(&server).await;
    let client = client(&server.uri());
    assert_eq!(ids(&client.get_things("s").all().await.unwrap()), [1, 2, 3]);

    let page = client.get_things("s").send().await.unwrap();
    assert_eq!(ids(&page), [1, 2]);
    let total = page.envelope().unwrap().pointer("/meta/counts/items/total").unwrap();
    assert_eq!(total.as_i64(), Some(3), "what stands beside the items is kept");
    let mut pages = client.get_things("s").pages();
    assert!(pages.try_next().await.unwrap().unwrap().envelope().is_some());
}

#[tokio::test]
async fn an_object_without_a_list_is_not_a_page() {
    for (body, expected) in [
        (r#"{"id": 1}"#, "the response does not fit at $: "),
        (r#"{"things": [{"id": 1}]}"#, "the response does not fit at $: "),
        (r#"{"items": {"id": 1}}"#, "the response does not fit at $: "),
        (r#"{"items": [{"id": "x"}]}"#, "`items` of the response does not fit at $[0].id: "),
    ] {
        let server = responding(json(body)).await;
        let strict = RequestOptions::new().decode(Decoding::Strict);
        let request = client(&server.uri()).get_things("s").options(strict);
        let error = request.all().await.unwrap_err();
        assert!(error.is_decode() && error.to_string().contains(expected), "{error}");
    }
    let server = responding(json(r#"{"items": [{"id": "x"}]}"#)).await;
    let strict: Client = builder(&server.uri()).decode(Decoding::Strict).build().unwrap();
    let error = strict.find_things().all().await.unwrap_err().to_string();
    assert!(error.contains("the response does not fit at $.items[0].id: "), "{error}");
}

#[tokio::test]
async fn a_cycle_of_pages_is_an_error() {
    for link in ["<?after=0>; rel=next", "<>; rel=next", "<?perPage=2>; rel=next"] {
        let server = responding(json("[{\"id\": 1}]").insert_header("Link", link)).await;
        let client = client(&server.uri());
        let (ids, error) = drain(client.get_things("s").per_page(2).stream()).await;
        let error = error.unwrap().to_string();
        assert_eq!(error, "getThings: the next page is one that was read already");
        assert!(!ids.is_empty(), "the page in hand is delivered first");
        assert!(targets(&server).await.len() <= 2, "{link}");
        assert!(client.get_things("s").all().await.is_err());
    }
}

#[tokio::test]
async fn an_untrusted_host_receives_nothing() {
    let evil = responding(json("[{\"id\": 666}]")).await;
    let port = evil.address().port();
    for target in [
        format!("http://localhost:{port}/"),
        format!("//localhost:{port}/x"),
        format!("http://127.0.0.2:{port}/"),
        format!("http://api-domain.com@127.0.0.1:{port}/"),
        format!("http://user:password@127.0.0.1:{port}/"),
        "http://api-domain.com/x".to_owned(),
        "https://api-domain.com.evil.example/".to_owned(),
        "https://api-domain.com:4443/".to_owned(),
        "ftp://127.0.0.1/".to_owned(),
        "data:application/json,[]".to_owned(),
    ] {
        let link = format!("<{target}>; rel=next");
        let server = responding(json("[{\"id\": 1}]").insert_header("Link", link.as_str())).await;
        let (ids, error) = drain(client(&server.uri()).get_things("s").stream()).await;
        assert_eq!(ids, [1], "the page in hand is delivered first");
        let error = error.unwrap();
        let line = error.to_string();
        assert!(
            line.starts_with("getThings: the next page is at ")
                && line.ends_with(", which is not trusted"),
            "{line}"
        );
        assert!(error.status().is_none() && !error.is_connect());
        assert_eq!(targets(&server).await.len(), 1);
    }
    assert_eq!(targets(&evil).await.len(), 0, "not a byte");
}

#[tokio::test]
async fn a_page_that_fails_ends_the_listing() {
    let server = MockServer::start().await;
    let first = json("[{\"id\": 1}]").insert_header("Link", "<?after=1>; rel=next");
    Mock::given(query_param_is_missing("after")).respond_with(first).mount(&server).await;
    let bad = json("{\"errors\": 1}").insert_header("Link", "<?after=2>; rel=next");
    Mock::given(query_param("after", "1")).respond_with(bad).mount(&server).await;
    let (ids, error) = drain(client(&server.uri()).get_things("s").stream()).await;
    assert_eq!(ids, [1]);
    assert!(error.unwrap().is_decode());
    assert_eq!(targets(&server).await.len(), 2);

    let server = responding(ResponseTemplate::new(500)).await;
    let (ids, error) = drain(client(&server.uri()).get_things("s").stream()).await;
    assert_eq!((ids.len(), error.unwrap().status().unwrap().as_u16()), (0, 500));
    let (_, error) = drain(client(&server.uri()).get_things("").stream()).await;
    assert!(error.unwrap().to_string().contains("`shelfId`"));
}

#[tokio::test]
async fn dropping_a_future_of_the_listing_loses_nothing() {
    let server = listing(&THREE, |_, page| format!("<?after={page}>; rel=next")).await;
    let mut pages = client(&server.uri()).get_things("s").pages();
    let mut read = Vec::new();
    loop {
        // The first poll starts a request, and is dropped before the response arrives.
        let given_up = {
            let mut next = std::pin::pin!(pages.try_next());
            std::future::poll_fn(|context| {
                std::task::Poll::Ready(Future::poll(next.as_mut(), context))
            })
            .await
        };
        let page = match given_up {
            std::task::Poll::Ready(page) => page,
            std::task::Poll::Pending => pages.try_next().await,
        };
        match page.unwrap() {
            Some(page) => read.extend(ids(&page)),
            None => break,
        }
    }
    assert_eq!(read, [1, 2, 3]);
    assert_eq!(targets(&server).await.len(), 3);
}

#[tokio::test]
async fn listings_are_streams_and_can_be_spawned() {
    fn is_stream<S: futures_core::Stream + Send + Unpin + 'static>(stream: S) -> S {
        stream
    }
    let server = listing(&THREE, |_, page| format!("<?after={page}>; rel=next")).await;
    let client = client(&server.uri());
    drop(is_stream(client.get_things("s").pages()));
    let mut items = is_stream(client.get_things("s").stream());
    let ids = tokio::spawn(async move {
        let mut ids = Vec::new();
        while let Some(thing) = std::future::poll_fn(|context| {
            futures_core::Stream::poll_next(std::pin::Pin::new(&mut items), context)
        })
        .await
        {
            ids.extend(thing.unwrap().id);
        }
        ids
    });
    assert_eq!(ids.await.unwrap(), [1, 2, 3]);
    let all = tokio::spawn(client.get_things("s").all()).await.unwrap().unwrap();
    assert_eq!(all.len(), 3);
}
