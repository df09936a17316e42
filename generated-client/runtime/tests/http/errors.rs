//! Errors made from responses that are not a success.

use crate::api::{client, thing};
use crate::server::responding;
use runtime::{Error, StatusCode, Value, object, union};
use std::time::Duration;
use wiremock::ResponseTemplate;

async fn failed(response: ResponseTemplate) -> Error {
    let server = responding(response).await;
    client(&server.uri()).get_thing("1").send().await.unwrap_err()
}

#[tokio::test]
async fn messages_of_the_api() {
    let response = ResponseTemplate::new(404)
        .set_body_raw(r#"{"errors": ["No such thing", "Nor\nany\tother"]}"#, "application/json")
        .insert_header("X-Request-Id", "r-9")
        .insert_header("X-Other", "o");
    let error = failed(response).await;
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    assert_eq!(error.messages(), ["No such thing", "Nor\nany\tother"]);
    assert_eq!(error.request_id(), Some("r-9"));
    assert_eq!(error.operation(), Some("getThing"));
    assert_eq!(error.headers().unwrap()["x-other"], "o");
    assert_eq!(error.retry_after(), None);
    assert_eq!(
        error.to_string(),
        "getThing: 404 Not Found: No such thing; Nor any other (request r-9)"
    );
    assert!(
        !error.is_rate_limited()
            && !error.is_timeout()
            && !error.is_connect()
            && !error.is_decode()
    );
    assert!(std::error::Error::source(&error).is_none());
}

/// The body of an error.
#[object]
struct Fault {
    code: i64,
    reason: String,
    at: Option<i64>,
    causes: Vec<Fault>,
}

#[tokio::test]
async fn bodies_are_decoded_tolerantly() {
    let body = r#"{"code": "E7", "reason": "full", "at": "now", "causes": [{"code": 1, "reason": {}, "causes": []}]}"#;
    let error = failed(ResponseTemplate::new(409).set_body_raw(body, "application/json")).await;
    let (fault, drift) = error.json_with_drift::<Fault>().unwrap();
    assert_eq!((fault.code, &*fault.reason, fault.at), (0, "full", None));
    assert_eq!((fault.causes[0].code, &*fault.causes[0].reason), (1, ""));
    let drift: Vec<_> = drift.iter().map(ToString::to_string).collect();
    assert_eq!(
        drift,
        [
            r#"$.code: expected i64, found `"E7"`"#,
            r#"$.at: expected i64, found `"now"`"#,
            "$.causes[0].reason: expected a string, found `{}`",
        ]
    );
    for other in [r#"{"code": 1}"#, r#"["full"]"#, "full"] {
        let error = failed(ResponseTemplate::new(409).set_body_string(other)).await;
        assert!(error.json::<Fault>().is_none(), "{other}");
    }
}

#[tokio::test]
async fn bodies_that_are_not_from_the_api() {
    for (status, body, message) in [
        (500, "", "getThing: 500 Internal Server Error"),
        (
            502,
            "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>",
            "getThing: 502 Bad Gateway: 502 Bad Gateway",
        ),
        (503, "<!DOCTYPE html><html><body><p>long page", "getThing: 503 Service Unavailable"),
        (
            500,
            "upstream\r\nX-Evil: down",
            "getThing: 500 Internal Server Error: upstream X-Evil: down",
        ),
        (400, r#"{"message": "general"}"#, "getThing: 400 Bad Request: general"),
        (
            400,
            r#"{"errors": {"name": ["is bad"]}}"#,
            r#"getThing: 400 Bad Request: {"name":["is bad"]}"#,
        ),
        (400, r#"{"errors": []}"#, "getThing: 400 Bad Request"),
        (599, "null", "getThing: 599 <unknown status code>"),
    ] {
        let response = ResponseTemplate::new(status).set_body_raw(body, "text/plain");
        let error = failed(response).await;
        assert_eq!(error.to_string(), message);
        assert_eq!(error.body(), Some(body));
    }
}

#[tokio::test]
async fn long_messages_are_cut_and_on_one_line() {
    let body = format!(r#"{{"errors": ["{}\u001b[31m"]}}"#, "x\\n".repeat(50_000));
    let error = failed(ResponseTemplate::new(400).set_body_raw(body, "application/json")).await;
    let line = error.to_string();
    assert!(line.len() < 1_000 && !line.chars().any(char::is_control), "{line}");
    assert_eq!(error.body().unwrap().len(), 4096);
}

#[tokio::test]
async fn rate_limits() {
    let limited = async |retry_after: &str| {
        let error =
            failed(ResponseTemplate::new(429).insert_header("Retry-After", retry_after)).await;
        assert!(error.is_rate_limited());
        error.retry_after()
    };
    assert_eq!(limited("2").await, Some(Duration::from_secs(2)));
    assert_eq!(limited("999999999999").await, Some(Duration::from_secs(3600)));
    assert_eq!(limited("Wed, 21 Oct 2015 07:28:00 GMT").await, Some(Duration::ZERO));
    assert_eq!(limited("soon").await, None);
    assert!(failed(ResponseTemplate::new(429)).await.is_rate_limited());
}

#[tokio::test]
async fn writes_are_not_redirected_to_other_hosts() {
    let elsewhere = responding(ResponseTemplate::new(200)).await;
    for status in [301, 302, 307, 308] {
        let elsewhere = elsewhere.uri().replace("127.0.0.1", "localhost");
        let location = format!("{elsewhere}/things/1?token=t");
        let redirect = ResponseTemplate::new(status).insert_header("Location", location.as_str());
        let server = responding(redirect).await;
        let request = client(&server.uri()).create_thing(thing(1));
        let error = request.send().await.unwrap_err();
        assert_eq!(error.status().unwrap().as_u16(), status);
        let line = error.to_string();
        let expected = format!("redirect to {elsewhere}/things/1 not followed: ");
        assert!(line.contains(&expected), "{line}");
    }
    assert!(elsewhere.received_requests().await.unwrap().is_empty());
    let error = failed(ResponseTemplate::new(304)).await;
    assert_eq!(error.to_string(), "getThing: 304 Not Modified");
}

#[object]
struct Occupied {
    beds: Option<i64>,
}

#[object]
struct Frozen {
    until: Option<String>,
}

#[union(tag = "reason")]
enum Refusal {
    #[tag("occupied")]
    Occupied(Occupied),
    #[tag("frozen")]
    Frozen(Frozen),
}

#[tokio::test]
async fn a_union_of_errors_keeps_what_fits() {
    let unknown = |text: &str| Refusal::Unknown(serde_json::from_str::<Value>(text).unwrap());
    for (body, expected, location) in [
        (
            r#"{"reason": "frozen", "until": "May"}"#,
            Refusal::Frozen(Frozen { until: Some("May".to_owned()) }),
            None,
        ),
        (
            r#"{"reason": "occupied", "beds": []}"#,
            Refusal::Occupied(Occupied { beds: None }),
            Some("$.beds"),
        ),
        // A new tag is no drift.
        (r#"{"reason": "dry"}"#, unknown(r#"{"reason": "dry"}"#), None),
        ("[7]", unknown("[7]"), Some("$")),
    ] {
        let response = ResponseTemplate::new(400).set_body_raw(body, "application/json");
        let error = failed(response).await;
        let (refusal, drift) = error.json_with_drift::<Refusal>().unwrap();
        assert_eq!(refusal, expected, "{body}");
        let locations: Vec<_> = drift.iter().map(|drift| drift.path()).collect();
        assert_eq!(locations, Vec::from_iter(location), "{body}");
        assert_eq!(error.json::<Refusal>(), Some(refusal));
    }
}
