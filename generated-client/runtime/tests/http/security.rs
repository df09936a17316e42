//! Operations with security requirements of their own: another key, several keys, alternatives, or none.

use crate::api::{API, Client, KEY, builder, plain};
use crate::server::{Reaction, Scripted, http, json, responding};
use runtime::{Api, Call, ClientBuilder, SchemeId, StaticKey, get};
use wiremock::{Request, ResponseTemplate};

#[get("/vault")]
#[request(id = "getVault", output = ())]
struct GetVault(Call);

const HEADER_KEY: &str = "key-of-the-header";
const COOKIE_KEY: &str = "key-of-the-cookie";

type Alternatives = &'static [&'static [&'static str]];

fn with_header(builder: ClientBuilder<Client>) -> ClientBuilder<Client> {
    builder.credentials_for(SchemeId::new("header"), StaticKey::new(HEADER_KEY))
}

fn with_both(builder: ClientBuilder<Client>) -> ClientBuilder<Client> {
    with_header(builder).credentials_for(SchemeId::new("cookie"), StaticKey::new(COOKIE_KEY))
}

fn vault(client: &Client, alternatives: Alternatives) -> GetVault {
    let mut call = Call::new(&client.session, GetVault::OPERATION);
    call.security(alternatives);
    GetVault(call)
}

/// The keys that the server receives: in `Authorization`, the header and the cookie.
async fn sent(
    keys: impl Fn(ClientBuilder<Client>) -> ClientBuilder<Client>,
    alternatives: Alternatives,
) -> [bool; 3] {
    let server = responding(json("null")).await;
    let client = keys(builder(&server.uri())).build().unwrap();
    vault(&client, alternatives).send().await.unwrap();
    let request = server.received_requests().await.unwrap().remove(0);
    let has = |request: &Request, name: &str, value: String| {
        request.headers.get(name).is_some_and(|found| found.as_bytes() == value.as_bytes())
    };
    [
        has(&request, "authorization", format!("Bearer {KEY}")),
        has(&request, "x-things-key", HEADER_KEY.to_owned()),
        has(&request, "cookie", format!("session={COOKIE_KEY}")),
    ]
}

#[tokio::test]
async fn the_first_complete_combination() {
    const EITHER: Alternatives = &[&["header", "cookie"], &["header"], &["bearer"]];
    assert_eq!(sent(with_both, EITHER).await, [false, true, true]);
    assert_eq!(sent(with_header, EITHER).await, [false, true, false]);
    assert_eq!(sent(|builder| builder, EITHER).await, [true, false, false]);
    // The default key can be part of a combination.
    assert_eq!(sent(with_header, &[&["bearer", "header"]]).await, [true, true, false]);
}

#[tokio::test]
async fn an_incomplete_combination_is_not_sent() {
    // The default key is sent if no combination is complete, unless the operation permits requests without credentials.
    assert_eq!(sent(with_header, &[&["cookie"]]).await, [true, false, false]);
    assert_eq!(sent(with_header, &[&["cookie"], &[]]).await, [false, false, false]);
    assert_eq!(sent(with_header, &[&["header"], &[]]).await, [false, true, false]);
}

/// An API of whose schemes any of two suffices.
static EITHER: Api = Api { security: &[&["header"], &["cookie", "bearer"]], ..API };

#[tokio::test]
async fn alternatives_of_the_whole_api() {
    let sent = async |keys: fn(ClientBuilder<Client>) -> ClientBuilder<Client>| {
        let server = responding(json("[]")).await;
        let client = keys(plain(&EITHER).base_url(server.uri())).build().unwrap();
        client.get_things("s").send().await.unwrap();
        let request = server.received_requests().await.unwrap().remove(0);
        ["authorization", "x-things-key", "cookie"].map(|name| request.headers.contains_key(name))
    };
    assert_eq!(sent(with_header).await, [false, true, false]);
    assert_eq!(sent(|builder| builder.api_key(KEY)).await, [true, false, false]);
    assert_eq!(sent(|builder| with_both(builder).api_key(KEY)).await, [false, true, false]);
    let cookie = |builder: ClientBuilder<Client>| {
        builder.api_key_for(SchemeId::new("cookie"), COOKIE_KEY).api_key(KEY)
    };
    assert_eq!(sent(cookie).await, [true, false, true]);
}

#[tokio::test]
async fn other_operations_are_sent_only_the_default_key() {
    let server = responding(json("[]")).await;
    let client = with_both(builder(&server.uri())).build().unwrap();
    client.get_things("s").send().await.unwrap();
    let request = server.received_requests().await.unwrap().remove(0);
    assert!(
        !request.headers.contains_key("x-things-key") && !request.headers.contains_key("cookie")
    );
}

#[tokio::test]
async fn no_key_is_ever_shown() {
    let body = format!(r#"{{"errors": ["bad keys: {HEADER_KEY}, {COOKIE_KEY}"]}}"#);
    let refused = ResponseTemplate::new(403).set_body_raw(body, "application/json");
    let server = responding(refused).await;
    let client = with_both(builder(&server.uri())).build().unwrap();
    let request = vault(&client, &[&["header", "cookie"]]);
    let shown = format!("{:?} {request:?}", client.session);
    let error = request.send().await.unwrap_err();
    assert_eq!(error.messages(), ["bad keys: [key], [key]"]);
    for text in [shown, error.to_string(), format!("{error:?}")] {
        assert!(!text.contains(HEADER_KEY) && !text.contains(COOKIE_KEY), "{text}");
    }
}

#[tokio::test]
async fn an_unknown_scheme() {
    let error = builder("http://127.0.0.1:1")
        .credentials_for(SchemeId::new("none"), StaticKey::new("x"))
        .build()
        .unwrap_err();
    assert!(error.to_string().contains("has no scheme `none`"), "{error}");
}

/// Servers often copy the query of a request, or a part of its URL, into the URL of a redirect.
#[tokio::test]
async fn a_redirect_that_repeats_the_key_is_not_followed_to_another_origin() {
    let encoded: String = KEY.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let copies = [
        format!("key={KEY}"),
        format!("key={encoded}"),
        format!("old=%3Fkey%3D{KEY}"),
        "key=".into(),
    ];
    for (scheme, copy) in ["query", "bearer"]
        .into_iter()
        .zip([&copies, &copies])
        .flat_map(|(scheme, copies)| copies.iter().map(move |copy| (scheme, copy.clone())))
    {
        let storage = Scripted::start(|_, line| unreachable!("{line}")).await;
        let location = format!("Location: {}/blob?a=b&{copy}\r\n", storage.base_url);
        let server = Scripted::start(move |_, _| Reaction::Respond(http(302, &location, ""))).await;
        let client: Client =
            builder(&server.base_url).auth_header(SchemeId::new(scheme)).build().unwrap();
        let line = client.get_thing("1").send().await.unwrap_err().to_string();
        assert!(
            line.ends_with("the host is not trusted, and the URL contains the API key"),
            "{line}"
        );
        assert!(!line.contains(KEY) && !line.contains(&encoded), "{line}");
    }
}

#[tokio::test]
async fn credentials_for_the_default_scheme_are_sent_without_an_api_key() {
    let server = responding(json("{}")).await;
    let client = plain(&API)
        .base_url(server.uri())
        .credentials_for(SchemeId::new("bearer"), StaticKey::new(KEY))
        .build()
        .unwrap();
    client.get_thing("1").send().await.unwrap();
    let request = server.received_requests().await.unwrap().remove(0);
    assert_eq!(request.headers["authorization"], format!("Bearer {KEY}").as_str());
}
