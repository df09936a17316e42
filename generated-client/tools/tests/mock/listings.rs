//! Pages of listings, in each style.

use crate::api::{
    Book, ByCursor, ByHeader, ByLastItem, ByLink, ByNumber, ByOffset, ByPage, ByUrl, Client, client,
};
use meraki_dashboard_api_tools::mock::MockServer;
use runtime::Method;
use serde_json::json;

fn books() -> Vec<Book> {
    (1..6).map(|id| Book { id: Some(id), title: None }).collect()
}

macro_rules! styles {
    ($($test:ident $request:ident $($query:literal = $value:literal)?: $targets:expr;)*) => {$(
        #[tokio::test]
        async fn $test() {
            let server = MockServer::<Client>::start();
            server.on::<$request>().reply_pages(books(), 2).expect($targets.len());
            let client = client(&server);
            let request = $request::new(&client)$(.query($query, $value))?;
            assert_eq!(request.all().await.unwrap(), books());
            let targets: Vec<_> = server.received_requests().into_iter().map(|one| one.target).collect();
            assert_eq!(targets, $targets);
        }
    )*};
}

styles! {
    links ByLink: ["/by-link", "/by-link?cursor=2", "/by-link?cursor=4"];
    links_with_a_limit ByLink "limit" = 1: [
        "/by-link?limit=1", "/by-link?limit=1&cursor=1", "/by-link?limit=1&cursor=2",
        "/by-link?limit=1&cursor=3", "/by-link?limit=1&cursor=4"
    ];
    urls ByUrl: ["/by-url", "/by-url?page=2", "/by-url?page=3"];
    cursors ByCursor: ["/by-cursor", "/by-cursor?after=2", "/by-cursor?after=4"];
    cursors_in_a_parameter_of_page_numbers ByPage: ["/by-page", "/by-page?page=2", "/by-page?page=4"];
    header_cursors ByHeader: ["/by-header", "/by-header?after=2", "/by-header?after=4"];
    last_items ByLastItem: [
        "/by-last-item", "/by-last-item?after=2", "/by-last-item?after=4", "/by-last-item?after=5"
    ];
    numbers ByNumber "limit" = 3: ["/by-number?limit=3", "/by-number?limit=3&page=2"];
    numbers_without_a_limit ByNumber: [
        "/by-number", "/by-number?page=2", "/by-number?page=3", "/by-number?page=4"
    ];
    offsets ByOffset "limit" = 3: ["/by-offset?limit=3", "/by-offset?limit=3&offset=3"];
}

/// Without documented examples, the items have values of the schema. The last page refers to no other.
#[tokio::test]
async fn every_example_of_a_listing_ends() {
    let server = MockServer::<Client>::builder().serve_examples().start();
    let client = client(&server);
    let all = [
        ByLink::new(&client).all().await.unwrap(),
        ByUrl::new(&client).all().await.unwrap(),
        ByCursor::new(&client).all().await.unwrap(),
        ByHeader::new(&client).all().await.unwrap(),
        ByLastItem::new(&client).all().await.unwrap(),
        ByNumber::new(&client).all().await.unwrap(),
        ByOffset::new(&client).all().await.unwrap(),
    ];
    for books in all {
        let ids: Vec<_> = books.iter().map(|book| book.id.unwrap()).collect();
        assert_eq!(ids, [1, 2, 3, 4, 5]);
        assert_eq!(books[0].title.as_deref(), Some("stringaa"));
    }
    assert!(server.received_requests().is_empty());
}

/// A reference that the document requires is `null` or empty, and absent otherwise.
#[tokio::test]
async fn the_last_page_is_as_documented() {
    let server = MockServer::<Client>::start();
    server.on::<ByUrl>().reply_pages(books(), 2);
    server.on::<ByCursor>().reply_pages(books(), 2);
    server.on::<ByHeader>().reply_pages(books(), 2);
    let client = client(&server);
    for (path, page) in [
        ("/by-url?page=3", json!({"books": [{"id": 5}], "next": null})),
        ("/by-cursor?after=4", json!({"books": [{"id": 5}], "next": ""})),
        ("/by-header?after=4", json!([{"id": 5}])),
    ] {
        assert_eq!(*client.request(Method::GET, path).send().await.unwrap(), page);
    }
}

#[tokio::test]
async fn a_page_has_at_least_one_item_unless_there_is_none() {
    let server = MockServer::<Client>::start();
    server.on::<ByCursor>().reply_pages(books(), 0).times(5);
    server.on::<ByCursor>().reply_pages([], 0).expect(1);
    let client = client(&server);
    assert_eq!(ByCursor::new(&client).all().await.unwrap(), books());
    assert_eq!(ByCursor::new(&client).all().await.unwrap(), []);
}

/// Nothing tells such items apart, but the listing ends.
#[tokio::test]
async fn a_listing_of_items_with_the_same_cursor_ends() {
    let server = MockServer::<Client>::start();
    server.on::<ByLastItem>().reply_pages(vec![books()[0].clone(); 5], 2).expect(2);
    assert_eq!(ByLastItem::new(&client(&server)).all().await.unwrap().len(), 2);
}
