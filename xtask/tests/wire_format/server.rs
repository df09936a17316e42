//! A mock server with its responses, and a client for it.

use wire_format::schemas::Point;
use wire_format::{
    AuthHeader, Client, ClientBuilder, Decoding, Drift, Request, RequestOptions, StaticKey,
};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

pub(crate) fn builder(server: &MockServer) -> ClientBuilder {
    Client::builder()
        .base_url(server.uri())
        .api_key("usual-key")
        .credentials_for(AuthHeader::Query, StaticKey::new("query key"))
        .credentials_for(AuthHeader::Cookie, StaticKey::new("cookie-key"))
        .credentials_for(AuthHeader::Basic, StaticKey::new("user:password"))
        .credentials_for(AuthHeader::Bearer, StaticKey::new("token"))
        .credentials_for(AuthHeader::Custom, StaticKey::new("shared"))
        // Reading the system's certificates is slow.
        .configure_http(|http| http.tls_certs_only([]))
}

/// A server that always sends the same response.
pub(crate) async fn responding(response: ResponseTemplate) -> (MockServer, Client) {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(response).mount(&server).await;
    let client = builder(&server).build().unwrap();
    (server, client)
}

/// The request that the server received.
pub(crate) async fn received<R: Request>(request: impl FnOnce(&Client) -> R) -> wiremock::Request {
    let (server, client) = responding(ResponseTemplate::new(204)).await;
    request(&client).send().await.unwrap();
    let request = server.received_requests().await.unwrap().remove(0);
    accepted_by_the_test_server(&request).await;
    request
}

/// The client's own test server finds a request as the documents describe it.
async fn accepted_by_the_test_server(request: &wiremock::Request) {
    let server = wire_format::mock::MockServer::start();
    let query = request.url.query().map(|query| format!("?{query}")).unwrap_or_default();
    let url = format!("{}{}{query}", server.url(), request.url.path());
    let sent = wire_format::reqwest::Client::new()
        .request(request.method.clone(), url)
        .headers(request.headers.clone())
        .body(request.body.clone());
    sent.send().await.unwrap();
    let mismatches = server.take_mismatches();
    let [mismatch] = mismatches.as_slice() else { panic!("{mismatches:?}") };
    assert!(mismatch.ends_with(": the test sets no reply for it"), "{mismatch}");
}

/// A header of a request.
pub(crate) fn header<'r>(request: &'r wiremock::Request, name: &str) -> Option<&'r str> {
    request.headers.get(name).map(|value| value.to_str().unwrap())
}

/// Pairs of names and values, as owned strings.
pub(crate) fn pairs<const N: usize>(pairs: [(&str, &str); N]) -> Vec<(String, String)> {
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).into()
}

pub(crate) fn point() -> Point {
    Point::default().x(1).y(-2)
}

/// The JSON of [`point`].
pub(crate) const POINT: &str = r#"{"x": 1, "y": -2}"#;

pub(crate) fn json(status: u16, body: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_raw(body, "application/json")
}

pub(crate) fn raw(media_type: &str, body: &str) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_raw(body, media_type)
}

pub(crate) fn strict() -> RequestOptions {
    RequestOptions::new().decode(Decoding::Strict)
}

pub(crate) fn messages(drift: &[Drift]) -> Vec<String> {
    drift.iter().map(ToString::to_string).collect()
}
