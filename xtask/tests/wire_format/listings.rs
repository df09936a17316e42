//! Listings, page by page.

use crate::server::{builder, point};
use wire_format::schemas::Point;
use wire_format::{Client, Value};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

fn page(body: &str) -> ResponseTemplate {
    let body = body.replace("POINT", r#"{"x": 1, "y": -2}"#);
    ResponseTemplate::new(200).set_body_raw(body, "application/json")
}

/// A server of two pages, and a client for it.
async fn pages(first: ResponseTemplate, second: ResponseTemplate) -> (MockServer, Client) {
    let server = MockServer::start().await;
    let pages = move |request: &Request| match request.url.query() {
        None => first.clone(),
        Some(_) => second.clone(),
    };
    Mock::given(wiremock::matchers::any()).respond_with(pages).mount(&server).await;
    let client = builder(&server).build().unwrap();
    (server, client)
}

/// The method, the path with the query, and the body of the second request of two.
async fn second(server: &MockServer) -> (String, String, String) {
    let requests = server.received_requests().await.unwrap();
    let [_, second] = &requests[..] else { panic!("{requests:?}") };
    let path = format!("{}?{}", second.url.path(), second.url.query().unwrap());
    (second.method.to_string(), path, String::from_utf8(second.body.clone()).unwrap())
}

fn get(path: &str) -> (String, String, String) {
    ("GET".to_owned(), path.to_owned(), String::new())
}

#[tokio::test]
async fn the_only_list_of_a_page_has_its_items() {
    let first = page(r#"{"next_marker": "a b", "all-points": [POINT, POINT]}"#);
    let last = page(r#"{"next_marker": "", "all-points": [POINT]}"#);
    let (server, client) = pages(first, last).await;
    let points = client.responses().listing().all().await.unwrap();
    assert_eq!(points, [point(), point(), point()]);
    assert_eq!(second(&server).await, get("/listing?marker=a+b"));
}

#[tokio::test]
async fn a_header_has_the_cursor() {
    let first = page(r#"{"points": [POINT]}"#).insert_header("X-Next", "a b");
    let (server, client) = pages(first, page(r#"{"points": [POINT]}"#)).await;
    let points = client.listings().by_header().all().await.unwrap();
    assert_eq!(points, [point(), point()]);
    assert_eq!(second(&server).await, get("/listing/by-header?after=a+b"));
}

#[tokio::test]
async fn nested_objects_have_the_items_and_the_next_page() {
    let first =
        page(r#"{"data": {"points": [POINT]}, "related": ["a"], "paging": {"next": "?page=2"}}"#);
    let (server, client) = pages(first, page(r#"{"data": {}, "related": ["b"]}"#)).await;
    let points: Vec<Point> = client.listings().nested().all().await.unwrap();
    assert_eq!(points, [point()]);
    assert_eq!(second(&server).await, get("/listing/nested?page=2"));
}

#[tokio::test]
async fn a_search_continues_with_get() {
    let first = page(r#"{"found": [POINT], "next": "/listing/search/results?page=2"}"#);
    let (server, client) = pages(first, page(r#"{"found": [POINT]}"#)).await;
    let mut search = client.listings().search_points(Point::default().x(7)).pages();
    assert_eq!(search.try_next().await.unwrap().unwrap().found.as_deref(), Some(&[point()][..]));
    assert_eq!(search.try_next().await.unwrap().unwrap().found.as_deref(), Some(&[point()][..]));
    assert!(search.try_next().await.unwrap().is_none());
    assert_eq!(second(&server).await, get("/listing/search/results?page=2"));
    let first = &server.received_requests().await.unwrap()[0];
    assert_eq!(
        (first.method.as_str(), first.body_json::<Value>().unwrap()),
        ("POST", serde_json::json!({"x": 7}))
    );
}

#[tokio::test]
async fn a_search_is_resumed_with_get() {
    let first = page(r#"{"found": [POINT], "next": "/listing/search/results?page=2"}"#);
    let (server, client) = pages(first, page(r#"{"found": [POINT]}"#)).await;
    let search = || client.listings().search_points(Point::default());
    let mut pages = search().max_pages(1).pages();
    pages.try_next().await.unwrap().unwrap();
    assert!(pages.try_next().await.unwrap().is_none());
    let points = search().resume(pages.cursor().unwrap()).all().await.unwrap();
    assert_eq!(points, [point()]);
    assert_eq!(second(&server).await, get("/listing/search/results?page=2"));
}

#[tokio::test]
async fn a_link_header_has_the_next_page() {
    let first = page("[POINT]").insert_header("Link", "<?page=2>; rel=next");
    let (server, client) = pages(first, page("[POINT]")).await;
    assert_eq!(client.listings().linked().all().await.unwrap(), [point(), point()]);
    assert_eq!(second(&server).await, get("/listing/linked?page=2"));
}
