//! The builder of clients: settings and their errors.

use crate::api::{API, Client, builder};
use crate::server::{json, responding};
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use runtime::{Api, BaseUrl, ClientBuilder, SchemeId};

fn failure(builder: ClientBuilder<Client>) -> String {
    let error = builder.build().unwrap_err();
    assert!(error.status().is_none() && error.operation().is_none());
    error.to_string()
}

#[test]
fn settings_from_the_environment() {
    assert!(ClientBuilder::<Client>::new(&API).api_key_from_env().build().is_ok());
    static UNSET: Api = Api { key_variable: "THINGS_KEY_THAT_NOBODY_SETS", ..API };
    let unset = || ClientBuilder::<Client>::new(&UNSET);
    assert_eq!(
        failure(unset().api_key_from_env()),
        "the environment variable `THINGS_KEY_THAT_NOBODY_SETS` is not set: it must hold the API key"
    );
    assert!(unset().api_key_from_env().api_key("given").build().is_ok());
    assert!(unset().build().is_ok(), "without a key at all");
    static NAMELESS: Api = Api { key_variable: "", ..API };
    let nameless = failure(ClientBuilder::<Client>::new(&NAMELESS).api_key_from_env());
    assert!(nameless.contains("no environment variable of the API key"), "{nameless}");
}

#[test]
fn keys() {
    for key in ["", "two\nlines", "ends ", "ключ"] {
        assert!(failure(builder("http://h").api_key(key)).starts_with("the API key "), "{key:?}");
    }
    assert_eq!(
        failure(builder("http://h").auth_header(SchemeId::new("none"))),
        "the Things API has no scheme `none`"
    );
    static KEYLESS: Api = Api { schemes: &[], ..API };
    assert_eq!(
        failure(ClientBuilder::new(&KEYLESS).api_key("k")),
        "the client of the Things API knows no security scheme: generate it with `auth.scheme` in its profile, or add \
         credentials with an interceptor"
    );
    let authorization = HeaderMap::from_iter([(AUTHORIZATION, HeaderValue::from_static("k"))]);
    let error = failure(ClientBuilder::new(&KEYLESS).default_headers(authorization));
    assert!(error.contains("`auth.scheme`") && error.contains("an interceptor"), "{error}");
}

#[test]
fn base_urls() {
    for (url, expected) in [
        ("http://127.0.0.1:4010/api/v1", "http://127.0.0.1:4010/api/v1"),
        ("http://127.0.0.1:4010/api/v1///", "http://127.0.0.1:4010/api/v1"),
        ("HTTPS://API-domain.com", "https://api-domain.com/"),
        ("https://unknown.example", "https://unknown.example/"),
    ] {
        let client = builder(url).build().unwrap();
        let debug = format!("{client:?}");
        assert!(debug.contains(&format!("base_url: \"{expected}\"")), "{debug}");
    }
    for (url, what) in [
        ("", "is not set"),
        ("/api/v1", "is not an absolute URL"),
        ("127.0.0.1:4010", "is not an absolute URL"),
        ("localhost:4010", "must begin with `https://` or `http://`"),
        ("ftp://h", "must begin with `https://` or `http://`"),
        ("http://user:hidden@h", "must not hold a user or a password"),
        ("http://h?key=hidden", "must not have a query or a fragment"),
        ("http://h#hidden", "must not have a query or a fragment"),
        ("http://api-domain.com/v1", "must be https"),
        ("http://n1.api-domain.com/v1", "must be https"),
    ] {
        let failure = failure(builder(url));
        assert!(failure.starts_with(&format!("the base URL {what}")), "{url}: {failure}");
        assert!(!failure.contains("hidden"), "{failure}");
    }
}

#[test]
fn base_urls_of_every_kind() {
    let url = String::from("http://h/a");
    for base in [
        BaseUrl::from("http://h/a"),
        BaseUrl::from(&url),
        BaseUrl::from(url.clone()),
        BaseUrl::from_static("http://h/a"),
    ] {
        let client = ClientBuilder::<Client>::new(&API).region(base).build().unwrap();
        assert!(format!("{client:?}").contains("http://h/a"));
    }
}

#[tokio::test]
async fn callers() {
    let server = responding(json("[]")).await;
    let client = builder(&server.uri()).caller("Mambo Vega").build().unwrap();
    client.get_things("s").send().await.unwrap();
    let client = builder(&server.uri()).user_agent("mine/2").caller("Mambo Vega").build().unwrap();
    client.get_things("s").send().await.unwrap();
    let requests = server.received_requests().await.unwrap();
    assert_eq!(requests[0].headers["User-Agent"], "things/1.2.3 Mambo Vega");
    assert_eq!(requests[1].headers["User-Agent"], "mine/2 Mambo Vega");

    assert_eq!(
        failure(builder("http://h").caller("Mambo")),
        "the caller \"Mambo\" is not in the form `Application Vendor`"
    );
    assert!(failure(builder("http://h").caller("a b\r\nX: y")).starts_with("the caller "));
    assert!(failure(builder("http://h").user_agent("a\nb")).starts_with("the user agent "));
    static ANYONE: Api = Api { caller: None, ..API };
    assert!(ClientBuilder::<Client>::new(&ANYONE).caller("anything at all").build().is_ok());
}

#[test]
fn clients_are_shared_between_threads() {
    fn is_shared<T: Clone + Send + Sync + 'static>(_: &T) {}
    is_shared(&builder("http://h").build().unwrap());
}
