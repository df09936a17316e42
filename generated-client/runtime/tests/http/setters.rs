//! `#[object(setters)]`: building bodies.

use crate::api::Color;
use runtime::{DateTime, Value, object};
use serde_json::{json, to_value};
use std::collections::BTreeMap;

#[object(setters)]
struct Body {
    clients: Vec<BodyClient>,
    color: Color,
    name: String,
    tags: Vec<String>,
    numbers: Vec<i64>,
    since: DateTime,
    anything: Value,
    by_name: BTreeMap<String, String>,
    by_number: BTreeMap<u32, BodyClient>,
    boxed: Box<BodyClient>,
    /// The weight in kilograms.
    weight: Option<f64>,
    colors: Option<Vec<Color>>,
    notes: Option<Option<String>>,
    owner_id: Option<Option<i64>>,
    #[deprecated]
    old: Option<bool>,
    inner: Option<Box<BodyClient>>,
    scores: Option<Vec<f64>>,
    nested: Option<Vec<Vec<String>>>,
    per_day: Option<BTreeMap<u32, f64>>,
    more: Option<Value>,
    until: Option<DateTime>,
    #[property(extra)]
    extra: BTreeMap<String, Value>,
}

#[object(setters)]
struct BodyClient {
    mac: String,
    name: Option<String>,
}

#[object(setters)]
struct Empty {
    /// May be set.
    a: Option<String>,
}

fn body() -> Body {
    Body::new(
        [BodyClient::new("00:11").name("Miles's phone")],
        Color::DarkBlue,
        "n",
        ["a", "b"],
        [1, 2],
        "2018-02-11T00:00:00Z",
        json!([1]),
        [("k", "v")],
        [(14, BodyClient::new("14"))],
        BodyClient::new("boxed"),
    )
}

#[test]
fn required_properties_are_arguments_of_new() {
    assert_eq!(
        to_value(body()).unwrap(),
        json!({
            "clients": [{"mac": "00:11", "name": "Miles's phone"}],
            "color": "dark blue",
            "name": "n",
            "tags": ["a", "b"],
            "numbers": [1, 2],
            "since": "2018-02-11T00:00:00Z",
            "anything": [1],
            "byName": {"k": "v"},
            "byNumber": {"14": {"mac": "14"}},
            "boxed": {"mac": "boxed"},
        })
    );
}

#[test]
#[expect(deprecated, reason = "a deprecated property has a deprecated setter")]
fn optional_properties_have_setters() {
    let full = body()
        .weight(0.5)
        .colors([Color::Red, Color::from("teal")])
        .notes("x")
        .owner_id(7)
        .old(true)
        .inner(BodyClient::new("inner"))
        .scores([0.5, 1.0])
        .nested([vec!["a".to_owned()]])
        .per_day([(1, 0.5)])
        .more("text")
        .until(String::from("2019-01-01"))
        .extra([("future", json!({"a": 1}))]);
    let full = to_value(full).unwrap();
    for (property, expected) in [
        ("weight", json!(0.5)),
        ("colors", json!(["Red", "teal"])),
        ("notes", json!("x")),
        ("ownerId", json!(7)),
        ("old", json!(true)),
        ("inner", json!({"mac": "inner"})),
        ("scores", json!([0.5, 1.0])),
        ("nested", json!([["a"]])),
        ("perDay", json!({"1": 0.5})),
        ("more", json!("text")),
        ("until", json!("2019-01-01")),
        ("future", json!({"a": 1})),
    ] {
        assert_eq!(full[property], expected, "{property}");
    }
}

#[test]
fn nullable_properties_can_be_cleared() {
    let cleared = to_value(body().notes("x").clear_notes().clear_owner_id()).unwrap();
    assert!(cleared.as_object().unwrap()["notes"].is_null());
    assert!(cleared.as_object().unwrap()["ownerId"].is_null());
    assert_eq!(to_value(body().clear_notes().notes("y")).unwrap()["notes"], "y");
}

#[test]
fn bodies_without_required_properties() {
    assert_eq!(Empty::new(), Empty::default());
    assert_eq!(Empty::new().a("x").a.as_deref(), Some("x"));
}

#[test]
fn setters_accept_existing_lists() {
    let clients = vec![BodyClient::new("a"), BodyClient::new("b")];
    let mut body = body();
    body = Body { clients: clients.clone(), ..body };
    assert_eq!(body.clients, clients);
    let names: Vec<String> = vec!["x".to_owned()];
    assert_eq!(body.nested(vec![names.clone()]).nested, Some(vec![names]));
}

#[test]
fn whole_numbers_and_empty_lists_need_no_type() {
    assert_eq!(body().weight(2).weight, Some(2.0));
    assert_eq!(body().colors([]).scores([]).colors, Some(Vec::new()));
}
