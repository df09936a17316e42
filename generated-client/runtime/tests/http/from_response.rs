//! Bodies made from responses.

use runtime::{Value, object};
use std::collections::BTreeMap;

#[object]
struct Read {
    id: Option<String>,
    name: Option<String>,
    time_zone: Option<String>,
    size: Option<Value>,
    rows: Option<Vec<ReadRow>>,
    notes: Option<BTreeMap<String, Value>>,
}

#[object]
struct ReadRow {
    number: Option<i64>,
    seeds: Option<String>,
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
}

fn read(json: &str) -> Read {
    serde_json::from_str(json).unwrap()
}

#[test]
fn copies_common_properties_that_are_not_null() {
    let read = read(
        r#"{"id": "B_1", "name": "Long bed", "timeZone": null, "size": null, "new": 1,
            "rows": [{"number": 1, "seeds": "peas"}, {}], "notes": {"a": null, "b": {"c": null, "d": [1]}}}"#,
    );
    let body = Body::from_response(&read).unwrap().size(3);
    assert_eq!(
        serde_json::to_string(&body).unwrap(),
        r#"{"name":"Long bed","size":3,"rows":[{"number":1},{}],"notes":{"b":{"d":[1]}}}"#
    );
}

#[test]
fn missing_required_properties_are_errors() {
    let error = Body::from_response(&read(r#"{"id": "B_1"}"#)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the response, taken as a body, does not fit at $: missing field `name`, near `{\"id\":\"B_1\"}`"
    );
    let error = Body::from_response(&read(r#"{"name": "n", "size": "big"}"#)).unwrap_err();
    assert!(error.to_string().contains("does not fit at $.size: invalid type"), "{error}");
}
