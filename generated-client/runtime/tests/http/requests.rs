//! Requests as the server receives them: paths, queries, headers and bodies.

use crate::api::{Client, Color, GetThing, KEY, builder, client, sent, thing};
use crate::server::{json, responding, targets};
use runtime::{ArrayStyle, Call, Method, RequestOptions, SchemeId};
use std::time::Duration;
use wiremock::{MockServer, Request};

async fn only_request(server: &MockServer) -> Request {
    let mut requests = server.received_requests().await.unwrap();
    assert_eq!(requests.len(), 1);
    requests.remove(0)
}

#[tokio::test]
async fn paths_are_encoded() {
    let server = responding(json("[]")).await;
    let client = client(&server.uri());
    for (id, path) in [
        ("S_1", "/shelves/S_1/things"),
        ("a b", "/shelves/a%20b/things"),
        ("a/b", "/shelves/a%2Fb/things"),
        ("../x", "/shelves/..%2Fx/things"),
        ("a%2Fb", "/shelves/a%252Fb/things"),
        ("%2e%2e", "/shelves/%252e%252e/things"),
        ("a?b#c", "/shelves/a%3Fb%23c/things"),
        ("a+b&c", "/shelves/a%2Bb%26c/things"),
        ("Zoë's", "/shelves/Zo%C3%AB%27s/things"),
        ("{shelfId}", "/shelves/%7BshelfId%7D/things"),
        ("...", "/shelves/.../things"),
    ] {
        server.reset().await;
        wiremock::Mock::given(wiremock::matchers::any())
            .respond_with(json("[]"))
            .mount(&server)
            .await;
        client.get_things(id).send().await.unwrap();
        assert_eq!(targets(&server).await, [path], "{id}");
    }
}

#[tokio::test]
async fn ambiguous_paths_are_not_sent() {
    let server = responding(json("[]")).await;
    let client = client(&server.uri());
    for id in ["", ".", ".."] {
        let error = client.get_things(id).send().await.unwrap_err();
        let message = error.to_string();
        assert!(message.starts_with("getThings: `shelfId` is "), "{message}");
        assert!(error.status().is_none() && !error.is_connect());
    }
    assert!(targets(&server).await.is_empty());
}

#[tokio::test]
async fn queries_are_encoded() {
    let server = responding(json("[]")).await;
    let request = client(&server.uri())
        .get_things("s")
        .weight(86_400.0)
        .name("Miles's phone & 50% + é~*/")
        .fragile(true)
        .colors([Color::Red, Color::DarkBlue, Color::from("teal/2")])
        .per_page(1000)
        .name("a b")
        .weight(0.5);
    request.send().await.unwrap();
    assert_eq!(
        targets(&server).await,
        ["/shelves/s/things?weight=0.5&name=a+b&fragile=true\
             &colors%5B%5D=Red&colors%5B%5D=dark+blue&colors%5B%5D=teal%2F2&perPage=1000"]
    );
}

#[tokio::test]
async fn numbers_are_sent_in_plain_notation() {
    for (number, text) in [
        (86_400.0, "86400"),
        (0.5, "0.5"),
        (-0.25, "-0.25"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e15, "1000000000000000"),
    ] {
        let server = responding(json("[]")).await;
        client(&server.uri()).get_things("s").weight(number).send().await.unwrap();
        assert_eq!(targets(&server).await, [format!("/shelves/s/things?weight={text}")]);
    }
    let server = responding(json("[]")).await;
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let error = client(&server.uri()).get_things("s").weight(number).send().await.unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("getThings: `weight` is {number}, which cannot be sent")
        );
    }
    assert!(targets(&server).await.is_empty());
}

#[tokio::test]
async fn lists_in_every_location_and_style() {
    use ArrayStyle::{Brackets, Comma, Pipe, Repeat, Space, Tab};
    for (style, path, cookie, header) in [
        (Brackets, "/things/a%20b,c?n%5B%5D=a+b&n%5B%5D=c", "n=a%20b; n=c", "a b,c"),
        (Repeat, "/things/a%20b,c?n=a+b&n=c", "n=a%20b; n=c", "a b,c"),
        (Comma, "/things/a%20b,c?n=a+b,c", "n=a%20b,c", "a b,c"),
        (Space, "/things/a%20b%20c?n=a+b%20c", "n=a%20b%20c", "a b c"),
        (Pipe, "/things/a%20b%7Cc?n=a+b%7Cc", "n=a%20b%7Cc", "a b|c"),
        (Tab, "/things/a%20b%09c?n=a+b%09c", "n=a%20b%09c", "a b\tc"),
    ] {
        let server = responding(json("{}")).await;
        let mut request = client(&server.uri()).get_thing("replaced");
        request.0 = Call::new(&client(&server.uri()).session, GetThing::OPERATION);
        let list = ["a b", "c"];
        request.0.path_array("id", style, list);
        request.0.query_array("n", style, list);
        request.0.header_array("X-List", style, list);
        request.0.cookie_array("n", style, list);
        request.0.cookie("m", 1);
        request.send().await.unwrap();
        assert_eq!(targets(&server).await, [path], "{style:?}");
        let request = only_request(&server).await;
        assert_eq!(request.headers["X-List"], header);
        assert_eq!(request.headers["Cookie"], format!("{cookie}; m=1").as_str());
    }
}

#[tokio::test]
async fn a_path_with_a_missing_parameter_is_not_sent() {
    let server = responding(json("{}")).await;
    let mut request = client(&server.uri()).get_thing("1");
    request.0 = Call::new(&client(&server.uri()).session, GetThing::OPERATION);
    let error = request.send().await.unwrap_err();
    assert_eq!(error.to_string(), "getThing: `id` of the path is not set");
}

#[tokio::test]
async fn the_headers_of_requests() {
    let server = responding(json("[]")).await;
    client(&server.uri()).get_things("s").send().await.unwrap();
    let request = only_request(&server).await;
    assert_eq!(request.headers["Authorization"], format!("Bearer {KEY}").as_str());
    assert_eq!(request.headers["User-Agent"], "things/1.2.3");
    assert_eq!(request.headers["Accept"], "application/json");
    assert_eq!(request.headers["Accept-Encoding"], "gzip");
    assert!(!request.headers.contains_key("Content-Type"));
    assert!(!request.headers.contains_key("Referer"));
}

#[tokio::test]
async fn bodies() {
    let server = responding(json(r#"{"id": 7, "mainColor": "Red"}"#)).await;
    let client = client(&server.uri());
    let created = client.create_thing(thing(7)).send().await.unwrap();
    assert_eq!(created.main_color, Some(Color::Red));
    let request = only_request(&server).await;
    assert_eq!(request.method.as_str(), "POST");
    assert_eq!(request.headers["Content-Type"], "application/json");
    assert_eq!(request.body, br#"{"id":7}"#);
}

#[tokio::test]
async fn bodies_of_other_media_types() {
    let server = responding(json("{}")).await;
    let mut request = client(&server.uri()).get_thing("1");
    request.0.bytes("image/png", vec![0, 255].into());
    request.send().await.unwrap();
    let mut request = client(&server.uri()).get_thing("1");
    request.0.json_as("application/merge-patch+json", &[1]);
    request.send().await.unwrap();
    let requests = server.received_requests().await.unwrap();
    assert_eq!(requests[0].headers["Content-Type"], "image/png");
    assert_eq!(requests[0].body, [0, 255]);
    assert_eq!(requests[1].headers["Content-Type"], "application/merge-patch+json");
    assert_eq!(requests[1].body, b"[1]");
}

#[tokio::test]
async fn a_no_content_response_has_no_body() {
    let server = responding(wiremock::ResponseTemplate::new(204)).await;
    client(&server.uri()).delete_thing("1").send().await.unwrap();
    assert_eq!(only_request(&server).await.method.as_str(), "DELETE");
}

#[tokio::test]
async fn requests_to_undocumented_endpoints() {
    let server = responding(json(r#"{"a": 1}"#)).await;
    let client = client(&format!("{}/api/v1/", server.uri()));
    let response = client
        .request(Method::PUT, "/shelves/S_1/somethingNew?x=%20y")
        .query("a[]", "b c")
        .query("a[]", 2)
        .header("X-Extra", 7)
        .json(&serde_json::json!({"on": true}))
        .send()
        .await
        .unwrap();
    assert_eq!(response["a"], 1);
    assert_eq!(
        targets(&server).await,
        ["/api/v1/shelves/S_1/somethingNew?x=%20y&a%5B%5D=b+c&a%5B%5D=2"]
    );
    let request = only_request(&server).await;
    assert_eq!(request.method.as_str(), "PUT");
    assert_eq!(request.headers["X-Extra"], "7");
    assert_eq!(request.headers["Authorization"], format!("Bearer {KEY}").as_str());
    assert_eq!(request.body, br#"{"on":true}"#);
}

#[tokio::test]
async fn raw_paths_stay_below_the_base_url() {
    let server = responding(json("{}")).await;
    let client = client(&format!("{}/api/v1", server.uri()));
    for path in ["/../secrets", "/a/../../b", "/%2e%2e/b", "/a#b"] {
        let error = client.request(Method::GET, path).send().await.unwrap_err().to_string();
        assert!(error.ends_with("the path leaves the base URL"), "{error}");
    }
    assert!(targets(&server).await.is_empty());
    client.request(Method::GET, "no/slash").send().await.unwrap();
    assert_eq!(targets(&server).await, ["/api/v1/no/slash"]);
}

#[tokio::test]
async fn raw_urls_are_sent_as_they_are_if_they_are_trusted() {
    let server = responding(json("{}")).await;
    let client = client(&format!("{}/api/v1", server.uri()));
    let url = format!("{}/other/things?after=a%2Fb+c==#part", server.uri());
    client.request(Method::GET, &*url).query("x", 1).send().await.unwrap();
    assert_eq!(targets(&server).await, ["/other/things?after=a%2Fb+c==&x=1"]);
    for url in [
        "http://evil.example/x",
        "http://api-domain.com/x",
        "https://api-domain.com:x@evil.example/",
        "ftp://api-domain.com/",
    ] {
        let error = client.request(Method::GET, url).send().await.unwrap_err().to_string();
        assert!(error.contains("is not trusted with the API key: send a path"), "{error}");
    }
    assert_eq!(targets(&server).await.len(), 1);
}

#[tokio::test]
async fn the_key_in_every_location() {
    let sent = async |scheme: &'static str, key: &str| {
        let server = responding(json("[]")).await;
        let client: Client =
            builder(&server.uri()).api_key(key).auth_header(SchemeId::new(scheme)).build().unwrap();
        client.get_things("s").name("n").send().await.unwrap();
        only_request(&server).await
    };
    let request = sent("header", "k1").await;
    assert_eq!(request.headers["X-Things-Key"], "k1");
    assert!(!request.headers.contains_key("Authorization"));
    let request = sent("query", "k 1").await;
    assert_eq!(request.url.query(), Some("name=n&key=k+1"));
    let request = sent("basic", "Aladdin:open sesame").await;
    assert_eq!(request.headers["Authorization"], "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    let request = sent("cookie", "k1").await;
    assert_eq!(request.headers["Cookie"], "session=k1");
}

#[tokio::test]
async fn options_of_one_request() {
    let server = responding(json("[]")).await;
    let client = client(&server.uri());
    let options = RequestOptions::new().timeout(Duration::from_secs(5)).header("X-Trace", "7");
    client.get_things("s").options(options.clone()).send().await.unwrap();
    client.get_things("s").send().await.unwrap();
    let requests = server.received_requests().await.unwrap();
    assert_eq!(requests[0].headers["X-Trace"], "7");
    assert!(!requests[1].headers.contains_key("X-Trace"));

    for (name, value) in
        [("authorization", "x"), ("USER-AGENT", "x"), ("bad name", "x"), ("X-Ok", "a\nb")]
    {
        let options = RequestOptions::new().header(name, value);
        let error = client.get_things("s").options(options).send().await.unwrap_err().to_string();
        assert!(
            error.starts_with("getThings: ") && error.to_lowercase().contains(&name.to_lowercase()),
            "{error}"
        );
    }
    assert_eq!(targets(&server).await.len(), 2);
}

#[tokio::test]
async fn generic_code_can_spawn_any_request() {
    let server = responding(json("[{\"id\": 1}]")).await;
    let client = client(&server.uri());
    let things = tokio::spawn(sent(client.get_things("s"))).await.unwrap().unwrap();
    assert_eq!(things.len(), 1);
    let value = tokio::spawn(sent(client.request(Method::GET, "/x"))).await.unwrap().unwrap();
    assert_eq!(value[0]["id"], 1);
}
