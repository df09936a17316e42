//! `#[union]`: tags, constants and unknown values.

use runtime::{Value, object, union};
use serde::de::DeserializeOwned;
use serde_json::{from_value, json, to_string, to_value};
use std::collections::BTreeMap;

#[object]
struct Cat {
    name: Option<String>,
    lives: Option<i64>,
}

#[object]
struct Base {
    kind: Option<Value>,
    name: Option<String>,
    #[property(extra)]
    extra: BTreeMap<String, Value>,
}

#[union(tag = "kind")]
enum Pet {
    #[tag("cat", "kitten")]
    Cat(Cat),
    #[tag(1, true)]
    First(Cat),
    #[tag(-1, 2.5)]
    Second(Cat),
    #[tag("names")]
    Names(Vec<String>),
    #[other]
    Base(Base),
}

/// Decodes a value that must be encoded unchanged.
fn kept<T: DeserializeOwned + serde::Serialize>(value: Value) -> T {
    let decoded: T = from_value(value.clone()).unwrap();
    assert_eq!(to_value(&decoded).unwrap(), value);
    decoded
}

#[test]
fn tags_are_scalars_of_any_type() {
    assert!(matches!(kept(json!({"kind": "cat", "lives": 9})), Pet::Cat(_)));
    assert!(matches!(kept(json!({"kind": 1, "lives": 9})), Pet::First(_)));
    assert!(matches!(kept(json!({"kind": -1})), Pet::Second(_)));
    for (kind, expected) in [
        (json!("kitten"), Pet::Cat(Cat::default())),
        (json!(true), Pet::First(Cat::default())),
        (json!(1.0), Pet::First(Cat::default())),
        (json!(2.5), Pet::Second(Cat::default())),
    ] {
        assert_eq!(from_value::<Pet>(json!({"kind": kind})).unwrap(), expected);
    }
    assert_eq!(kept::<Pet>(json!(["a"])), Pet::Names(vec!["a".to_owned()]));
}

#[test]
fn objects_with_an_unknown_tag_keep_the_fields_of_their_base() {
    let Pet::Base(base) = kept(json!({"kind": "dog", "name": "Rex", "legs": 4})) else {
        panic!("another variant")
    };
    assert_eq!((base.name.as_deref(), &base.extra["legs"]), (Some("Rex"), &json!(4)));
    assert!(matches!(kept(json!({"name": "Rex"})), Pet::Base(_)));
    assert!(matches!(kept(json!({"kind": [], "name": "Rex"})), Pet::Base(_)));
    assert!(matches!(kept(json!({"kind": "dog", "name": 1})), Pet::Unknown(_)));
    assert!(matches!(kept(json!({"kind": "cat", "name": 1})), Pet::Unknown(_)));
    assert!(matches!(kept(json!("Rex")), Pet::Unknown(_)));
}

#[object(constants("kind" = "circle", "version" = 1), setters)]
struct Circle {
    radius: f64,
    #[property(extra)]
    extra: BTreeMap<String, Value>,
}

#[object(constants("kind" = "square"))]
struct Square {
    radius: Option<f64>,
}

#[object]
struct Shape {
    kind: Option<String>,
    radius: Option<f64>,
    color: Option<String>,
}

#[union]
enum AnyShape {
    Shape(Shape),
    Circle(Circle),
    Square(Square),
}

#[test]
fn constants_are_written_first_and_need_not_be_set() {
    let circle = Circle::new(0.5);
    assert_eq!(to_string(&circle).unwrap(), r#"{"kind":"circle","version":1,"radius":0.5}"#);
    assert_eq!(from_value::<Circle>(to_value(&circle).unwrap()).unwrap(), circle);
    assert_eq!(from_value::<Circle>(json!({"version": 1.0, "radius": 0.5})).unwrap(), circle);
    for (value, message) in [
        (json!({"kind": "square", "radius": 1}), r#"string "square", expected "circle""#),
        (json!({"kind": null, "radius": 1}), r#"null, expected "circle""#),
        (json!({"version": "1", "radius": 1}), r#"string "1", expected 1"#),
    ] {
        let error = from_value::<Circle>(value).unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
    }
}

#[test]
fn constants_select_the_variant() {
    let circle = json!({"kind": "circle", "version": 1, "radius": 2.0, "new": true});
    assert!(matches!(kept(circle), AnyShape::Circle(_)));
    assert!(matches!(kept(json!({"kind": "square", "radius": 2.0})), AnyShape::Square(_)));
    assert!(matches!(kept(json!({"kind": "star", "radius": 2.0})), AnyShape::Shape(_)));
    assert!(matches!(kept(json!({"radius": 2.0})), AnyShape::Shape(_)));
}

#[object(setters)]
struct Given {
    #[property(required)]
    id: Option<String>,
    #[property(required)]
    note: Option<Option<i64>>,
    size: Option<i64>,
}

#[test]
fn required_options_are_parameters_of_new() {
    let given = Given::new("a", None).size(1);
    assert_eq!(to_string(&given).unwrap(), r#"{"id":"a","note":null,"size":1}"#);
    assert_eq!(from_value::<Given>(json!({})).unwrap().id, None);
}

/// Unions of unions: a value that would be `Unknown` in the inner union does not fit it.
#[union(tag = "kind")]
enum Round {
    #[tag("circle")]
    Circle(Circle),
}

#[union(tag = "kind")]
enum Angular {
    #[tag("square")]
    Square(Square),
}

#[union]
enum RoundOrAngular {
    Round(Round),
    Angular(Angular),
}

#[union]
enum Filter {
    Text(TextFilter),
    Number(NumberFilter),
}

#[union]
enum TextFilter {
    One(String),
    Many(Vec<String>),
}

#[union]
enum NumberFilter {
    One(f64),
    Many(Vec<f64>),
}

#[test]
fn unions_of_unions() {
    let square = kept(json!({"kind": "square", "radius": 2.0}));
    assert!(matches!(square, RoundOrAngular::Angular(Angular::Square(_))));
    assert!(matches!(kept(json!({"kind": "star"})), RoundOrAngular::Unknown(_)));
    assert!(matches!(kept(json!([1.0, 2.0])), Filter::Number(NumberFilter::Many(_))));
    assert!(matches!(kept(json!(["a"])), Filter::Text(TextFilter::Many(_))));
    assert!(matches!(kept(json!([true])), Filter::Unknown(_)));
    let by_number: BTreeMap<u32, Filter> = kept(json!({"14": 1.5}));
    assert!(matches!(by_number[&14], Filter::Number(_)));
}

#[object]
struct ByNumber {
    by_number: Option<BTreeMap<u32, Filter>>,
    pair: Option<(i64, Filter)>,
}

#[union]
enum Numbered {
    ByNumber(ByNumber),
    Many(BTreeMap<String, bool>),
}

#[test]
fn maps_and_tuples_inside_unions() {
    let numbered = kept(json!({"byNumber": {"14": 1.5}, "pair": [1, "a"]}));
    assert!(matches!(numbered, Numbered::ByNumber(_)), "{numbered:?}");
    assert!(matches!(kept(json!({"byNumber": {"a": 1.5}})), Numbered::Unknown(_)));
    assert!(matches!(kept(json!({"pair": [1, "a", 2]})), Numbered::Unknown(_)));
    assert!(matches!(kept(json!({"pair": true})), Numbered::Many(_)));
}

#[object(setters)]
struct Opened {
    #[property(constant = "opened")]
    action: Option<String>,
    by: Option<String>,
}

#[object(setters)]
struct Counted {
    #[property(constant = 7)]
    action: Option<u8>,
    items: i64,
}

#[union(tag = "action")]
enum Change {
    #[tag(optional "opened")]
    Opened(#[from] Opened),
    #[tag(optional 7)]
    Counted(#[from] Counted),
}

#[test]
fn an_optional_tag_is_set_by_the_constructor_and_not_added() {
    assert!(matches!(kept(json!({"action": "opened", "by": "a"})), Change::Opened(_)));
    assert!(matches!(kept(json!({"by": "a"})), Change::Opened(_)));
    assert!(matches!(kept(json!({"items": 1})), Change::Counted(_)));
    assert!(matches!(kept(json!({"action": 8, "items": 1})), Change::Unknown(_)));
    let json = |change: Change| to_value(change).unwrap();
    assert_eq!(json(Opened::new().by("a").into()), json!({"action": "opened", "by": "a"}));
    assert_eq!(json(Opened::default().into()), json!({"action": "opened"}));
    assert_eq!(json(Counted::new(1).into()), json!({"action": 7, "items": 1}));
}

#[union]
enum Amount {
    Whole(#[from(i32)] i64),
    Text(#[from] String),
}

#[union]
enum Measure {
    Exact(#[from(i32)] f64),
    Text(#[from] String),
}

#[test]
fn an_integer_literal_is_any_number() {
    assert_eq!(Amount::from(99), Amount::Whole(99));
    assert_eq!(Measure::from(99), Measure::Exact(99.0));
    assert_eq!(Measure::from(0.5), Measure::Exact(0.5));
    assert_eq!(Measure::from("some"), Measure::Text("some".to_owned()));
}

#[union]
enum Labels {
    Names(#[from] Vec<String>),
    Counts(#[from] Vec<i64>),
    Texts(#[from] BTreeMap<String, String>),
    Weights(#[from] BTreeMap<String, f64>),
}

#[test]
fn an_array_is_a_list_or_a_map() {
    assert_eq!(to_value(Labels::from(["a", "b"])).unwrap(), json!(["a", "b"]));
    assert_eq!(to_value(Labels::from([1, 2])).unwrap(), json!([1, 2]));
    assert_eq!(to_value(Labels::from([("a", "b")])).unwrap(), json!({"a": "b"}));
    assert_eq!(to_value(Labels::from([("a", 0.5)])).unwrap(), json!({"a": 0.5}));
}
