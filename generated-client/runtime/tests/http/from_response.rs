//! Bodies made from responses.

use crate::api::client;
use crate::server::{json, responding};
use runtime::{ApiResponse, Call, Value, get, object};
use std::collections::BTreeMap;

#[object]
struct Read {
    id: Option<String>,
    name: Option<String>,
    time_zone: Option<String>,
    size: Option<Value>,
    rows: Option<Vec<ReadRow>>,
    notes: Option<BTreeMap<String, Value>>,
    #[property(undocumented)]
    extra: BTreeMap<String, Value>,
}

#[object]
struct ReadRow {
    number: Option<i64>,
    seeds: Option<String>,
    #[property(undocumented)]
    extra: BTreeMap<String, Value>,
}

#[object(setters, from_response = Read)]
struct Body {
    name: String,
    time_zone: Option<Option<String>>,
    size: Option<i64>,
    rows: Option<Vec<BodyRow>>,
    notes: Option<BTreeMap<String, Value>>,
}

#[object(setters)]
struct BodyRow {
    number: Option<i64>,
    depth: Option<i64>,
    #[property(undocumented)]
    extra: BTreeMap<String, Value>,
}

#[get("/bed")]
#[request(id = "getBed", output = Read)]
struct GetBed(Call);

async fn read(body: &str) -> ApiResponse<Read> {
    let server = responding(json(body)).await;
    let client = client(&server.uri());
    GetBed(Call::new(&client.session, GetBed::OPERATION)).send().await.unwrap()
}

#[tokio::test]
async fn copies_common_properties_that_are_not_null() {
    let read = read(
        r#"{"id": "B_1", "name": "Long bed", "timeZone": null, "size": null,
            "rows": [{"number": 1, "seeds": "peas"}, {}], "notes": {"a": null, "b": {"c": null, "d": [1]}}}"#,
    );
    let body = Body::from_response(&read.await).unwrap().size(3);
    assert_eq!(
        serde_json::to_string(&body).unwrap(),
        r#"{"name":"Long bed","size":3,"rows":[{"number":1},{}],"notes":{"b":{"d":[1]}}}"#
    );
}

#[tokio::test]
async fn missing_required_properties_are_errors() {
    let error = Body::from_response(&read(r#"{"id": "B_1"}"#).await).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the response, taken as a body, does not fit at $: missing field `name`, near `{\"id\":\"B_1\"}`"
    );
    let error = Body::from_response(&read(r#"{"name": "n", "size": "big"}"#).await).unwrap_err();
    assert!(error.to_string().contains("does not fit at $.size: invalid type"), "{error}");
}

#[tokio::test]
async fn undocumented_properties_are_sent_back() {
    let mut read = read(
        r#"{"name": "n", "rows": [{"number": 1, "depth": "7", "soil": {"ph": 6}, "seeds": "peas"}, {"number": 2}]}"#,
    )
    .await;
    if let Some(rows) = &mut read.rows {
        rows.reverse();
    }
    let body = Body::from_response(&read).unwrap();
    // The response does not document `depth`, the body does not document `seeds`, and neither documents `soil`.
    assert_eq!(
        serde_json::to_string(&body).unwrap(),
        r#"{"name":"n","rows":[{"number":2},{"number":1,"depth":7,"soil":{"ph":6}}]}"#
    );
}

#[tokio::test]
async fn undocumented_properties_that_the_body_cannot_keep_are_errors() {
    let error = Body::from_response(&read(r#"{"name": "n", "soil": "loam"}"#).await).unwrap_err();
    assert!(error.to_string().contains("the undocumented property `soil` is lost"), "{error}");
}

#[tokio::test]
async fn converted_values_are_sent_back_and_dropped_ones_are_errors() {
    let body = Body::from_response(&read(r#"{"name": 7, "size": "3"}"#).await).unwrap();
    assert_eq!(serde_json::to_string(&body).unwrap(), r#"{"name":"7","size":3}"#);
    let error = Body::from_response(&read(r#"{"name": "n", "id": {}}"#).await).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the update would lose a value of the response: $.id: expected a string, found `{}`; correct its schema with an \
         overlay, or send the update with `Client::request`"
    );
}
