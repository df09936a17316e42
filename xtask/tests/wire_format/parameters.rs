//! Parameters in every location and style, with every kind of value.

use crate::server::{header, pairs, point, received, responding};
use wiremock::ResponseTemplate;

#[tokio::test]
async fn paths() {
    let words = || ["a b".to_owned(), "c/d".to_owned()];
    let request = received(|client| {
        client.parameters().paths(
            "ü?#",
            words(),
            point(),
            point(),
            words(),
            words(),
            point(),
            words(),
        )
    })
    .await;
    assert_eq!(
        request.url.path(),
        "/paths/%C3%BC%3F%23/a%20b,c%2Fd/x,1,y,-2/x=1,y=-2/.a%20b,c%2Fd/.a%20b.c%2Fd/;matrix=x,1,y,-2/;matrices=a%20b;matrices=c%2Fd"
    );
}

#[tokio::test]
async fn paths_of_several_segments() {
    let files =
        |path: &'static str| received(move |client| client.parameters().files(path).x_trace(7));
    let request = files("a/b c?#%2e/é").await;
    assert_eq!(request.url.path(), "/files/a/b%20c%3F%23%252e/%C3%A9/content");
    assert_eq!(header(&request, "x-trace"), Some("7"));
    let (_, client) = responding(ResponseTemplate::new(204)).await;
    for path in ["", "..", "a/../b", "./a"] {
        let error = client.parameters().files(path).send().await.unwrap_err().to_string();
        assert!(error.contains("which would change the path"), "{path:?}: {error}");
    }
}

#[tokio::test]
async fn deep_objects() {
    let request = received(|client| {
        client.parameters().deep().points(vec![point(), point()]).words(["a", "b"])
    })
    .await;
    let sent: Vec<_> = request.url.query_pairs().into_owned().collect();
    let expected = [
        ("points[0][x]", "1"),
        ("points[0][y]", "-2"),
        ("points[1][x]", "1"),
        ("points[1][y]", "-2"),
        ("words[]", "a"),
        ("words[]", "b"),
    ];
    assert_eq!(sent, pairs(expected));
}

#[tokio::test]
async fn queries() {
    let words = ["a b", "c&d", "ü"];
    let request = received(|client| {
        let queries = client.parameters().queries().text("a+b=c").number(1.5).flag(true);
        queries.words(words).deep(point()).point(point()).filter(point())
    })
    .await;
    let sent: Vec<_> = request.url.query_pairs().into_owned().collect();
    let expected = [
        ("text", "a+b=c"),
        ("number", "1.5"),
        ("flag", "true"),
        ("words", "a b"),
        ("words", "c&d"),
        ("words", "ü"),
        ("deep[x]", "1"),
        ("deep[y]", "-2"),
        ("x", "1"),
        ("y", "-2"),
        ("filter", r#"{"x":1,"y":-2}"#),
    ];
    assert_eq!(sent, pairs(expected));
}

#[tokio::test]
async fn queries_of_one_value_each() {
    // Compare the encoded query, because decoding would lose the difference between delimiters and values.
    for (request, expected) in [
        (
            received(|client| client.parameters().queries().commas(["a,b", "c"])).await,
            "commas=a%2Cb,c",
        ),
        (
            received(|client| client.parameters().queries().spaces(["a", "c|d"])).await,
            "spaces=a%20c%7Cd",
        ),
        (
            received(|client| client.parameters().queries().pipes(["a b", "c"])).await,
            "pipes=a+b%7Cc",
        ),
        (received(|client| client.parameters().queries().flat(point())).await, "flat=x,1,y,-2"),
        (
            received(|client| client.parameters().queries().reserved("a/b?c:d&e")).await,
            "reserved=a/b?c:d%26e",
        ),
    ] {
        assert_eq!(request.url.query(), Some(expected));
    }
}

#[tokio::test]
async fn headers() {
    let request = received(|client| {
        let headers = client.parameters().headers("a text").x_words(["a", "b"]);
        headers.x_point(point()).x_exploded(point()).x_filter(point())
    })
    .await;
    for (name, value) in [
        ("x-text", "a text"),
        ("x-words", "a,b"),
        ("x-point", "x,1,y,-2"),
        ("x-exploded", "x=1,y=-2"),
        ("x-filter", r#"{"x":1,"y":-2}"#),
    ] {
        assert_eq!(header(&request, name), Some(value), "{name}");
    }
}

#[tokio::test]
async fn cookies() {
    let request = received(|client| {
        let cookies = client.parameters().cookies().text("a b;c").words(["d", "e"]);
        cookies.exploded(["f", "g"]).point(point())
    })
    .await;
    let cookies: Vec<_> = header(&request, "cookie").unwrap().split("; ").collect();
    assert_eq!(
        cookies,
        ["text=a%20b%3Bc", "words=d,e", "exploded=f", "exploded=g", "point=x,1,y,-2"]
    );
}

/// An operation replaces a parameter of its path only if both the name and the location are the same.
#[tokio::test]
async fn parameters_of_the_path() {
    let request =
        received(|client| client.parameters().shared("2026-11").version(3).x_trace("a")).await;
    assert_eq!(header(&request, "version"), Some("2026-11"));
    assert_eq!(header(&request, "x-trace"), Some("a"));
    assert_eq!(request.url.query(), Some("version=3"));
}
