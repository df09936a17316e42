//! The separators of lists in Swagger 2.0.

use crate::bodies::read_parts;
use crate::server::{header, pairs, received};
use wire_format::swagger::{separated_form, separated_parts};

const LIST: [&str; 2] = ["a b", "c,d"];

#[tokio::test]
async fn parameters() {
    let request = received(|client| {
        let separators = client.swagger().separators(LIST.map(str::to_owned));
        separators.tabs(LIST).spaces(["a", "b"]).commas(["a", "b"]).x_tabs(LIST).x_spaces(LIST)
    })
    .await;
    assert_eq!(request.url.path(), "/swagger/separators/a%20b%7Cc%2Cd");
    let query: Vec<_> = request.url.query_pairs().into_owned().collect();
    let expected = [("tabs", "a b\tc,d"), ("spaces", "a b"), ("commas", "a,b")];
    assert_eq!(query, pairs(expected));
    assert_eq!(header(&request, "x-tabs"), Some("a b\tc,d"));
    assert_eq!(header(&request, "x-spaces"), Some("a b c,d"));
}

#[tokio::test]
async fn forms() {
    let body = separated_form::Body::default().tabs(LIST).commas(["a", "b"]).repeated(LIST);
    let request = received(|client| client.swagger().separated_form(body)).await;
    let mut form: Vec<_> = form_urlencoded::parse(&request.body).into_owned().collect();
    // Only the order within a list matters.
    form.sort_by(|(one, _), (other, _)| one.cmp(other));
    let expected =
        [("commas", "a,b"), ("repeated", "a b"), ("repeated", "c,d"), ("tabs", "a b\tc,d")];
    assert_eq!(form, pairs(expected));
}

#[tokio::test]
async fn parts() {
    let body = separated_parts::Body::default().tabs(LIST).commas(["a", "b"]).repeated(LIST);
    let request = received(|client| client.swagger().separated_parts(body)).await;
    let texts: Vec<_> =
        read_parts(request).await.into_iter().map(|part| (part.0, part.4)).collect();
    let expected =
        [("tabs", "a b\tc,d"), ("commas", "a,b"), ("repeated", "a b"), ("repeated", "c,d")];
    assert_eq!(texts, pairs(expected));
}
