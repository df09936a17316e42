//! Responses: bodies, status and headers.

use crate::api::{Client, builder, client, ids, thing};
use crate::server::{json, responding};
use runtime::{Decoding, Method, RequestOptions, StatusCode, Value};
use wiremock::ResponseTemplate;

async fn client_of_response(response: ResponseTemplate) -> (wiremock::MockServer, Client) {
    let server = responding(response).await;
    let client = client(&server.uri());
    (server, client)
}

#[tokio::test]
async fn status_headers_and_links() {
    let response = json(r#"[{"id": 1}, {"id": 2, "unknown": {"x": []}}]"#)
        .insert_header("X-Request-Id", "r-1")
        .insert_header("Link", "</2>; rel=next, <https://other.example/0>; rel=prev")
        .insert_header("X-Other", "o");
    let (server, client) = client_of_response(response).await;
    let mut things = client.get_things("s").send().await.unwrap();
    assert_eq!(things.status(), StatusCode::OK);
    assert_eq!(things.request_id(), Some("r-1"));
    assert_eq!(things.headers()["x-other"], "o");
    assert_eq!(things.links().next(), Some(format!("{}/2", server.uri()).as_str()));
    assert_eq!(things.links().prev(), Some("https://other.example/0"));
    assert_eq!(things.links().last(), None);

    assert_eq!(things.len(), 2);
    things.push(thing(3));
    let debug = format!("{things:?}");
    assert!(
        debug.starts_with("ApiResponse { status: 200, request_id: Some(\"r-1\"), body: [Thing"),
        "{debug}"
    );
    let counted = things.map(|things| things.len());
    assert_eq!((*counted, counted.request_id()), (3, Some("r-1")));
    assert_eq!(counted.into_body(), 3);
}

#[tokio::test]
async fn an_empty_body_is_null_an_empty_list_or_nothing() {
    for response in [ResponseTemplate::new(201), ResponseTemplate::new(200), json(" \r\n")] {
        let (_server, client) = client_of_response(response).await;
        let deleted = client.delete_thing("1").send().await.unwrap();
        assert_eq!(deleted.into_body(), ());
        assert_eq!(client.get_things("s").send().await.unwrap().into_body(), []);
        assert_eq!(
            client.request(Method::GET, "/x").send().await.unwrap().into_body(),
            Value::Null
        );
        let picture = client.get_picture("1").send().await.unwrap().into_body();
        assert!(picture.bytes().await.unwrap().len() <= 3);

        let error = client.get_thing("1").send().await.unwrap_err();
        assert!(error.is_decode());
        let status = error.status().unwrap();
        assert_eq!(
            error.to_string(),
            format!(
                "getThing: {status}: the request succeeded, but the response has no body, where one is expected"
            )
        );
    }
}

#[tokio::test]
async fn bytes_are_unchanged() {
    let picture: Vec<u8> = (0..=255).collect();
    let (server, client) =
        client_of_response(ResponseTemplate::new(200).set_body_raw(picture.clone(), "image/png"))
            .await;
    let response = client.get_picture("1").send().await.unwrap();
    assert_eq!(response.into_body().bytes().await.unwrap(), picture);
    assert_eq!(server.received_requests().await.unwrap()[0].headers["Accept"], "*/*");
}

#[tokio::test]
async fn bodies_of_the_wrong_type_name_the_location() {
    for (body, message) in [
        (
            r#"[{"id": 1}, {"id": 2, "weight": "heavy", "mainColor": "Red"}]"#,
            "getThings: 200 OK: the response does not fit at $[1].weight: invalid type: string \"heavy\", \
             expected f64, near `\"heavy\", \"mainColor\": \"Red\"}]` (request r-1)",
        ),
        (
            r#"[{"mainColor": 5}]"#,
            "getThings: 200 OK: the response does not fit at $[0].mainColor: invalid type: integer `5`, \
             expected a string, near `5}]` (request r-1)",
        ),
        (
            r#"[{"id": 1}, []]"#,
            "getThings: 200 OK: the response does not fit at $[1]: invalid type: sequence, \
             expected an object, near `[]]` (request r-1)",
        ),
        (
            r#"{"errors": []}"#,
            "getThings: 200 OK: the response does not fit at $: invalid type: map, \
             expected a sequence, near `{\"errors\": []}` (request r-1)",
        ),
        (
            r#"[{"byShelf": {"top": 5}}]"#,
            "getThings: 200 OK: the response does not fit at $[0].byShelf: invalid value: \
             expected key to be a number in quotes, near `{\"top\": 5}}]` (request r-1)",
        ),
        (
            r#"[{"id": 1"#,
            "getThings: 200 OK: the response is not JSON at $[0].id: EOF while parsing an object, near `1` (request r-1)",
        ),
        (
            "upstream said no",
            "getThings: 200 OK: the response is not JSON at $: expected value, near `upstream said no` (request r-1)",
        ),
        (
            "<html><head><title>Log in\nto the hotel</title></head></html>",
            "getThings: 200 OK: the response is a web page (\"Log in to the hotel\"), not JSON (request r-1)",
        ),
    ] {
        let server = responding(json(body).insert_header("X-Request-Id", "r-1")).await;
        let client: Client = builder(&server.uri()).decode(Decoding::Strict).build().unwrap();
        let error = client.get_things("s").send().await.unwrap_err();
        assert_eq!(error.to_string(), message);
        assert!(error.is_decode());
        assert_eq!(error.status(), Some(StatusCode::OK));
        assert_eq!(error.body(), Some(body));
        assert_eq!(error.request_id(), Some("r-1"));
    }
}

#[tokio::test]
async fn long_bodies_are_quoted_in_part() {
    let long = "x".repeat(100_000);
    let (_server, client) = client_of_response(json(&format!(r#"[{{"weight": "{long}"}}]"#))).await;
    let options = RequestOptions::new().decode(Decoding::Strict);
    let error = client.get_things("s").options(options).send().await.unwrap_err();
    assert!(error.to_string().len() < 1_000, "{}", error.to_string().len());
    assert_eq!(error.body().unwrap().len(), 4096);
}

#[tokio::test]
async fn a_long_list_is_decoded_whole() {
    let things: Vec<String> =
        (0..5_000).map(|id| format!(r#"{{"weight": {id}.5, "id": {id}}}"#)).collect();
    let (_server, client) = client_of_response(json(&format!("[{}]", things.join(",")))).await;
    let things = client.get_things("s").send().await.unwrap();
    assert_eq!(ids(&things), (0..5_000).collect::<Vec<i64>>());
    assert_eq!(things[4_999].weight, Some(4_999.5));
}
