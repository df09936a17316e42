//! Security schemes in every location, alone, combined and as alternatives; and servers of an operation.

use crate::server::{header, received, responding};
use wire_format::secured::endpoint::{EndpointServer, EndpointServerVersion};
use wire_format::secured::move_served;
use wire_format::secured::served::{HttpServer, HttpServerBase};
use wire_format::{AuthHeader, Client, Method, Request, RequestOptions, StaticKey};
use wiremock::ResponseTemplate;

/// The credentials that the server receives: `X-Key`, `Authorization`, `Cookie`, and the query.
async fn keys<R: Request>(request: impl FnOnce(&Client) -> R) -> [Option<String>; 4] {
    let request = received(request).await;
    assert_eq!(header(&request, "x-unheard"), None, "a credential that the client does not have");
    let header = |name| header(&request, name).map(str::to_owned);
    let query = request.url.query().map(|query| {
        let mut pairs = form_urlencoded::parse(query.as_bytes()).into_owned();
        pairs.find_map(|(name, value)| (name == "key").then_some(value)).unwrap()
    });
    [header("x-key"), header("authorization"), header("cookie"), query]
}

#[tokio::test]
async fn each_operation_sends_its_required_credentials() {
    let some = |key: &str| Some(key.to_owned());
    let none = || None;
    assert_eq!(keys(|c| c.secured().usual()).await, [some("usual-key"), none(), none(), none()]);
    assert_eq!(keys(|c| c.secured().by_query()).await, [none(), none(), none(), some("query key")]);
    assert_eq!(
        keys(|c| c.secured().by_cookie()).await,
        [none(), none(), some("session=cookie-key"), none()]
    );
    assert_eq!(
        keys(|c| c.secured().by_basic()).await,
        // `user:password`, encoded as in RFC 7617.
        [none(), some("Basic dXNlcjpwYXNzd29yZA=="), none(), none()]
    );
    assert_eq!(
        keys(|c| c.secured().by_bearer()).await,
        [none(), some("Bearer token"), none(), none()]
    );
    assert_eq!(
        keys(|c| c.secured().by_both()).await,
        [none(), some("Bearer token"), none(), some("query key")]
    );
    assert_eq!(
        keys(|c| c.secured().by_either()).await,
        [none(), none(), some("session=cookie-key"), none()]
    );
    assert_eq!(
        keys(|c| c.secured().by_custom()).await,
        [none(), some("SharedAccessKey shared"), none(), none()]
    );
    assert_eq!(keys(|c| c.secured().open()).await, [none(), none(), none(), none()]);
}

#[tokio::test]
async fn either_scheme_of_the_document_is_sufficient() {
    let (server, _) = responding(ResponseTemplate::new(204)).await;
    let client = Client::builder()
        .base_url(server.uri())
        .credentials_for(AuthHeader::Bearer, StaticKey::new("token"))
        .configure_http(|http| http.tls_certs_only([]))
        .build()
        .unwrap();
    client.secured().usual().send().await.unwrap();
    client.request(Method::GET, "/undocumented").send().await.unwrap();
    for request in server.received_requests().await.unwrap() {
        assert_eq!(header(&request, "authorization"), Some("Bearer token"));
        assert_eq!(header(&request, "x-key"), None);
    }
}

#[tokio::test]
async fn a_request_uses_the_chosen_server() {
    let (chosen, _) = responding(ResponseTemplate::new(204)).await;
    let (_, client) = responding(ResponseTemplate::new(500)).await;
    let server = HttpServer::default().host(chosen.address().to_string()).base(HttpServerBase::Two);
    let options = RequestOptions::new().server(server);
    client.secured().served().options(options).send().await.unwrap();
    let request = chosen.received_requests().await.unwrap().remove(0);
    assert_eq!(request.url.path(), "/two/served");
    assert_eq!(header(&request, "x-key"), Some("usual-key"));

    let server = EndpointServer::default().version(EndpointServerVersion::V2);
    let server = server.endpoint(format!("{}/", chosen.uri()));
    let options = RequestOptions::new().server(server);
    client.secured().endpoint().options(options).send().await.unwrap();
    let request = chosen.received_requests().await.unwrap().remove(1);
    assert_eq!(request.url.path(), "/api/v2/endpoint");

    let put = client.dry_run().secured().move_served();
    let response =
        put.options(RequestOptions::new().server(move_served::Server::Usual)).send().await;
    assert_eq!(response.unwrap().unsent().unwrap().url(), "https://served.example/served");
}
