//! Nothing that is shown contains a secret: `Debug`, `Display`, errors, traces, drift, dry runs, cursors and reports.

use crate::api::{API, Client, plain};
use crate::server::{Reaction, Scripted, http};
#[cfg(feature = "tracing")]
use runtime::testing::SimulatedClock;
use runtime::{
    ActionBatch, ByteStream, Call, Decoding, Error, Events, HeaderMap, JsonLines, MediaType,
    Method, RefreshToken, Request as _, RequestOptions, RetryPolicy, SchemeId, Value, get, object,
    union,
};
use std::collections::BTreeMap;
use std::fmt::Debug;

/// A key with characters that each encoding changes.
const KEY: &str = "abcdEFGH/ijkl+mn\"op==";

/// The spellings of the key that a server could repeat.
const SPELLINGS: [&str; 9] = [
    r#"abcdEFGH/ijkl+mn\"op=="#,
    r#"abcdEFGH\/ijkl+mn\"op=="#,
    r#"abcdEFGH\u002Fijkl\u002bmn\u0022op\u003d="#,
    "abcdEFGH%2Fijkl%2Bmn%22op%3D%3D",
    "abcdEFGH%2fijkl%2bmn%22op==",
    "abcdEFGH%252Fijkl%252Bmn%2522op%253D%253D",
    "abcdEFGH/ijkl+mn&quot;op==",
    "abcdEFGH&#47;ijkl&#43;mn&#34;op&#x3d;&#61;",
    "abcdEFGH&amp;#47;ijkl+mn&amp;quot;op==",
];

/// Other secrets, of headers, bodies and parameters.
const SECRETS: [&str; 9] = [
    "HEADER-SECRET",
    "OPTION-SECRET",
    "DEFAULT-SECRET",
    "QUERY-SECRET",
    "PSK-SECRET",
    "SNMP-SECRET",
    "OWN-SECRET",
    "VALUE-SECRET",
    "EXTRA-SECRET",
];

/// What has been shown.
#[derive(Default)]
struct Shown(Vec<String>);

impl Shown {
    fn debug(&mut self, shown: &impl Debug) {
        self.0.push(format!("{shown:?}"));
        self.0.push(format!("{shown:#?}"));
    }

    fn error(&mut self, error: &Error) {
        self.debug(error);
        self.0.push(format!(
            "{error} {:?} {:?} {:?}",
            error.messages(),
            error.body(),
            error.request_id()
        ));
        let mut source = std::error::Error::source(error);
        while let Some(cause) = source {
            self.0.push(format!("{cause} {cause:?}"));
            source = cause.source();
        }
    }

    fn assert_without_secrets(&self) {
        assert!(!self.0.is_empty());
        for text in &self.0 {
            // `Debug` of a string escapes it once more.
            let plain = text.replace('\\', "");
            for secret in SPELLINGS.iter().map(|key| key.replace('\\', "")).chain([KEY.to_owned()])
            {
                assert!(!plain.contains(&secret), "{secret} in {text}");
            }
            for secret in SECRETS {
                assert!(!text.contains(secret), "{secret} in {text}");
            }
        }
    }
}

#[object(setters)]
struct Settings {
    name: Option<String>,
    psk: Option<String>,
    has_password: Option<bool>,
    radius_secret: Option<Option<String>>,
    #[property(secret)]
    v3_auth_pass: Option<String>,
    raw: Option<Vec<Value>>,
    choice: Option<Choice>,
    #[property(extra)]
    extra: BTreeMap<String, Value>,
}

#[union]
enum Choice {
    Number(i64),
}

#[get("/settings")]
#[request(id = "getSettings", output = Settings)]
struct GetSettings(Call);

fn settings() -> Settings {
    let value = || serde_json::json!({"psk": "VALUE-SECRET", "name": "shown"});
    let mut settings = Settings::default()
        .name("shown")
        .psk("PSK-SECRET")
        .has_password(true)
        .radius_secret("OWN-SECRET")
        .v3_auth_pass("SNMP-SECRET")
        .raw([value()])
        .choice(Choice::Unknown(value()));
    settings.extra.insert("apiKey".to_owned(), "EXTRA-SECRET".into());
    settings.extra.insert("more".to_owned(), value());
    settings
}

fn client(base_url: &str, scheme: &'static str) -> Client {
    let key = if scheme == "basic" { format!("{KEY}:") } else { KEY.to_owned() };
    let mut headers = HeaderMap::new();
    headers.insert("x-auth-token", "DEFAULT-SECRET".parse().unwrap());
    plain(&API)
        .api_key(key)
        .auth_header(SchemeId::new(scheme))
        .base_url(base_url)
        .default_headers(headers)
        .retry(RetryPolicy::never())
        .build()
        .unwrap()
}

fn options() -> RequestOptions {
    RequestOptions::new().header("X-Trace-Token", "OPTION-SECRET")
}

#[test]
fn clients_requests_and_bodies() {
    let mut shown = Shown::default();
    let client = client("http://h.example", "bearer");
    shown.debug(&client);
    shown.debug(&options());
    let raw = || {
        let request = client.request(Method::POST, "/x?api_key=QUERY-SECRET").json(&settings());
        request.header("X-Token", "HEADER-SECRET").query("token", "QUERY-SECRET").options(options())
    };
    shown.debug(&raw());
    shown.debug(&client.get_things("s").name(KEY).options(options()));
    shown.debug(&client.get_things(KEY));
    shown.debug(&client.get_things(KEY).options(options()).accept(MediaType::text("text/csv")));
    shown.debug(&settings());
    shown.debug(&raw().dry_run().unwrap());
    shown.0.push(raw().dry_run().unwrap().to_string());
    shown.assert_without_secrets();

    let debug = format!("{:?}", settings());
    for part in [
        "psk: Some(***)",
        "v3_auth_pass: Some(***)",
        "has_password: Some(true)",
        "name: Some(\"shown\")",
    ] {
        assert!(debug.contains(part), "{part} in {debug}");
    }
    assert!(format!("{:?}", Settings::default()).contains("psk: None"));
    assert_eq!(
        raw().dry_run().unwrap().to_string().lines().take(2).collect::<Vec<_>>(),
        [
            "POST http://h.example/x?api_key=***&token=***",
            "headers: x-auth-token, x-token, x-trace-token, accept, user-agent, content-type",
        ]
    );
}

#[tokio::test]
async fn dry_runs_and_reports() {
    let mut shown = Shown::default();
    let dry = client("http://h.example", "query").session.dry_run();
    let mut batch = ActionBatch::new(&dry, "S".to_owned());
    let body = serde_json::to_value(settings()).unwrap();
    let mut action = client("http://h.example", "bearer").delete_thing("1").action().unwrap();
    action.body = Some(body);
    shown.debug(&action);
    batch.add(action);
    shown.debug(&batch);
    let report = batch.confirm().run().await;
    shown.debug(&report);
    shown.0.push(report.chunks()[0].unsent().unwrap().to_string());
    let error = dry.request(Method::POST, "/x").json(&settings()).streamed::<ByteStream>().await;
    shown.debug(&error);
    shown.assert_without_secrets();
}

#[tokio::test]
async fn a_key_that_a_server_repeats() {
    for scheme in ["bearer", "header", "query", "basic", "cookie"] {
        for spelling in SPELLINGS {
            let mut shown = Shown::default();
            // In the plain spelling, the quote has no backslash outside of JSON.
            let text = if spelling == SPELLINGS[0] { KEY } else { spelling };
            let header = format!("X-Request-Id: {text}\r\n");
            for body in [
                format!(r#"{{"errors": ["bad key {spelling}"]}}"#),
                format!(r#"{{"code": 7, "key": "{spelling}", "{spelling}": 1}}"#),
                format!("Cannot GET /things?api_key={text}"),
                format!("<html><title>404 /x?api_key={text}</title></html>"),
            ] {
                let server = responding(http(401, &header, &body)).await;
                let client = client(&server.base_url, scheme);
                shown.error(&client.get_things("s").send().await.unwrap_err());
            }
            let server =
                responding(http(302, &format!("Location: /{text}?k={text}\r\n"), "")).await;
            shown.error(
                &client(&server.base_url, scheme)
                    .create_thing(crate::api::thing(1))
                    .send()
                    .await
                    .unwrap_err(),
            );

            let body = format!(r#"[{{"id": "{spelling}", "mainColor": {{"{spelling}": []}}}}]"#);
            let server = responding(http(200, &header, &body)).await;
            let client = client(&server.base_url, scheme);
            let things = client.get_things("s").send().await.unwrap();
            shown.debug(&things.drift());
            shown.0.extend(things.drift().iter().map(ToString::to_string));
            let strict = RequestOptions::new().decode(Decoding::Strict);
            let strictly = || client.get_things("s").options(strict.clone());
            shown.error(&strictly().send().await.unwrap_err());
            let mut lines = strictly().streamed::<JsonLines<Vec<i64>>>().await.unwrap().into_body();
            shown.error(&lines.try_next().await.unwrap_err());
            let request = client.get_things("s");
            let mut lines = request.streamed::<JsonLines<Vec<i64>>>().await.unwrap().into_body();
            lines.try_next().await.unwrap();
            shown.debug(&lines.drift());

            let body = format!(r#"{{"name": ["{spelling}"], "{spelling}": 1}}"#);
            let server = responding(http(400, &header, &body)).await;
            let error = self::client(&server.base_url, scheme).get_thing("1").send().await;
            let (_, drift) = error.unwrap_err().json_with_drift::<Settings>().unwrap();
            shown.debug(&drift);

            let body = format!("data: [\"{spelling}\"]\n\n");
            let server = responding(http(200, "", &body)).await;
            let client = self::client(&server.base_url, scheme);
            let strictly = client.get_things("s").options(strict);
            let mut events = strictly.streamed::<Events<Vec<i64>>>().await.unwrap().into_body();
            shown.error(&events.try_next().await.unwrap_err());
            let request = client.get_things("s");
            let mut events = request.streamed::<Events<Vec<i64>>>().await.unwrap().into_body();
            events.try_next().await.unwrap();
            shown.debug(&events.drift());
            shown.assert_without_secrets();
        }
    }
}

#[cfg(feature = "tracing")]
#[tokio::test]
async fn traces() {
    for spelling in SPELLINGS {
        let body =
            format!(r#"[{{"id": "{spelling}", "psk": "PSK-SECRET", "{spelling}": "{spelling}"}}]"#);
        let header = format!("X-Request-Id: {spelling}\r\n");
        let server = Scripted::start(move |count, _| {
            Reaction::Respond(http(if count == 0 { 503 } else { 200 }, &header, &body))
        })
        .await;
        let client: Client = plain(&API)
            .api_key(KEY)
            .base_url(&server.base_url)
            .clock(SimulatedClock::new())
            .trace_bodies()
            .build()
            .unwrap();
        let text = crate::traces::traced(async {
            client.get_things("s").options(options()).send().await.unwrap();
            let raw = client.request(Method::PUT, "/x?api_key=QUERY-SECRET").json(&settings());
            raw.header("X-Token", "HEADER-SECRET").send().await.unwrap();
        })
        .await;
        for part in ["sending again", "request body", "response body", "deviates"] {
            assert!(text.contains(part), "{part} in {text}");
        }
        Shown(vec![text]).assert_without_secrets();
    }
}

#[tokio::test]
async fn secret_properties_in_errors() {
    let mut shown = Shown::default();
    let body =
        r#"{"name": 5, "psk": "PSK-SECRET", "pin": "OWN-SECRET", "v3AuthPass": "SNMP-SECRET"}"#;
    let nested = r#"{"psk": ["PSK-SECRET"], "v3AuthPass": ["SNMP-SECRET"]}"#;
    for body in [body, nested, body.get(..40).unwrap()] {
        for status in [200, 400] {
            let server = responding(http(status, "", body)).await;
            let client = client(&server.base_url, "bearer");
            let strict = RequestOptions::new().decode(Decoding::Strict);
            let request = GetSettings(Call::new(&client.session, GetSettings::OPERATION));
            let error = request.options(strict).send().await.unwrap_err();
            shown.error(&error);
            shown.debug(&error.json_with_drift::<Settings>().map(|(_, drift)| drift));
        }
    }
    shown.assert_without_secrets();
}

#[tokio::test]
async fn a_cursor_holds_no_key() {
    for scheme in ["query", "bearer"] {
        // The parameter of the scheme is `key`.
        let parameter = if scheme == "query" { "key" } else { "other" };
        let key = "abcdEFGH%2Fijkl%2Bmn%22op%3D%3D";
        let link = format!("Link: <?page=2&{parameter}={key}&x=1>; rel=next\r\n");
        let server = responding(http(200, &link, "[]")).await;
        let mut pages = client(&server.base_url, scheme).get_things("s").pages();
        pages.try_next().await.unwrap().unwrap();
        let cursor = pages.cursor().unwrap();
        let stored = serde_json::to_string(&cursor).unwrap();
        assert!(stored.contains("/shelves/s/things?page=2&x=1\""), "{stored}");
        let mut shown = Shown(vec![stored]);
        shown.debug(&cursor);
        shown.assert_without_secrets();
        let resumed = client(&server.base_url, scheme).get_things("s").resume(cursor);
        let page = resumed.pages().try_next().await.unwrap().unwrap();
        shown.debug(&page.links());
        shown.assert_without_secrets();
    }
}

#[tokio::test]
async fn errors_of_batches() {
    for spelling in SPELLINGS {
        let body =
            format!(r#"{{"id": "7", "state": {{"failed": true, "errors": ["bad {spelling}"]}}}}"#);
        let server = responding(http(200, "", &body)).await;
        let client = client(&server.base_url, "bearer");
        let mut batch = ActionBatch::new(&client.session, "S".to_owned());
        batch.add(client.delete_thing("1").action().unwrap());
        let report = batch.confirm().run().await;
        let mut shown = Shown::default();
        shown.debug(&report);
        shown
            .0
            .extend(report.outcomes().map(|(action, outcome)| format!("{action:?} {outcome:?}")));
        shown.assert_without_secrets();
    }
}

#[tokio::test]
async fn secrets_of_tokens() {
    const REFRESH: &str = "refresh/refresh+2";
    for text in
        ["refresh%2Frefresh%2B2", r"refresh\/refresh+2", "Basic aWQ6YS9zZWNyZXQ=", "a%2Fsecret"]
    {
        let body = format!(r#"{{"error": "invalid", "error_description": "of {text}"}}"#);
        let server = responding(http(400, "", &body)).await;
        let credentials = RefreshToken::new(&server.base_url, "id", "a/secret", REFRESH).unwrap();
        let mut shown = Shown::default();
        shown.debug(&credentials);
        let client: Client =
            plain(&API).base_url(&server.base_url).credentials(credentials).build().unwrap();
        shown.error(&client.get_thing("1").send().await.unwrap_err());
        for shown in shown.0 {
            for secret in [REFRESH, text, "aWQ6YS9zZWNyZXQ=", "a/secret"] {
                assert!(!shown.contains(secret), "{secret} in {shown}");
            }
        }
    }
}

#[tokio::test]
async fn a_short_key_is_redacted_where_it_stands_alone() {
    let server = responding(http(401, "", r#"{"errors": ["bad key=ab, a table"]}"#)).await;
    let client: Client = plain(&API).base_url(&server.base_url).api_key("ab").build().unwrap();
    let error = client.get_thing("1").send().await.unwrap_err();
    assert_eq!(error.messages(), ["bad key=[key], a table"]);
}

async fn responding(response: String) -> Scripted {
    Scripted::start(move |_, _| Reaction::Respond(response.clone())).await
}
