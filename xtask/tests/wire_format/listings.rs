//! Listings, page by page.

use crate::server::{builder, point};
use wiremock::matchers::{query_param, query_param_is_missing};
use wiremock::{Mock, MockServer, ResponseTemplate};

#[tokio::test]
async fn the_only_list_of_a_page_has_its_items() {
    let server = MockServer::start().await;
    let first = r#"{"next_marker": "a b", "all-points": [{"x": 1, "y": -2}, {"x": 1, "y": -2}]}"#;
    let last = r#"{"next_marker": "", "all-points": [{"x": 1, "y": -2}]}"#;
    let page = |body| ResponseTemplate::new(200).set_body_raw(body, "application/json");
    let of = |body| Mock::given(query_param("marker", "a b")).respond_with(page(body));
    of(last).mount(&server).await;
    let start = Mock::given(query_param_is_missing("marker"));
    start.respond_with(page(first)).mount(&server).await;
    let client = builder(&server).build().unwrap();
    let points = client.responses().listing().all().await.unwrap();
    assert_eq!(points, [point(), point(), point()]);
    assert_eq!(server.received_requests().await.unwrap().len(), 2);
}
