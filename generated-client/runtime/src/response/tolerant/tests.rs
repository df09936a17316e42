//! Tests of tolerant decoding: the values that are dropped or kept, and the bytes that are decoded.

mod conversions;

use super::*;
use crate::types::strict;
use meraki_dashboard_api_runtime_derive::{object, union};
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::cell::Cell;
use std::collections::BTreeMap;

#[object]
struct Shelf {
    id: Option<i64>,
    small: Option<u8>,
    label: Option<String>,
    psk: Option<String>,
    inner: Option<Box<Shelf>>,
    rows: Option<Vec<Shelf>>,
    names: Option<Vec<String>>,
    counts: Option<BTreeMap<u32, i64>>,
    either: Option<Either>,
    exact: Option<Exact>,
    pet: Option<Box<Pet>>,
}

#[union]
enum Either {
    Number(i64),
    Exact(Exact),
}

/// A property is required.
#[object]
struct Exact {
    id: i64,
    label: Option<String>,
}

#[object]
struct Cage {
    size: Option<i64>,
    pet: Option<Pet>,
    pets: Option<Vec<Pet>>,
    either: Option<Either>,
}

#[union(tag = "kind")]
enum Pet {
    #[tag("cat")]
    Cat(Cat),
    #[tag("exact")]
    Exact(Exact),
    #[tag("cage")]
    Cage(Box<Cage>),
    #[other]
    Base(Base),
}

#[object]
struct Cat {
    kind: Option<String>,
    name: Option<String>,
    lives: Option<i64>,
    psk: Option<i64>,
}

#[object]
struct Base {
    name: Option<String>,
    #[property(extra)]
    extra: BTreeMap<String, Value>,
}

thread_local! {
    /// How many bytes were decoded.
    static DECODED: Cell<usize> = const { Cell::new(0) };
}

fn attempt<T: DeserializeOwned>(text: &str) -> Option<Misfit> {
    let misfit = strict::from_str::<T>(text).err();
    // The tests that count use texts of one line.
    let read = misfit.as_ref().map_or(text.len(), |misfit| misfit.error.column());
    DECODED.set(DECODED.get() + read);
    misfit
}

struct TheKey;

impl Redact for TheKey {
    fn redact(&self, text: String) -> String {
        text.replace("the-key", "[key]")
    }

    fn secret_properties(&self) -> &'static [&'static str] {
        &[]
    }
}

fn fitted<T: DeserializeOwned>(text: &str) -> Option<(T, Vec<String>)> {
    let Fitted { text, drift } = fit(text, "$", Replaced::Items, &attempt::<T>, &TheKey)?;
    let lines = drift.iter().map(ToString::to_string).collect();
    serde_json::from_str(&text).ok().map(|value| (value, lines))
}

#[test]
fn properties_that_do_not_fit_are_dropped() {
    for (text, expected, drift) in [
        (r#"{"id": 1}"#, r#"{"id":1}"#, ""),
        (r#"{"id": "x", "label": "a"}"#, r#"{"label":"a"}"#, r#"$.id: expected i64, found `"x"`"#),
        (
            r#"{"id": 1.5, "small": 256}"#,
            "{}",
            "$.id: expected i64, found `1.5`; $.small: expected u8, found `256`",
        ),
        (
            r#"{"id": 1e999, "label": "\ud800"}"#,
            "{}",
            r#"$.id: expected a valid value (number out of range), found `1e999`; $.label: expected a valid value (unexpected end of hex escape), found `"\ud800"`"#,
        ),
        (
            r#"{"inner": [1, 2], "id": 1}"#,
            r#"{"id":1}"#,
            "$.inner: expected an object, found `[1,2]`",
        ),
        (
            r#"{"inner": {"inner": {"id": {}, "small": 1}}}"#,
            r#"{"inner":{"inner":{"small":1}}}"#,
            "$.inner.inner.id: expected i64, found `{}`",
        ),
        (r#"{"rows": {}}"#, "{}", "$.rows: expected a sequence, found `{}`"),
        (
            r#"{"rows": [{"id": 1}, {"id": "x"}, 3, null, {"id": 4}]}"#,
            r#"{"rows":[{"id":1},{},{},{},{"id":4}]}"#,
            r#"$.rows[1].id: expected i64, found `"x"`; $.rows[2]: expected an object, found `3`; $.rows[3]: expected an object, found `null`"#,
        ),
        (
            r#"{"names": ["a", {}]}"#,
            r#"{"names":["a",""]}"#,
            "$.names[1]: expected a string, found `{}`",
        ),
        (
            r#"{"counts": {"1": 1, "two": 2, "3": "x"}}"#,
            r#"{"counts":{"1":1}}"#,
            r#"$.counts.two: expected key to be a number in quotes, found `2`; $.counts["3"]: expected i64, found `"x"`"#,
        ),
        (r#"{"id": "x", "id": 1}"#, r#"{"id":1}"#, r#"$.id: expected i64, found `"x"`"#),
        (
            r#"{"either": ["kept"], "id": "x"}"#,
            r#"{"either":["kept"]}"#,
            r#"$.either: expected one of the variants of `Either`, found `["kept"]`; $.id: expected i64, found `"x"`"#,
        ),
        (
            r#"{"exact": {"id": 1, "label": []}}"#,
            r#"{"exact":{"id":1}}"#,
            "$.exact.label: expected a string, found `[]`",
        ),
        (r#"{"exact": 1}"#, "{}", "$.exact: expected an object, found `1`"),
        (r#"{"unknown\"": [[]], "small": -1}"#, "{}", "$.small: expected u8, found `-1`"),
    ] {
        let (shelf, lines) = fitted::<Shelf>(text).unwrap();
        assert_eq!(serde_json::to_string(&shelf).unwrap(), expected, "{text}");
        assert_eq!(lines.join("; "), drift, "{text}");
    }
}

#[test]
fn values_of_unions_are_made_to_fit_the_variant_of_their_tag() {
    for (text, expected, drift) in [
        // Other variants would lose less.
        (
            r#"{"pet": {"kind": "cat", "name": {}, "lives": 9}, "size": "x"}"#,
            r#"{"pet":{"kind":"cat","lives":9}}"#,
            r#"$.pet.name: expected a string, found `{}`; $.size: expected i64, found `"x"`"#,
        ),
        (
            r#"{"size": 1, "pets": [{"kind": "cat", "lives": 9}, {"lives": "x", "kind": "cat", "psk": "a"}, {"kind": "cat"}]}"#,
            r#"{"size":1,"pets":[{"kind":"cat","lives":9},{"kind":"cat"},{"kind":"cat"}]}"#,
            r#"$.pets[1].lives: expected i64, found `"x"`; $.pets[1].psk: expected i64, found `***`"#,
        ),
        (
            r#"{"pet": {"kind": "cage", "size": "x", "pet": {"kind": "cat", "lives": {}}, "pets": [{"name": {}}]}}"#,
            r#"{"pet":{"kind":"cage","pet":{"kind":"cat"},"pets":[{}]}}"#,
            r#"$.pet.size: expected i64, found `"x"`; $.pet.pet.lives: expected i64, found `{}`; $.pet.pets[0].name: expected a string, found `{}`"#,
        ),
        // The values of unions that no variant fits are kept.
        (
            r#"{"pet": 7, "size": 1.5, "either": true}"#,
            r#"{"pet":7,"either":true}"#,
            "$.pet: expected one of the variants of `Pet`, found `7`; $.size: expected i64, found `1.5`; $.either: expected one of the variants of `Either`, found `true`",
        ),
        (
            r#"{"pets": [{"kind": "exact"}, {"kind": "exact", "label": {}}]}"#,
            r#"{"pets":[{"kind":"exact"},{"kind":"exact","label":{}}]}"#,
            r#"$.pets[0]: expected a valid value (missing field `id`), found `{"kind":"exact"}`; $.pets[1].label: expected a string, found `{}`"#,
        ),
        (
            r#"{"pet": {"kind": "cage", "either": [], "size": 1}}"#,
            r#"{"pet":{"either":[],"kind":"cage","size":1}}"#,
            "$.pet.either: expected one of the variants of `Either`, found `[]`",
        ),
        // A new tag is no drift.
        (r#"{"pet": {"kind": "dog", "legs": 4}}"#, r#"{"pet":{"kind":"dog","legs":4}}"#, ""),
    ] {
        let (cage, lines) = fitted::<Cage>(text).unwrap();
        let expected: Value = serde_json::from_str(expected).unwrap();
        assert_eq!(serde_json::to_value(&cage).unwrap(), expected, "{text}");
        assert_eq!(lines.join("; "), drift, "{text}");
    }
    let (pet, lines) = fitted::<Pet>("{\"lives\":\n \"x\",\n\"kind\": \"cat\"}").unwrap();
    assert!(matches!(pet, Pet::Cat(_)));
    assert_eq!(lines, [r#"$.lives: expected i64, found `"x"`"#]);
}

#[test]
fn required_properties_and_the_root_must_fit() {
    for text in [
        "[]",
        "7",
        "null",
        "",
        r#"{"id": "x""#,
        "{\"label\": \"\u{0}\"}",
        r#"{"exact": {"id": "x"}}"#,
        r#"{"exact": {}, "small": 300}"#,
        r#"{"exact": {"id": null}}"#,
    ] {
        assert!(fitted::<Shelf>(text).is_none(), "{text}");
    }
    assert!(fitted::<Vec<Exact>>(r#"[{"id": 1}, 7]"#).is_none(), "there is no default");
    assert_eq!(fitted::<Vec<i64>>(r#"[1, "x", 3]"#).unwrap().0, [1, 0, 3]);
}

#[test]
fn secrets_are_redacted() {
    for (text, line) in [
        (r#"{"psk": 12345678}"#, "$.psk: expected a string, found `***`, which was converted"),
        (r#"{"psk": ["12345678"]}"#, "$.psk: expected a string, found `***`"),
        (
            r#"{"p\u0073k": 12345678}"#,
            r#"$["p\u0073k"]: expected a string, found `***`, which was converted"#,
        ),
        (
            r#"{"rows": {"id": 1, "psk": "12345678"}}"#,
            r#"$.rows: expected a sequence, found `{"id":1,"psk":"***"}`, which was converted"#,
        ),
        (r#"{"id": "the-key"}"#, r#"$.id: expected i64, found `"[key]"`"#),
    ] {
        assert_eq!(fitted::<Shelf>(text).unwrap().1, [line]);
    }
}

/// Each part of a text is decoded a few times, however many values do not fit.
#[test]
fn takes_a_few_times_as_long_as_decoding() {
    let item = r#"{"id": "x", "small": 256, "label": 5, "rows": [{"id": "x"}], "exact": 1}"#;
    let text = format!("[{}]", vec![item; 5_000].join(","));
    DECODED.set(0);
    let (shelves, drift) = fitted::<Vec<Shelf>>(&text).unwrap();
    assert_eq!((shelves.len(), drift.len()), (5_000, 25_000));
    let times = DECODED.get() / text.len();
    assert!(times < 10, "{times}");
}

#[test]
fn unions_take_a_few_times_as_long_as_decoding() {
    let item = r#"{"kind":"cage","size":"x","pet":{"kind":"cat","lives":"x"},"either":[]}"#;
    let text = format!(r#"{{"pets":[{}]}}"#, vec![item; 2_000].join(","));
    DECODED.set(0);
    let (cage, drift) = fitted::<Cage>(&text).unwrap();
    assert_eq!((cage.pets.unwrap().len(), drift.len()), (2_000, 6_000));
    let times = DECODED.get() / text.len();
    assert!(times < 4, "{times}");
}

#[test]
fn unions_that_nest_deeply_are_not_lost() {
    let (before, after) = (r#"{"kind":"cage","pet":"#, "}");
    for depth in [1, 10, 50] {
        let text = format!(
            r#"{}{{"kind":"cat","lives":"x"}}{}"#,
            before.repeat(depth),
            after.repeat(depth)
        );
        let (pet, drift) = fitted::<Pet>(&text).unwrap();
        let path = format!("${}.lives", ".pet".repeat(depth));
        assert_eq!(drift, [format!(r#"{path}: expected i64, found `"x"`"#)]);
        assert!(matches!(pet, Pet::Cage(_)));
    }
    let padded = format!("{} {after}", " ".repeat(2_000));
    let text = format!(r#"{}{{"kind":"cat","lives":"x"}}{}"#, before.repeat(60), padded.repeat(60));
    let (pet, drift) = fitted::<Pet>(&text).unwrap();
    assert_eq!(drift.len(), 1);
    assert_eq!(serde_json::to_value(pet).unwrap(), serde_json::from_str::<Value>(&text).unwrap());
}

#[test]
fn takes_as_long_at_any_depth() {
    for depth in [1, 10, 30, 60] {
        let text = format!(
            r#"{}{{"rows":[{}{{"id":"x"}}]}}{}"#,
            r#"{"rows":["#.repeat(depth),
            r#"{"id":1},"#.repeat(10_000),
            "]}".repeat(depth)
        );
        DECODED.set(0);
        let (_, drift) = fitted::<Shelf>(&text).unwrap();
        assert_eq!(drift.len(), 1);
        let times = DECODED.get() / text.len();
        assert!(times <= 1, "{times} times at depth {depth}");
    }
}

#[test]
fn a_text_that_exceeds_the_work_budget_does_not_fit() {
    let text = format!(
        r#"{}{{"id":"x"}},{}"id":"x"}}]{}"#,
        r#"{"rows":["#.repeat(60),
        r#"{"id":"x"},"#.repeat(10_000) + "{",
        "}]".repeat(59) + "}"
    );
    DECODED.set(0);
    assert!(fitted::<Shelf>(&text).is_none());
    assert!(DECODED.get() < 30 * text.len());
}

#[test]
fn texts_of_many_lines() {
    let text = "{\n\"rows\": [\n{\"id\": \"é\",\n\"small\": 1},\n{\"id\":\n\"é\"\n}\n],\n\n\"label\": {}, \"psk\": \"a\"}\n";
    let (shelf, lines) = fitted::<Shelf>(text).unwrap();
    let expected = r#"{"psk":"a","rows":[{"small":1},{}]}"#;
    assert_eq!(serde_json::to_value(&shelf).unwrap().to_string(), expected);
    assert_eq!(lines.len(), 3, "{lines:?}");
}

#[test]
fn values_that_nest_too_deeply_are_dropped() {
    let text = format!(r#"{}{{"id": "x"}}{}"#, r#"{"inner": "#.repeat(10_000), "}".repeat(10_000));
    assert_eq!(fitted::<Shelf>(&text).unwrap().1.len(), 1);
}

proptest! {
    #[test]
    fn any_properties_of_any_type(
        properties in proptest::collection::vec(
            (
                prop_oneof!["id", "small", "label", "inner", "rows", "names", "counts", "either", "pet"],
                prop_oneof!["null", "true", "-1", "1\\.5", "\"a\"", "\\[1, \\{\\}\\]", "\\{\"id\": \"x\"\\}", "\\{\"7\": \\[\\]\\}", "\\{\"kind\": \"cat\", \"lives\": \"\"\\}"],
            ),
            0..6,
        )
    ) {
        let properties: Vec<_> =
            properties.iter().map(|(name, value)| format!("\"{name}\": {value}")).collect();
        let text = format!("{{{}}}", properties.join(", "));
        // No property is required.
        prop_assert!(fitted::<Shelf>(&text).is_some(), "{}", text);
    }

    /// Drift is listed exactly if strict decoding fails.
    #[test]
    fn any_values_of_unions(
        values in proptest::collection::vec(
            (
                prop_oneof!["size", "pet", "either", "kind", "name", "lives", "id"],
                prop_oneof!["7", "\"a\"", "\"cat\"", "\"exact\"", "\"cage\"", "\"dog\"", "\\[\\]", "null", "NESTED"],
            ),
            1..8,
        )
    ) {
        let text = values.iter().fold("{}".to_owned(), |inner, (name, value)| {
            let kind = ["cat", "cage", "exact", "dog"][inner.len() % 4];
            let value = value.replace("NESTED", &inner);
            format!(r#"{{"kind": "{kind}", "{name}": {value}, "pet": {inner}}}"#)
        });
        let (cage, drift) = fitted::<Cage>(&text).unwrap();
        prop_assert_eq!(drift.is_empty(), strict::from_str::<Cage>(&text).is_ok(), "{}", text);
        let (again, drift_of_unknowns) = fitted::<Cage>(&serde_json::to_string(&cage).unwrap()).unwrap();
        prop_assert_eq!(again, cage);
        prop_assert!(drift_of_unknowns.len() <= drift.len(), "{}: {:?}", text, drift_of_unknowns);
    }

    #[test]
    fn any_text(text in r#"[\[\]{}:,"\\a1e. -]{0,30}"#) {
        fitted::<Shelf>(&text);
        fitted::<Vec<Shelf>>(&text);
    }
}
