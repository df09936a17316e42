//! Redirects of reads and writes, to the server itself and to another one.

use crate::server::{builder, header, point};
use serde_json::{Value, json};
use wire_format::Client;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

/// A server that redirects a path to a URL. It responds to everything else with a point.
async fn redirecting(from: &str, status: u16, to: &str) -> (MockServer, Client) {
    let server = pointing().await;
    let redirect = ResponseTemplate::new(status).insert_header("Location", to);
    Mock::given(path(from)).respond_with(redirect).with_priority(1).mount(&server).await;
    let client = builder(&server).build().unwrap();
    (server, client)
}

/// A server that responds with a point.
async fn pointing() -> MockServer {
    let server = MockServer::start().await;
    for name in ["GET", "POST"] {
        let point = ResponseTemplate::new(200).set_body_json(json!({ "x": 1, "y": -2 }));
        Mock::given(method(name)).respond_with(point).mount(&server).await;
    }
    server
}

async fn received(server: &MockServer) -> Vec<Request> {
    server.received_requests().await.unwrap()
}

#[tokio::test]
async fn a_read_is_followed_to_another_server_without_credentials() {
    let storage = pointing().await;
    for status in [301, 302, 303, 307, 308] {
        let to = format!("{}/blob?signature=s", storage.uri());
        let (server, client) = redirecting("/responses/default", status, &to).await;
        let response = client.responses().default_response().send().await.unwrap();
        assert_eq!(response.into_body(), point());
        assert_eq!(header(&received(&server).await[0], "x-key"), Some("usual-key"));
    }
    let stored = received(&storage).await;
    assert_eq!(stored.len(), 5);
    for request in stored {
        assert_eq!((request.method.as_str(), request.url.path()), ("GET", "/blob"));
        assert_eq!(request.url.query(), Some("signature=s"));
        assert!(!format!("{:?}", request.headers).contains("key"), "{:?}", request.headers);
    }
}

#[tokio::test]
async fn a_write_keeps_its_method_and_body_on_the_same_server() {
    for status in [307, 308] {
        let (server, client) = redirecting("/bodies/json", status, "/moved").await;
        client.bodies().json(point()).send().await.unwrap();
        let requests = received(&server).await;
        assert_eq!((requests[1].method.as_str(), requests[1].url.path()), ("POST", "/moved"));
        assert_eq!(header(&requests[1], "x-key"), Some("usual-key"));
        let sent: Value = requests[1].body_json().unwrap();
        assert_eq!(sent, json!({ "x": 1, "y": -2 }));
    }
}

#[tokio::test]
async fn a_write_is_not_followed_to_another_server() {
    let storage = pointing().await;
    let (server, client) = redirecting("/bodies/json", 307, &storage.uri()).await;
    let error = client.bodies().json(point()).send().await.unwrap_err();
    assert!(error.to_string().contains("the host is not trusted"), "{error}");
    assert_eq!(received(&server).await.len(), 1);
    assert!(received(&storage).await.is_empty());
}

/// The profile says that a redirected POST has been applied.
#[tokio::test]
async fn the_result_of_a_write_is_read_with_get() {
    for status in [301, 302] {
        let (server, client) = redirecting("/bodies/json", status, "/result").await;
        client.bodies().json(point()).send().await.unwrap();
        let requests = received(&server).await;
        assert_eq!((requests[1].method.as_str(), requests[1].url.path()), ("GET", "/result"));
        assert!(requests[1].body.is_empty());
        assert_eq!(header(&requests[1], "content-type"), None);
    }
}
