//! Request bodies of every kind, and streams.

use crate::server::{header, pairs, point, received, responding};
use serde_json::{Value, json};
use wire_format::bodies::{
    form, ignored_styles, json_or_file, optional_file, parts, patch, related, related_styles,
    several, styled_parts, text_or_json,
};
use wire_format::{Bytes, Part, Upload};
use wiremock::ResponseTemplate;

fn value(request: &wiremock::Request) -> Value {
    serde_json::from_slice(&request.body).unwrap()
}

#[tokio::test]
async fn json() {
    let request = received(|client| client.bodies().json(point())).await;
    assert_eq!(header(&request, "content-type"), Some("application/json"));
    assert_eq!(value(&request), json!({ "x": 1, "y": -2 }));
}

#[tokio::test]
async fn json_of_a_query() {
    let request = received(|client| client.bodies().search(point())).await;
    assert_eq!((request.method.as_str(), value(&request)), ("QUERY", json!({ "x": 1, "y": -2 })));
}

#[tokio::test]
async fn merge_patch() {
    let body = patch::Body::default().x(1).clear_y();
    let request = received(|client| client.bodies().patch(body)).await;
    assert_eq!(header(&request, "content-type"), Some("application/merge-patch+json"));
    assert_eq!(value(&request), json!({ "x": 1, "y": null }));
}

#[tokio::test]
async fn optional() {
    let request = received(|client| client.bodies().optional(point())).await;
    assert_eq!(value(&request), json!({ "x": 1, "y": -2 }));
    let request = received(|client| client.bodies().optional(None)).await;
    assert_eq!((header(&request, "content-type"), request.body.len()), (None, 0));
}

#[tokio::test]
async fn form() {
    let words = || vec!["a b".to_owned(), "c&d=ü".to_owned()];
    let body = form::Body::new("a+b").words(words()).pipes(words()).deep(point());
    let request = received(|client| client.bodies().form(body)).await;
    assert_eq!(header(&request, "content-type"), Some("application/x-www-form-urlencoded"));
    let mut sent: Vec<_> = form_urlencoded::parse(&request.body).into_owned().collect();
    // Only the order within a list matters.
    sent.sort_by(|(one, _), (other, _)| one.cmp(other));
    let expected = [
        ("deep[x]", "1"),
        ("deep[y]", "-2"),
        ("pipes", "a b|c&d=ü"),
        ("text", "a+b"),
        ("words", "a b"),
        ("words", "c&d=ü"),
    ];
    assert_eq!(sent, pairs(expected));
}

#[tokio::test]
async fn a_form_that_is_no_object_is_sent_as_it_is() {
    let text = received(|client| client.bodies().form_text("a=1&b=%20")).await;
    let list = received(|client| client.bodies().form_list("a=1&b=%20")).await;
    for request in [text, list] {
        assert_eq!(header(&request, "content-type"), Some("application/x-www-form-urlencoded"));
        let sent: Vec<_> = form_urlencoded::parse(&request.body).into_owned().collect();
        assert_eq!(sent, pairs([("a", "1"), ("b", " ")]));
    }
    let form = received(|client| client.bodies().form_of_anything(json!({ "a": [1, "b"] }))).await;
    let sent: Vec<_> = form_urlencoded::parse(&form.body).into_owned().collect();
    assert_eq!(sent, pairs([("a", "1"), ("a", "b")]));
    let (server, client) = responding(ResponseTemplate::new(204)).await;
    let error = client.bodies().form_of_anything(json!(["a"])).send().await.unwrap_err();
    assert!(error.to_string().contains("a form is an object"), "{error}");
    assert!(server.received_requests().await.unwrap().is_empty());
}

/// The name, file name, media type, own header and content of a part.
type ReadPart<T> = (T, Option<T>, Option<T>, Option<T>, T);

/// The parts of a request, as an independent parser reads them.
pub(crate) async fn read_parts(request: wiremock::Request) -> Vec<ReadPart<String>> {
    let boundary = multer::parse_boundary(header(&request, "content-type").unwrap()).unwrap();
    let body = futures_util::stream::iter([Ok::<_, std::io::Error>(Bytes::from(request.body))]);
    let mut parts = multer::Multipart::new(body, boundary);
    let mut read = Vec::new();
    while let Some(part) = parts.next_field().await.unwrap() {
        let name = part.name().unwrap().to_owned();
        let file_name = part.file_name().map(str::to_owned);
        let media_type = part.content_type().map(ToString::to_string);
        let own = ["x-rating", "x-language"].iter().find_map(|name| part.headers().get(*name));
        let own = own.map(|value| value.to_str().unwrap().to_owned());
        read.push((name, file_name, media_type, own, part.text().await.unwrap()));
    }
    read
}

fn owned((name, file_name, media_type, own, text): ReadPart<&str>) -> ReadPart<String> {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    (name.to_owned(), owned(file_name), owned(media_type), owned(own), text.to_owned())
}

/// A stream of unknown length.
fn stream(pieces: [&'static str; 2]) -> Upload {
    let pieces = pieces.map(|piece| Ok::<_, std::io::Error>(Bytes::from_static(piece.as_bytes())));
    Upload::stream(futures_util::stream::iter(pieces))
}

#[tokio::test]
async fn parts() {
    let photo =
        Part::from(stream(["PN", "G\r\n--"])).file_name("a \"b\".png").header("X-Rating", "5");
    let more = [Part::from("1"), Part::from("2").file_name("2.txt").media_type("text/plain")];
    let body = parts::Body::new(photo, more)
        .text("ü")
        .number(7)
        .words(vec!["a".to_owned(), "b".to_owned()])
        .point(point())
        .note("*")
        .origin(Part::json(&point()).unwrap().header("X-Language", "fr"));
    let request = received(|client| client.bodies().parts(body)).await;
    assert_eq!(header(&request, "transfer-encoding"), Some("chunked"));
    let read = read_parts(request).await;
    let expected = [
        // Quotes are encoded as in the HTML standard, like browsers do.
        ("photo", Some("a %22b%22.png"), Some("image/png"), Some("5"), "PNG\r\n--"),
        ("more", Some("more"), Some("application/octet-stream"), None, "1"),
        ("more", Some("2.txt"), Some("text/plain"), None, "2"),
        ("text", None, None, None, "ü"),
        ("number", None, None, None, "7"),
        ("words", None, None, None, "a"),
        ("words", None, None, None, "b"),
        ("point", None, Some("application/json"), None, r#"{"x":1,"y":-2}"#),
        ("note", None, Some("text/markdown"), None, "*"),
        ("origin", None, Some("application/json"), Some("fr"), r#"{"x":1,"y":-2}"#),
    ];
    assert_eq!(read, expected.map(owned));
}

#[tokio::test]
async fn bytes() {
    let all: Vec<u8> = (0..=255).collect();
    let request = received(|client| client.bodies().bytes(all.clone())).await;
    assert_eq!(header(&request, "content-type"), Some("application/octet-stream"));
    assert_eq!(header(&request, "content-length"), Some("256"));
    assert_eq!(request.body, all);

    let request = received(|client| client.bodies().bytes(stream(["a", "b"]))).await;
    assert_eq!(header(&request, "transfer-encoding"), Some("chunked"));
    assert_eq!(request.body, b"ab");

    let request = received(|client| client.bodies().bytes(stream(["a", "b"]).length(2))).await;
    assert_eq!(header(&request, "content-length"), Some("2"));
}

#[tokio::test]
async fn text_and_xml() {
    let request = received(|client| client.bodies().text("ü\n")).await;
    assert_eq!(header(&request, "content-type"), Some("text/plain"));
    assert_eq!(request.body, "ü\n".as_bytes());
    let request = received(|client| client.bodies().xml("<point/>")).await;
    assert_eq!(header(&request, "content-type"), Some("application/xml"));
    assert_eq!(request.body, b"<point/>");
}

#[tokio::test]
async fn one_of_several() {
    for (body, media_type, expected) in [
        (several::Body::Json(point()), "application/json", r#"{"x":1,"y":-2}"#),
        (several::Body::Csv("a,b".to_owned()), "text/csv", "a,b"),
        (several::Body::Png(Upload::from("PNG")), "image/png", "PNG"),
    ] {
        let request = received(|client| client.bodies().several(body)).await;
        assert_eq!(header(&request, "content-type"), Some(media_type));
        assert_eq!(request.body, expected.as_bytes());
    }
}

#[tokio::test]
async fn any_media_type() {
    let request = received(|client| client.bodies().anything("bytes")).await;
    assert_eq!(header(&request, "content-type"), Some("application/octet-stream"));
    assert_eq!(request.body, b"bytes");
    let picture = || Upload::from("PNG").media_type("image/png");
    for request in [
        received(|client| client.bodies().anything(picture())).await,
        received(|client| client.bodies().picture(picture())).await,
    ] {
        assert_eq!(header(&request, "content-type"), Some("image/png"));
        assert_eq!(request.body, b"PNG");
    }
    let (_server, client) = crate::server::responding(wiremock::ResponseTemplate::new(204)).await;
    let error = client.bodies().picture("PNG").send().await.unwrap_err();
    assert!(error.to_string().contains("`Upload::media_type`"), "{error}");
}

#[tokio::test]
async fn media_types_by_schema() {
    let request = received(|client| client.bodies().open_object(point())).await;
    assert_eq!(header(&request, "content-type"), Some("application/json"));
    assert_eq!(value(&request), json!({ "x": 1, "y": -2 }));
    let request = received(|client| client.bodies().json_bytes("{\"x\":1}")).await;
    assert_eq!(header(&request, "content-type"), Some("application/json"));
    assert_eq!(request.body, b"{\"x\":1}");
    let request = received(|client| client.bodies().plain_or_vendor(point())).await;
    assert_eq!(header(&request, "content-type"), Some("application/json"));
}

#[tokio::test]
async fn a_string_beside_json() {
    let body = text_or_json::Body::Text("a \"b\"".to_owned());
    let request = received(|client| client.bodies().text_or_json(body)).await;
    assert_eq!(header(&request, "content-type"), Some("text/plain"));
    assert_eq!(request.body, b"a \"b\"");
    let body = text_or_json::Body::Json(json!("a"));
    let request = received(|client| client.bodies().text_or_json(body)).await;
    assert_eq!(request.body, b"\"a\"");
}

#[tokio::test]
async fn a_file_beside_json() {
    let form = json_or_file::BodyMultipart::default().file(Part::from("x")).note("n");
    let body = json_or_file::Body::Multipart(form);
    let request = received(|client| client.bodies().json_or_file(body)).await;
    let expected = [
        ("file", Some("file"), Some("application/octet-stream"), None, "x"),
        ("note", None, None, None, "n"),
    ];
    assert_eq!(read_parts(request).await, expected.map(owned));
}

#[tokio::test]
async fn related_parts() {
    let body = related::Body::new(point(), Part::from("x").media_type("image/png"));
    let request = received(|client| client.bodies().related(body)).await;
    let media_type = header(&request, "content-type").unwrap();
    assert!(media_type.starts_with("multipart/related; boundary="), "{media_type}");
    assert!(media_type.ends_with("; type=\"application/json\""), "{media_type}");
    // The parser expects forms.
    let boundary = media_type.split(['=', ';']).nth(2).unwrap();
    let body = String::from_utf8(request.body.clone()).unwrap();
    let parts: Vec<_> = body.split(&format!("--{boundary}")).collect();
    let [_, about, file, end] = parts.as_slice() else { panic!("{body}") };
    assert!(about.contains("Content-Type: application/json\r\n\r\n{\"x\":1,\"y\":-2}"), "{about}");
    assert!(file.contains("Content-Type: image/png\r\n\r\nx"), "{file}");
    assert_eq!(*end, "--\r\n");
}

#[tokio::test]
async fn files_that_may_be_null() {
    let body = optional_file::Body::new("a").file(Part::from("1")).more([Part::from("2")]);
    let request = received(|client| client.bodies().optional_file(body)).await;
    let binary = Some("application/octet-stream");
    let expected = [
        ("note", None, None, None, "a"),
        ("file", Some("file"), binary, None, "1"),
        ("more", Some("more"), binary, None, "2"),
    ];
    assert_eq!(read_parts(request).await, expected.map(owned));
    let request =
        received(|client| client.bodies().optional_file(optional_file::Body::new("a"))).await;
    assert_eq!(read_parts(request).await, [owned(("note", None, None, None, "a"))]);
}

#[tokio::test]
async fn styles_of_parts_are_ignored_in_openapi_3_0() {
    let body = ignored_styles::Body::default().words(vec!["a".to_owned(), "b".to_owned()]);
    let request = received(|client| client.bodies().ignored_styles(body)).await;
    let expected = ["a", "b"].map(|word| owned(("words", None, None, None, word)));
    assert_eq!(read_parts(request).await, expected);
}

/// OpenAPI 3.1 has styles of the parts of `multipart/form-data` only.
#[tokio::test]
async fn styles_of_other_parts_are_ignored() {
    let body = related_styles::Body::default().words(vec!["a".to_owned(), "b".to_owned()]);
    let request = received(|client| client.bodies().related_styles(body)).await;
    let body = String::from_utf8(request.body).unwrap();
    assert!(body.contains("\r\n\r\na\r\n") && body.contains("\r\n\r\nb\r\n"), "{body}");
}

#[tokio::test]
async fn parts_in_styles() {
    let words = || vec!["a".to_owned(), "b".to_owned()];
    let body =
        styled_parts::Body::new(Part::from("any"), Part::from("JPG").media_type("image/jpeg"))
            .commas(words())
            .pipes(words())
            .markup("<x/>")
            .deep(styled_parts::BodyDeep::default().tags(words()).w(1))
            .exploded(styled_parts::BodyExploded::default().x(1).y(-2))
            .flat(styled_parts::BodyFlat::default().x(1).y(-2))
            .spaces(styled_parts::BodySpaces::default().x(1).y(-2));
    let request = received(|client| client.bodies().styled_parts(body)).await;
    let expected = [
        ("any", Some("any"), Some("application/octet-stream"), None, "any"),
        ("picture", Some("picture"), Some("image/jpeg"), None, "JPG"),
        ("commas", None, None, None, "a,b"),
        ("pipes", None, None, None, "a|b"),
        ("markup", None, Some("application/xml"), None, "<x/>"),
        ("deep[tags][]", None, None, None, "a"),
        ("deep[tags][]", None, None, None, "b"),
        ("deep[w]", None, None, None, "1"),
        ("x", None, None, None, "1"),
        ("y", None, None, None, "-2"),
        ("flat", None, None, None, "x,1,y,-2"),
        ("spaces", None, None, None, "x 1 y -2"),
    ];
    assert_eq!(read_parts(request).await, expected.map(owned));
}
