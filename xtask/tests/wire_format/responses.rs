//! Responses that are read at once or as bytes, by status and media type.

use crate::server::{POINT, header, json, messages, point, raw, responding, strict};
use wire_format::responses::{refused, refused_by_class, response_headers, several_responses};
use wire_format::schemas::{Conflict, Fault, Point, PointOrMoment};
use wire_format::{ByteStream, Bytes, Request, RequestOptions, StatusCode, Value};
use wiremock::ResponseTemplate;

#[tokio::test]
async fn several_successes() {
    let (_server, client) = responding(json(200, POINT)).await;
    let response = client.responses().several_responses().send().await.unwrap();
    assert_eq!(response.into_body(), several_responses::Response::Ok(point()));
    let (_server, client) = responding(json(202, r#"["a"]"#)).await;
    let response = client.responses().several_responses().send().await.unwrap();
    assert_eq!(response.into_body(), several_responses::Response::Accepted(vec!["a".to_owned()]));
}

#[tokio::test]
async fn text_and_an_image_are_bytes() {
    for (status, media_type, body) in
        [(200, "text/plain", &b"a"[..]), (206, "image/png", b"\xff\0")]
    {
        let response = ResponseTemplate::new(status).set_body_raw(body, media_type);
        let (_server, client) = responding(response).await;
        let response = client.responses().text_or_image().send().await.unwrap();
        assert_eq!(response.into_body().bytes().await.unwrap(), body);
    }
}

#[tokio::test]
async fn a_number_of_an_example_may_be_an_integer_or_a_fraction() {
    let (_server, client) = responding(json(200, r#"{"load": 1.5, "id": 9007199254740993}"#)).await;
    let response = client.responses().by_example().options(strict()).send().await.unwrap();
    assert_eq!(response.load.as_ref().and_then(|load| load.as_f64()), Some(1.5));
    assert_eq!(response.id.as_ref().and_then(|id| id.as_i64()), Some(9_007_199_254_740_993));
    let (_server, client) = responding(json(200, r#"{"load": "1.5", "id": "x"}"#)).await;
    let response = client.responses().by_example().send().await.unwrap();
    assert_eq!((response.load.as_ref().unwrap().as_f64(), &response.id), (Some(1.5), &None));
    assert_eq!(response.drift().len(), 2, "{:?}", response.drift());
}

#[tokio::test]
async fn any_success() {
    for status in [200, 201, 203] {
        let (_server, client) = responding(json(status, POINT)).await;
        let response = client.responses().default_response().send().await.unwrap();
        assert_eq!((response.status().as_u16(), response.into_body()), (status, point()));
        let response = client.responses().range_of_responses().send().await.unwrap();
        assert_eq!((response.status().as_u16(), response.into_body()), (status, point()));
    }
}

#[tokio::test]
async fn an_undocumented_success_is_not_read_as_another_status() {
    let (server, client) = responding(json(201, POINT)).await;
    for options in [RequestOptions::new(), strict()] {
        let error = client.responses().one_success().options(options).send().await.unwrap_err();
        let text = error.to_string();
        assert!(text.contains("the request succeeded"), "{text}");
        assert!(
            text.contains("describes only 200: read this response with `Error::json`"),
            "{text}"
        );
        assert_eq!(error.json::<Point>(), Some(point()));
    }
    assert_eq!(server.received_requests().await.unwrap().len(), 2, "it is not retried");
    let received = client.responses().one_success().receive_json::<Point>().await.unwrap();
    assert_eq!((received.drift(), &*received), (&[][..], &point()));
}

#[tokio::test]
async fn an_undocumented_success_has_the_content_of_the_default() {
    let (server, client) = responding(json(202, r#"{"reason": "later"}"#)).await;
    let error = client.responses().success_or_default().send().await.unwrap_err();
    assert!(error.to_string().contains("the request succeeded"), "{error}");
    assert!(error.is_decode() && error.is_ambiguous());
    assert_eq!(error.json::<Fault>().unwrap().reason.as_deref(), Some("later"));
    assert_eq!(server.received_requests().await.unwrap().len(), 1);
    let (_server, client) = responding(json(200, POINT)).await;
    let response = client.responses().success_or_default().send().await.unwrap();
    assert_eq!((response.drift(), &*response), (&[][..], &point()));
}

#[tokio::test]
async fn a_string_that_is_no_date_time_is_drift() {
    let body = r#"[{"at": "2020-01-01T00:00:00Z"}, {"at": "yesterday", "point": {"type": "moment", "at": "2020-01-01T00:00:00"}}]"#;
    let (_server, client) = responding(json(200, body)).await;
    let response = client.responses().moments().send().await.unwrap();
    let expected = [
        "$[1].at: expected a date-time, found `\"yesterday\"`",
        "$[1].point.at: expected a date-time, found `\"2020-01-01T00:00:00\"`",
    ];
    assert_eq!(messages(response.drift()), expected);
    assert_eq!(response[1].at.as_str(), "yesterday");
    let Some(PointOrMoment::Moment(moment)) = response[1].point.as_deref() else {
        panic!("{response:?}")
    };
    assert_eq!(moment.at.as_str(), "2020-01-01T00:00:00");
    let error = client.responses().moments().options(strict()).send().await.unwrap_err();
    assert!(error.to_string().contains("does not fit at $[1].at"), "{error}");
}

#[tokio::test]
async fn errors_by_status() {
    let (_server, client) = responding(json(409, r#"{"with": "you"}"#)).await;
    let error = client.responses().refused().send().await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::CONFLICT));
    assert_eq!(error.json::<Conflict>().unwrap().with.as_deref(), Some("you"));
    let (_server, client) = responding(json(409, r#"{"with": "you", "since": [1]}"#)).await;
    let error = client.responses().refused().send().await.unwrap_err();
    let conflict = error.json::<Conflict>().unwrap();
    assert_eq!((conflict.with.as_deref(), conflict.since), (Some("you"), None));
    let (_, drift) = error.json_with_drift::<Conflict>().unwrap();
    assert_eq!(messages(&drift), ["$.since: expected a string, found `[1]`"]);
    let (_server, client) = responding(json(418, r#"{"reason": "a teapot"}"#)).await;
    let error = client.responses().refused().send().await.unwrap_err();
    assert_eq!(error.json::<Fault>().unwrap().reason.as_deref(), Some("a teapot"));
}

#[tokio::test]
async fn one_type_for_the_errors_of_all_statuses() {
    let both = r#"{"with": "you", "reason": "a teapot"}"#;
    let (_server, client) = responding(json(409, both)).await;
    let error = client.responses().refused().send().await.unwrap_err();
    let Some(refused::ErrorBody::Conflict(conflict)) = error.json() else { panic!("{error}") };
    assert_eq!(conflict.with.as_deref(), Some("you"));
    let error = client.responses().refused_by_class().send().await.unwrap_err();
    assert!(matches!(error.json(), Some(refused_by_class::ErrorBody::Conflict(_))));
    // A value that does not fit is drift.
    let (_server, client) = responding(json(409, r#"{"with": "you", "since": [1]}"#)).await;
    let error = client.responses().refused().send().await.unwrap_err();
    let (body, drift) = error.json_with_drift().unwrap();
    assert!(matches!(body, refused::ErrorBody::Conflict(_)), "{body:?}");
    assert_eq!(messages(&drift), ["$.since: expected a string, found `[1]`"]);

    let (_server, client) = responding(json(418, both)).await;
    // Operations with equal errors share the type.
    let error = client.responses().refused_again().send().await.unwrap_err();
    let Some(refused::ErrorBody::Other(fault)) = error.json() else { panic!("{error}") };
    assert_eq!(fault.reason.as_deref(), Some("a teapot"));
    let error = client.responses().refused_by_class().send().await.unwrap_err();
    assert!(matches!(error.json(), Some(refused_by_class::ErrorBody::ClientError(_))));

    // An undocumented status is not read as a documented one.
    let (_server, client) = responding(json(500, both)).await;
    let client = client.responses();
    let error = client.refused_by_class().send().await.unwrap_err();
    assert!(matches!(error.json(), Some(refused_by_class::ErrorBody::Unknown(_))));
}

#[tokio::test]
async fn headers() {
    let response = json(200, POINT).insert_header("X-Left", "41").insert_header("X-Words", "a, b");
    let (_server, client) = responding(response).await;
    let response = client.responses().response_headers().send().await.unwrap();
    assert_eq!(response.header(response_headers::X_LEFT).unwrap(), Some(41));
    let words = response.header(response_headers::X_WORDS).unwrap();
    assert_eq!(words, Some(vec!["a".to_owned(), "b".to_owned()]));
}

#[tokio::test]
async fn nothing() {
    let (server, client) = responding(ResponseTemplate::new(204)).await;
    let response = client.responses().nothing().send().await.unwrap();
    assert_eq!(response.status(), StatusCode::NO_CONTENT);
    assert_eq!(server.received_requests().await.unwrap()[0].method.as_str(), "DELETE");
}

#[tokio::test]
async fn text() {
    let (_server, client) = responding(raw("text/plain; charset=utf-8", "\"ü\"")).await;
    let response = client.responses().response_text().send().await.unwrap();
    assert_eq!((response.drift(), &**response), (&[][..], "\"ü\""));
}

#[tokio::test]
async fn the_media_type_of_the_response_decides_how_text_is_read() {
    for (media_type, body) in [
        ("text/plain", "a text"),
        ("text/plain; charset=utf-8", "7"),
        ("application/json", "\"a text\""),
        ("application/json", "\"7\""),
    ] {
        let (server, client) = responding(raw(media_type, body)).await;
        let options = RequestOptions::new().accept(media_type);
        let response = client.responses().plain_or_json().options(options).send().await.unwrap();
        assert_eq!(*response.into_body(), *body.trim_matches('"'));
        let requests = server.received_requests().await.unwrap();
        assert_eq!(header(&requests[0], "accept"), Some(media_type));
    }
    let (server, client) = responding(raw("text/plain", "a text")).await;
    let error = client.responses().one_success().send().await.unwrap_err();
    assert!(error.to_string().contains("the response is `text/plain`, not JSON"), "{error}");
    assert_eq!(server.received_requests().await.unwrap().len(), 1, "it is not retried");
}

#[tokio::test]
async fn text_that_is_not_utf_8_is_drift() {
    let latin_1 = ResponseTemplate::new(200).set_body_raw(*b"\xfc", "text/plain; charset=latin1");
    let (_server, client) = responding(latin_1).await;
    let response = client.responses().response_text().send().await.unwrap();
    let expected = ["$: expected UTF-8, found `text/plain; charset=latin1`"];
    assert_eq!(
        (messages(response.drift()), &**response),
        (expected.map(str::to_owned).into(), "\u{fffd}")
    );
    let error = client.responses().response_text().options(strict()).send().await.unwrap_err();
    assert!(error.to_string().contains("`Request::receive_bytes`"), "{error}");
    let bytes = client.responses().response_text().receive_bytes().await.unwrap();
    assert_eq!(*bytes, Bytes::from_static(b"\xfc"));
}

#[tokio::test]
async fn file() {
    let body: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    let response =
        ResponseTemplate::new(200).set_body_raw(body.clone(), "application/octet-stream");
    let (_server, client) = responding(response).await;
    let mut stream = client.responses().file().send().await.unwrap().into_body();
    let mut read = Vec::new();
    while let Some(piece) = stream.try_next().await.unwrap() {
        read.extend_from_slice(&piece);
    }
    assert_eq!(read, body);
}

#[tokio::test]
async fn bytes_and_strings_of_any_media_type() {
    let (server, client) = responding(raw("application/json", "{\"a\"")).await;
    let responses = client.responses();
    for file in [
        responses.any_file().send().await,
        responses.json_file().send().await,
        responses.response_picture().send().await,
    ] {
        assert_eq!(file.unwrap().into_body().bytes().await.unwrap(), "{\"a\"");
    }
    assert_eq!(*responses.any_string().send().await.unwrap(), "{\"a\"");
    let accepted: Vec<_> = server.received_requests().await.unwrap();
    let accepted: Vec<_> = accepted.iter().map(|request| header(request, "accept")).collect();
    let expected = ["*/*", "application/json", "image/png, image/jpeg", "*/*"];
    assert_eq!(accepted, expected.map(Some));
}

#[tokio::test]
async fn the_caller_chooses_the_media_type() {
    let (server, client) = responding(raw("text/plain", "x: 1")).await;
    let request = || {
        let request = client.responses().point_or_text();
        request.options(RequestOptions::new().accept("text/plain"))
    };
    assert_eq!(*request().receive_text().await.unwrap(), "x: 1");
    assert_eq!(*request().receive_bytes().await.unwrap(), Bytes::from("x: 1"));
    let stream = request().streamed::<ByteStream>().await.unwrap().into_body();
    assert_eq!(stream.bytes().await.unwrap(), "x: 1");
    // The server has sent what was requested, so there is nothing to retry.
    let error = request().send().await.unwrap_err();
    assert!(error.to_string().contains("is `text/plain`, not JSON"), "{error}");
    assert_eq!(error.attempts(), 1);
    let requests = server.received_requests().await.unwrap();
    assert_eq!(requests.len(), 4);
    assert!(requests.iter().all(|request| header(request, "accept") == Some("text/plain")));
}

#[tokio::test]
async fn the_documented_media_type_is_requested() {
    let (server, client) = responding(json(200, POINT)).await;
    assert_eq!(client.responses().vendor().send().await.unwrap().into_body(), point());
    assert_eq!(client.responses().point_or_text().send().await.unwrap().into_body(), point());
    let requests = server.received_requests().await.unwrap();
    assert_eq!(header(&requests[0], "accept"), Some("application/vnd.point+json"));
    assert_eq!(header(&requests[1], "accept"), Some("application/json"));
}

#[tokio::test]
async fn a_success_without_documented_content() {
    for response in [raw("text/html", "<p>Done"), json(201, "[1]"), ResponseTemplate::new(204)] {
        let (_server, client) = responding(response).await;
        assert_eq!(client.responses().undescribed().send().await.unwrap().into_body(), ());
    }
    let (_server, client) = responding(json(200, "[1]")).await;
    let received = client.responses().undescribed().receive_json::<Value>().await.unwrap();
    assert_eq!(*received, serde_json::json!([1]));
    let received = client.responses().undescribed().receive_text().await.unwrap();
    assert_eq!(*received, "[1]");
}

#[tokio::test]
async fn no_content_where_some_is_documented() {
    let (_server, client) = responding(ResponseTemplate::new(204)).await;
    let response = client.responses().vendor().send().await.unwrap();
    assert_eq!(*response, Point::default());
    assert_eq!(response.drift()[0].to_string(), "$: expected a body, found `204 No Content`");
    let error = client.responses().vendor().options(strict()).send().await.unwrap_err();
    assert!(error.to_string().contains("the request succeeded"), "{error}");
}

#[tokio::test]
async fn an_empty_success_where_content_is_documented() {
    let (_server, client) = responding(ResponseTemplate::new(200)).await;
    let empty = client.responses().moments().send().await.unwrap();
    assert_eq!(messages(empty.drift()), ["$: expected a body, found `200 OK`"]);
    assert!(empty.is_empty());
    let options = || client.responses().moments().options(strict());
    let error = options().send().await.unwrap_err();
    assert!(error.to_string().contains("the request succeeded"), "{error}");
    let error = client.responses().one_success().send().await.unwrap_err();
    assert!(error.to_string().contains("the request succeeded"), "{error}");
    let error = client.responses().success_or_default().send().await.unwrap_err();
    assert!(error.to_string().ends_with("it was applied"), "{error}");
}

#[tokio::test]
async fn a_head_response_has_no_body() {
    let (_server, client) =
        responding(ResponseTemplate::new(200).insert_header("X-Left", "1")).await;
    let response = client.responses().head().send().await.unwrap();
    assert_eq!(response.headers()["x-left"], "1");
    assert_eq!(response.into_body(), ());
}
