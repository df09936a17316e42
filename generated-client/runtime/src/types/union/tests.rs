//! Tests of the choice: which variant fits best, and the work that it takes.

mod exhaustive;

use super::fit::Fit;
use super::search::Search;
use super::*;
use meraki_dashboard_api_runtime_derive::{object, string_enum, union};
use serde::de::IgnoredAny;
use serde_json::json;
use std::collections::BTreeMap;

#[union]
enum Expr {
    And(And),
    Or(Or),
    Not(Not),
    Leaf(String),
    Count(i64),
}

#[object]
struct And {
    args: Option<Vec<Expr>>,
    x: Option<String>,
}

#[object(constants("op" = "or"))]
struct Or {
    args: Option<Vec<Expr>>,
    y: Option<Mode>,
}

#[object]
struct Not {
    arg: Box<Expr>,
    x: Option<i64>,
}

#[string_enum]
enum Mode {
    Fast,
}

/// A union whose variants are unions.
#[union]
enum Outer {
    Tagged(Tagged),
    Expr(Expr),
    List(Vec<Outer>),
}

#[union(tag = "op")]
enum Tagged {
    #[tag("a", "or")]
    A(A),
    #[tag(2)]
    Not(Not),
}

#[object]
struct A {
    x: Option<i64>,
    arg: Option<Box<Outer>>,
}

/// Decodes a value, and counts the steps.
fn decoded<U: Union>(value: &Value) -> (U, usize) {
    let search = Search::new(value);
    (decode_value(Node { value, search: &search }).unwrap(), search.steps())
}

/// The names of the variants that were chosen, outermost first.
fn variants(decoded: &impl fmt::Debug) -> String {
    let shown = format!("{decoded:?}");
    let names: Vec<_> = shown
        .split('(')
        .filter_map(|before| before.rsplit(|c: char| !c.is_alphanumeric()).next())
        .filter(|name| !["", "Some", "String", "Number", "Bool"].contains(name))
        .collect();
    // Enums of strings have an `Unknown`, too.
    names.join(" ").replace(" Unknown UnknownValue", "")
}

#[test]
fn the_best_variant() {
    let cases = [
        (json!("a"), "Expr Leaf"),
        (json!(7), "Expr Count"),
        (json!(["a", [1]]), "List Expr Leaf List Expr Count"),
        (json!({"x": "a"}), "Expr And"),
        (json!({"x": 1}), "Tagged A"),
        // A variant whose constant is absent does not fit.
        (json!({"x": []}), "Unknown"),
        // A tag, and a constant, decide.
        (json!({"op": 2, "arg": "a"}), "Tagged Not Leaf"),
        (json!({"op": 2.0, "arg": "a"}), "Tagged Not Leaf"),
        (json!({"op": "or", "args": []}), "Expr Or"),
        (json!({"op": "or", "args": ["a"], "x": 1}), "Tagged A"),
        // Nothing lost comes before most kept.
        (json!({"arg": "a", "args": []}), "Tagged A Expr Leaf"),
        (json!({"args": [{"arg": 1}]}), "Expr And Not Count"),
        // Known values come before unknown ones.
        (json!({"op": "or", "y": "Fast"}), "Expr Or"),
        // As few as possible that are `null` are lost.
        (json!({"args": [], "x": null}), "Expr And"),
        // The innermost union is unknown, rather than that something is lost.
        (json!({"args": ["a", true]}), "Expr And Leaf Unknown"),
        (json!({"op": "new", "arg": {"arg": {"arg": true}}}), "Expr Not Not Not Unknown"),
        (json!(true), "Unknown"),
        (json!([true]), "List Unknown"),
    ];
    for (value, expected) in cases {
        let (outer, _) = decoded::<Outer>(&value);
        assert_eq!(variants(&outer), expected, "{value}");
    }
}

/// Objects that may hold at once, as in an `anyOf`.
#[union]
enum Contact {
    Mail(Mail),
    Phone(Phone),
    #[combined]
    Combined(Combined),
}

#[object(constants("sort" = "mail"))]
struct Mail {
    mail: Option<String>,
}

#[object]
struct Phone {
    phone: Option<Option<i64>>,
}

#[object]
struct Combined {
    sort: Option<String>,
    mail: Option<String>,
    phone: Option<Option<i64>>,
}

#[test]
fn the_combined_variant_is_chosen_if_it_keeps_more() {
    for (value, expected) in [
        (json!({"sort": "mail", "mail": "a", "new": 1}), "Mail"),
        (json!({"phone": 1}), "Phone"),
        (json!({"sort": "mail", "phone": 1}), "Combined"),
        (json!({"sort": "mail", "phone": null}), "Combined"),
        (json!({"sort": "mail", "phone": 1, "new": 1}), "Combined"),
        (json!({"new": 1}), "Phone"),
    ] {
        assert_eq!(variants(&decoded::<Contact>(&value).0), expected, "{value}");
    }
}

/// Objects without a discriminator, of which one requires a property that may be `null`.
#[union]
enum Parcel {
    Weighed(Weighed),
    Labeled(Labeled),
}

#[object]
struct Weighed {
    #[property(nullable)]
    weight: Option<i64>,
    label: Option<String>,
}

#[object]
struct Labeled {
    label: Option<String>,
}

#[test]
fn a_variant_that_lacks_a_required_nullable_property_fits_worse() {
    for (value, expected) in [
        (json!({}), "Labeled"),
        (json!({"label": "a"}), "Labeled"),
        (json!({"weight": null}), "Weighed"),
        (json!({"weight": 1, "label": "a"}), "Weighed"),
    ] {
        let (parcel, _) = decoded::<Parcel>(&value);
        assert_eq!(variants(&parcel), expected, "{value}");
        assert_eq!(serde_json::to_value(parcel).unwrap(), value);
    }
    // Without an alternative, an absent one is `null`.
    assert_eq!(serde_json::from_value::<Weighed>(json!({})).unwrap().weight, None);
}

/// An object that is not implemented by `object`, and ignores all properties.
#[derive(Clone, Debug, PartialEq)]
struct Ignoring;

impl<'de> Deserialize<'de> for Ignoring {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        BTreeMap::<String, IgnoredAny>::deserialize(deserializer).map(|_| Self)
    }
}

impl Serialize for Ignoring {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        BTreeMap::<String, Value>::new().serialize(serializer)
    }
}

#[union]
enum Anything {
    Ignoring(Ignoring),
    Labeled(Labeled),
    Kept(BTreeMap<String, Value>),
}

#[test]
fn values_that_any_type_ignores_are_lost() {
    for (value, expected) in [
        (json!({}), "Ignoring"),
        (json!({"label": "a"}), "Labeled"),
        (json!({"label": "a", "weight": 1}), "Kept"),
        (json!({"weight": null}), "Kept"),
    ] {
        assert_eq!(variants(&decoded::<Anything>(&value).0), expected, "{value}");
    }
}

/// Objects with optional tags that may hold at once.
#[union(tag = "change")]
enum Door {
    #[tag(optional "opened")]
    Opened(Opened),
    #[tag(optional "locked")]
    Locked(Locked),
    #[combined]
    Both(Both),
}

#[object]
struct Opened {
    change: Option<String>,
    by: Option<String>,
}

#[object]
struct Locked {
    change: Option<String>,
    code: Option<i64>,
}

#[object]
struct Both {
    by: Option<String>,
    code: Option<i64>,
}

#[test]
fn a_tag_excludes_the_combined_variant() {
    for (value, expected) in [
        (json!({"by": "a"}), "Opened"),
        (json!({"code": 1}), "Locked"),
        (json!({"by": "a", "code": 1}), "Both"),
        (json!({"change": "locked", "by": "a", "code": 1}), "Locked"),
    ] {
        assert_eq!(variants(&decoded::<Door>(&value).0), expected, "{value}");
    }
}

#[test]
fn the_same_from_text_and_from_values() {
    let value = json!({"args": [{"arg": "a"}, {"op": "or", "y": "Slow"}, 7]});
    let (expected, _) = decoded::<Expr>(&value);
    assert_eq!(serde_json::from_str::<Expr>(&value.to_string()).unwrap(), expected);
    assert_eq!(serde_json::from_value::<Expr>(value.clone()).unwrap(), expected);
    assert_eq!(serde_json::to_value(expected).unwrap(), value);
}

/// A value that nests, of which each level fits three variants alike.
fn nested(depth: usize) -> Value {
    (0..depth).fold(json!("a"), |inner, _| json!({"w": 1, "args": [inner]}))
}

fn in_a_large_stack(test: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(64 << 20).spawn(test).unwrap();
    thread.join().unwrap();
}

#[test]
fn the_work_grows_with_the_size_not_the_depth() {
    in_a_large_stack(|| {
        for depth in [1, 8, 14, 50, 100, 400] {
            let value = nested(depth);
            let (expr, steps) = decoded::<Expr>(&value);
            assert_eq!(variants(&expr), format!("{}Leaf", "And ".repeat(depth)));
            let values = 3 * depth + 1;
            assert!(steps <= 5 * values, "depth {depth}: {steps} steps for {values} values");
        }
    });
}

/// A variant that nests by itself, and holds no union, is tried once for each union above it.
#[union]
enum Chain {
    Link(Link),
    Plain(Plain),
}

#[object]
struct Link {
    next: Option<Box<Chain>>,
}

#[object]
struct Plain {
    next: Option<Box<Plain>>,
}

#[test]
fn a_value_that_exceeds_the_budget_is_kept() {
    in_a_large_stack(|| {
        let value = (0..1_000).fold(json!({}), |inner, _| json!({ "next": inner }));
        let (chain, steps) = decoded::<Chain>(&value);
        assert_eq!(serde_json::to_value(&chain).unwrap(), value);
        assert!(steps <= 70 * 1_001 + 17 * 1_024, "{steps}");
        // A body has no more levels than this.
        let value = (0..120).fold(json!({}), |inner, _| json!({ "next": inner }));
        assert!(!variants(&decoded::<Chain>(&value).0).contains("Unknown"));
    });
}
