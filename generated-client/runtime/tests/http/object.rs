//! `#[object]`: structs to JSON and back.

use proptest::prelude::*;
use runtime::{DateTime, Value, object};
use serde_json::{from_str, json, to_string, to_value};
use std::collections::BTreeMap;

#[object]
struct Response {
    id: Option<String>,
    #[property(name = "left/right")]
    left_right: Option<i64>,
    type_: Option<bool>,
    r#match: Option<f64>,
    last_seen_at: Option<DateTime>,
    inner: Option<Box<Response>>,
    list: Option<Vec<Response>>,
    by_number: Option<BTreeMap<u32, Response>>,
    anything: Option<Value>,
    cleared: Option<Option<String>>,
}

#[object]
struct Strict {
    mac: String,
    tags: Vec<String>,
    note: Option<String>,
    owner: Option<Option<i64>>,
    #[property(extra)]
    extra: BTreeMap<String, Value>,
}

#[object]
struct Loose {
    a: Option<i64>,
    #[property(extra)]
    extra: BTreeMap<String, i64>,
}

#[object]
struct Nothing {}

#[object]
struct Old {
    #[deprecated]
    old: Option<i64>,
}

#[test]
fn names_on_the_wire() {
    let json = json!({
        "id": "x",
        "left/right": 1,
        "type": true,
        "match": 0.5,
        "lastSeenAt": "2018-02-11T00:00:00Z",
        "inner": {"id": "y"},
        "list": [{"id": "z"}, {}],
        "byNumber": {"0": {}, "14": {"type": false}},
        "anything": [null, {"a": 1}],
        "cleared": null,
    });
    let response: Response = from_str(&json.to_string()).unwrap();
    assert_eq!(response.left_right, Some(1));
    assert_eq!(response.r#match, Some(0.5));
    assert_eq!(response.by_number.as_ref().unwrap()[&14].type_, Some(false));
    assert_eq!(response.cleared, Some(None));
    assert_eq!(to_value(&response).unwrap(), json);
}

#[test]
fn absent_null_and_unknown() {
    let response: Response =
        from_str(r#"{"id": null, "list": null, "new": {"deep": [1]}, "newer": null}"#).unwrap();
    assert_eq!(response, Response::default());
    assert_eq!(to_string(&response).unwrap(), "{}");
    let cleared = |json: &str| from_str::<Response>(json).unwrap().cleared;
    assert_eq!(cleared("{}"), None);
    assert_eq!(cleared(r#"{"cleared": null}"#), Some(None));
    assert_eq!(cleared(r#"{"cleared": "x"}"#), Some(Some("x".to_owned())));
    assert_eq!(from_str::<Response>(r#"{"id": "a", "id": "b"}"#).unwrap().id.as_deref(), Some("b"));
}

#[test]
fn properties_in_any_order() {
    let forwards: Response =
        from_str(r#"{"id": "x", "left/right": 1, "type": true, "match": 2}"#).unwrap();
    let backwards: Response =
        from_str(r#"{"match": 2, "type": true, "left/right": 1, "id": "x"}"#).unwrap();
    assert_eq!(forwards, backwards);
}

#[test]
fn required_properties() {
    let strict: Strict =
        from_str(r#"{"tags": [], "mac": "00", "x": 1, "owner": null, "y": [2]}"#).unwrap();
    assert_eq!(strict.mac, "00");
    assert_eq!(strict.owner, Some(None));
    assert_eq!(
        strict.extra,
        BTreeMap::from([("x".to_owned(), json!(1)), ("y".to_owned(), json!([2]))])
    );
    assert_eq!(to_string(&strict).unwrap(), r#"{"mac":"00","tags":[],"owner":null,"x":1,"y":[2]}"#);

    for (json, message) in [
        (r#"{"tags": []}"#, "missing field `mac`"),
        (r#"{"mac": "00"}"#, "missing field `tags`"),
        ("{}", "missing field `mac`"),
        (r#"{"mac": null, "tags": []}"#, "invalid type: null, expected a string"),
        (r#"{"mac": "00", "tags": null}"#, "invalid type: null, expected a sequence"),
        (r#"{"mac": 1, "tags": 2}"#, "invalid type: integer `1`, expected a string"),
        ("[]", "invalid type: sequence, expected an object"),
        (r#""text""#, "invalid type: string \"text\", expected an object"),
        ("null", "invalid type: null, expected an object"),
    ] {
        let error = from_str::<Strict>(json).unwrap_err().to_string();
        assert!(error.starts_with(message), "{json}: {error}");
    }
}

#[test]
fn properties_without_a_field() {
    let loose: Loose = from_str(r#"{"b": 2, "a": 1, "c": 3}"#).unwrap();
    assert_eq!((loose.a, loose.extra.len()), (Some(1), 2));
    assert_eq!(to_string(&loose).unwrap(), r#"{"a":1,"b":2,"c":3}"#);
    let error = from_str::<Loose>(r#"{"b": "x"}"#).unwrap_err().to_string();
    assert!(error.starts_with("invalid type: string \"x\", expected i64"), "{error}");
}

#[test]
fn objects_without_properties() {
    assert_eq!(from_str::<Nothing>(r#"{"a": [1, {}]}"#).unwrap(), Nothing {});
    assert_eq!(to_string(&Nothing {}).unwrap(), "{}");
}

#[test]
#[expect(deprecated, reason = "the field is read on purpose")]
fn deprecated_properties() {
    assert_eq!(from_str::<Old>(r#"{"old": 1}"#).unwrap().old, Some(1));
}

#[test]
fn values_decode_into_objects() {
    let response: Response =
        serde_json::from_value(json!({"id": "x", "list": [{"type": true}]})).unwrap();
    assert_eq!(response.list.unwrap()[0].type_, Some(true));
}

#[test]
fn errors_end_the_encoding() {
    #[object]
    struct Unwritable {
        map: BTreeMap<(u8, u8), u8>,
        after: Option<i64>,
    }
    let map = BTreeMap::from([((1, 2), 3)]);
    assert!(to_string(&Unwritable { map, after: Some(1) }).is_err());
}

fn responses() -> impl Strategy<Value = Response> {
    let leaf = (
        any::<Option<String>>(),
        any::<Option<i64>>(),
        any::<Option<bool>>(),
        proptest::option::of(-1e9..1e9),
        any::<Option<Option<String>>>(),
    )
        .prop_map(|(id, left_right, type_, r#match, cleared)| Response {
            id,
            left_right,
            type_,
            r#match,
            cleared,
            ..Response::default()
        });
    leaf.prop_recursive(3, 20, 3, |inner| {
        (
            inner.clone(),
            proptest::option::of(inner.clone()),
            proptest::option::of(proptest::collection::vec(inner.clone(), 0..3)),
            proptest::option::of(proptest::collection::btree_map(any::<u32>(), inner, 0..3)),
        )
            .prop_map(|(outer, inner, list, by_number)| Response {
                inner: inner.map(Box::new),
                list,
                by_number,
                ..outer
            })
    })
}

/// Any JSON value.
fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        let name =
            prop_oneof!["id|type|match|inner|list|byNumber|cleared|mac|tags", any::<String>()];
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::btree_map(name, inner, 0..4)
                .prop_map(|properties| Value::Object(properties.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn encoding_and_decoding_are_inverse(response in responses()) {
        let text = to_string(&response).unwrap();
        prop_assert_eq!(&from_str::<Response>(&text).unwrap(), &response);
        let value = to_value(&response).unwrap();
        prop_assert_eq!(serde_json::from_value::<Response>(value).unwrap(), response);
    }

    #[test]
    fn any_json_is_decoded_or_rejected(value in values()) {
        let text = value.to_string();
        if let Ok(response) = from_str::<Response>(&text) {
            let again = to_string(&response).unwrap();
            prop_assert_eq!(from_str::<Response>(&again).unwrap(), response);
        }
        let _ = from_str::<Strict>(&text);
    }

    #[test]
    fn extra_properties_are_preserved(properties in proptest::collection::btree_map("[a-z]{0,3}", any::<i64>(), 0..6)) {
        let text = to_string(&properties).unwrap();
        let loose: Loose = from_str(&text).unwrap();
        prop_assert_eq!(from_str::<BTreeMap<String, i64>>(&to_string(&loose).unwrap()).unwrap(), properties);
    }
}
