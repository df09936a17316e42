//! The client's own test server.

use crate::server::point;
use wire_format::bodies::{Form, FormBody};
use wire_format::listings::{ByHeader, Linked, Nested, SearchPoints};
use wire_format::mock::MockServer;
use wire_format::responses::several_responses::Response;
use wire_format::responses::{Listing, SeveralResponses};
use wire_format::schemas::Point;

fn points() -> Vec<Point> {
    (0..5).map(|x| Point { x: Some(x), ..Default::default() }).collect()
}

macro_rules! listings {
    ($($test:ident: $request:ty, $send:expr;)*) => {$(
        #[tokio::test]
        async fn $test() {
            let server = MockServer::start();
            server.on::<$request>().reply_pages(points(), 2).expect(3);
            assert_eq!($send(server.client()).all().await.unwrap(), points());
        }
    )*};
}

listings! {
    a_cursor_in_the_page: Listing, |client: wire_format::Client| client.responses().listing();
    a_cursor_in_a_header: ByHeader, |client: wire_format::Client| client.listings().by_header();
    a_url_in_a_nested_object: Nested, |client: wire_format::Client| client.listings().nested();
    a_url_after_a_search:
        SearchPoints, |client: wire_format::Client| client.listings().search_points(point());
    a_link: Linked, |client: wire_format::Client| client.listings().linked();
}

/// The reply has the first documented status whose schema the value fits.
#[tokio::test]
async fn several_responses() {
    for response in [Response::Ok(point()), Response::Accepted(vec!["a".to_owned()])] {
        let server = MockServer::start();
        server.on::<SeveralResponses>().reply(response.clone());
        let received = server.client().responses().several_responses().send().await.unwrap();
        assert_eq!(*received, response);
    }
}

#[tokio::test]
async fn forms_are_received_as_their_type() {
    let server = MockServer::start();
    server.on::<Form>().reply_example();
    let words = || vec!["a b".to_owned(), "c&d".to_owned()];
    let form = FormBody::new("7").words(words()).pipes(words()).deep(point());
    server.client().bodies().form(form.clone()).send().await.unwrap();
    assert_eq!(server.received::<Form>()[0].body().unwrap(), form);
}
